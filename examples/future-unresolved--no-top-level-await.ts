/**
 * The same endless wait in a function that nobody awaits: now even the exit status says that all is well.
 *
 * On the timeline: main waits without an end; the module ended long before. This bar is the only trace of the mistake.
 *
 * Unlike Python: there main is always awaited by asyncio.run, so the program hangs.
 */
async function main() {
  const future = new Promise<never>(() => {});
  await future;
}

void main();
