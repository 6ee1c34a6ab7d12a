/**
 * The reader with a second of waiting before each line: what it looks like when lines come from outside.
 *
 * On the timeline: func waits a hundred times for readline, and readline for a timer. Other tasks would have all that time.
 *
 * Unlike Python: as in async-iterator.
 */
import { setTimeout as sleep } from 'node:timers/promises';

class Reader {
  #count = 0;

  async readline(): Promise<number | undefined> {
    await sleep(1000);
    this.#count += 1;
    return this.#count === 100 ? undefined : this.#count;
  }

  [Symbol.asyncIterator]() {
    return this;
  }

  async next(): Promise<IteratorResult<number, undefined>> {
    const value = await this.readline();
    return value === undefined ? { done: true, value } : { done: false, value };
  }
}

async function func() {
  for await (const item of new Reader()) {
    console.log(item);
  }
}

await func();
