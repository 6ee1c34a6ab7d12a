const load = (ms) => new Promise((done) => setTimeout(done, ms, ms));
async function page() {
  const [user, orders] = await Promise.all([load(60), load(90)]);
  return user + orders;
}
async function main() {
  // the other part takes 100 ms: of the 60 ms that page would save, 50 are left
  const other = load(100);
  const parts = [await page(), await other];
  await load(50);
  return parts;
}
const start = performance.now();
void main().then(() => console.log(performance.now() - start));
