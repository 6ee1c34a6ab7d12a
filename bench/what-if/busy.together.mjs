function parse(ms) {
  const until = performance.now() + ms;
  while (performance.now() < until);
}
async function load(ms) {
  parse(30);
  await new Promise((done) => setTimeout(done, ms));
  parse(20);
  return ms;
}
async function main() {
  const [first, second] = await Promise.all([load(100), load(100)]);
  return first + second;
}
const start = performance.now();
void main().then(() => console.log(performance.now() - start));
