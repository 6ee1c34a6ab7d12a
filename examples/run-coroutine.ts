/**
 * From work that is only described to work that is done: await calls it and waits for its end.
 *
 * On the timeline: the module calls func, which prints its line, and waits for the outcome.
 *
 * Unlike Python: no loop is opened and closed. A promise may be awaited as often as one likes, a coroutine object once. And
 * what is left over when main is done is not cancelled: it keeps the process alive until it is through.
 */
async function func() {
  console.log('快来搞我吧!');
}

const result = () => func();

await result();
