// Nothing but awaits: prints the least CPU of some rounds for each, in ns, as one JSON line.
'use strict';
const N = Number(process.env.BENCH_N ?? 100_000);
const ROUNDS = 5;

async function settled(n) {
  const p = Promise.resolve(1);
  for (let i = 0; i < n; i++) await p;
}

async function value(n) {
  for (let i = 0; i < n; i++) await i;
}

async function pending(n) {
  for (let i = 0; i < n; i++) await new Promise((resolve) => queueMicrotask(resolve));
}

async function two(x) {
  await x;
  return await x;
}

async function called(n) {
  const p = Promise.resolve(1);
  for (let i = 0; i < n; i++) await two(p);
}

async function one(x) {
  await x;
}

async function concurrent(n) {
  const p = Promise.resolve(1);
  const all = [];
  for (let i = 0; i < n; i++) all.push(one(p));
  await Promise.all(all);
}

async function* numbers(n) {
  for (let i = 0; i < n; i++) yield i;
}

async function iterated(n) {
  let sum = 0;
  for await (const i of numbers(n)) sum += i;
  return sum;
}

const BENCHES = { settled, value, pending, called, concurrent, iterated };

async function main() {
  const wanted = process.argv.slice(2);
  const result = {};
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    let least = Infinity;
    for (let round = 0; round < ROUNDS + 1; round++) {
      const before = process.cpuUsage();
      await bench(N);
      const { user, system } = process.cpuUsage(before);
      if (round > 0) least = Math.min(least, ((user + system) * 1000) / N);
    }
    result[name] = Math.round(least * 10) / 10;
  }
  console.log(JSON.stringify(result));
}

void main();
