/** Lets one at a time into a section of code with awaits in it, in the order in which they came. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** @returns what the section returns; a failure does not keep the next from its turn */
  run<T>(section: () => T | PromiseLike<T>): Promise<T> {
    const turn = this.#last.then(section);
    this.#last = turn.catch(() => {});
    return turn;
  }
}
