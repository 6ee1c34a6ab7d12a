const load = (ms) => new Promise((done) => setTimeout(done, ms, ms));
async function main() {
  const user = await load(80);
  const orders = await load(120);
  return user + orders;
}
const start = performance.now();
void main().then(() => console.log(performance.now() - start));
