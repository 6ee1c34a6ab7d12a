/**
 * Waiting for a promise that nobody will ever settle.
 *
 * On the timeline: main has a waiting bar with a dashed outline and no end, and so has the module: both wait for ever.
 *
 * Unlike Python: Python hangs. A pending promise keeps nothing alive, so Node ends at once, with exit status 13 because the
 * module is still waiting. Only a timer or a socket would make it hang.
 */
async function main() {
  const future = new Promise<never>(() => {});
  await future;
}

await main();
