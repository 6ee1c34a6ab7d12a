/**
 * Passes values from producers to consumers: `for await (const value of queue)` waits for the next one. Several consumers
 * share the values. After close() they get what is left, and end.
 */
export class AsyncQueue<T> implements AsyncIterable<T> {
  readonly #values: T[] = [];
  readonly #waiting: ((result: IteratorResult<T, undefined>) => void)[] = [];
  #closed = false;

  get size(): number {
    return this.#values.length;
  }

  push(value: T): void {
    if (this.#closed) throw new Error('the queue is closed');
    const consumer = this.#waiting.shift();
    if (consumer) consumer({ done: false, value });
    else this.#values.push(value);
  }

  close(): void {
    this.#closed = true;
    for (const consumer of this.#waiting.splice(0)) consumer({ done: true, value: undefined });
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#values.length > 0) return Promise.resolve({ done: false, value: this.#values.shift()! });
    if (this.#closed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  [Symbol.asyncIterator](): AsyncIterator<T, undefined> {
    return { next: () => this.next() };
  }
}
