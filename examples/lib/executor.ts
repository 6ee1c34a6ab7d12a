import { inspect } from 'node:util';

/** What an executor needs of a pool; piscina's has it. */
export interface Pool<A, R> {
  /** Jobs that no worker has taken yet. */
  readonly queueSize: number;
  run(argument: A): Promise<R>;
}

/** A job that was handed to a pool. Unlike a promise it can be asked how far it is. */
export class Future<T> {
  state: 'pending' | 'running' | 'finished' | 'failed';
  readonly number: number;
  readonly result: Promise<T>;

  constructor(number: number, state: 'pending' | 'running', result: Promise<T>) {
    this.number = number;
    this.state = state;
    this.result = result;
  }

  /** JavaScript shows no addresses: the number tells the futures apart. */
  [inspect.custom](): string {
    return `<Future at 0x${this.number.toString(16)} state=${this.state}>`;
  }
}

/** Hands jobs to a pool, and keeps account of them. */
export class Executor<A, R> {
  readonly #pool: Pool<A, R>;
  readonly #queued: Future<R>[] = [];
  #submitted = 0;

  constructor(pool: Pool<A, R>) {
    this.#pool = pool;
  }

  submit(argument: A): Future<R> {
    const before = this.#pool.queueSize;
    const result = this.#pool.run(argument);
    const state = this.#pool.queueSize > before ? 'pending' : 'running';
    const future = new Future(this.#submitted++, state, result);
    if (state === 'pending') this.#queued.push(future);
    result.then(
      () => this.#ended(future, 'finished'),
      () => this.#ended(future, 'failed'),
    );
    return future;
  }

  #ended(future: Future<R>, state: 'finished' | 'failed'): void {
    future.state = state;
    // the worker that has become free takes the oldest of the queue
    const next = this.#queued.shift();
    if (next) next.state = 'running';
  }
}
