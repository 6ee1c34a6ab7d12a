/** 110,000 tasks of which 250 wait at a time: for the lanes of many, in which they overlap (docs/benchmarks.md). */
async function leaf(i) {
  await null;
  if (i % 1000 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  return i;
}

async function caller(i) {
  for (let k = 0; k < 10; k++) await leaf(i * 10 + k);
}

for (let round = 0; round < 40; round++)
  await Promise.all(Array.from({ length: 250 }, (_, i) => caller(round * 250 + i)));
