/** Lets a number of callers at a time into a section of code, in the order in which they came. */
export class Semaphore {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param permits how many at once, 1 or more */
  constructor(permits: number) {
    if (!(permits >= 1)) throw new RangeError(`permits must be 1 or more, not ${permits}`);
    this.#free = permits;
  }

  async run<T>(section: () => T | PromiseLike<T>): Promise<T> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await section();
    } finally {
      // the permit goes straight to the next in line, so that nobody can come in between
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}
