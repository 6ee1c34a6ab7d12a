/**
 * An object that is its own async iterator: for await asks it for one value after the other, until it says that it is done.
 *
 * On the timeline: func waits a hundred times, each time for a task next, which waits for a task readline. All of it is one tick: nothing
 * here waits for the outside world, so the order axis shows more than the time axis.
 *
 * Unlike Python: the end is said with done: true, not with an exception. Two loops over two readers take turns here, since each await
 * gives up the thread; in Python one would run to its end first.
 */
class Reader {
  #count = 0;

  async readline(): Promise<number | undefined> {
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
