/**
 * Two loops over two readers at the same time. Nothing here waits for the outside world.
 *
 * On the timeline: the two tasks read take turns at every line.
 *
 * Unlike Python: there the first loop reads its lines to the end before the second begins, because nothing in it asks the
 * event loop for anything.
 */
import { createTask, wait } from './lib/task.ts';

class Reader {
  #count = 0;

  [Symbol.asyncIterator]() {
    return this;
  }

  async next(): Promise<IteratorResult<number, undefined>> {
    this.#count += 1;
    return this.#count > 3 ? { done: true, value: undefined } : { done: false, value: this.#count };
  }
}

async function read(name: string) {
  for await (const line of new Reader()) {
    console.log(name, line);
  }
}

await wait([createTask(() => read('A')), createTask(() => read('B'))]);
