const load = (ms) => new Promise((done) => setTimeout(done, ms, ms));
async function main() {
  const users = [];
  for (const ms of [50, 70, 60, 40]) users.push(await load(ms));
  return users;
}
const start = performance.now();
void main().then(() => console.log(performance.now() - start));
