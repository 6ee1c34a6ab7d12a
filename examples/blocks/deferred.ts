/** A promise together with the functions that settle it, and what has become of it. */
export class Deferred<T> {
  readonly promise: Promise<T>;
  state: 'pending' | 'fulfilled' | 'rejected' = 'pending';
  #resolve!: (value: T) => void;
  #reject!: (reason: unknown) => void;

  constructor() {
    this.promise = new Promise<T>((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  /** @returns whether this settled it; a promise is settled only once */
  resolve(value: T): boolean {
    if (this.state !== 'pending') return false;
    this.state = 'fulfilled';
    this.#resolve(value);
    return true;
  }

  /** @returns whether this settled it */
  reject(reason: unknown): boolean {
    if (this.state !== 'pending') return false;
    this.state = 'rejected';
    this.#reject(reason);
    return true;
  }
}
