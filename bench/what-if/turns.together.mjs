const load = (ms) => new Promise((done) => setTimeout(done, ms, ms));
async function main() {
  const users = await Promise.all([50, 70, 60, 40].map(load));
  return users;
}
const start = performance.now();
void main().then(() => console.log(performance.now() - start));
