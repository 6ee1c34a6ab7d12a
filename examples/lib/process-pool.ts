import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CHILD = 'POOL_CHILD';
const READY = { ready: true };

/** Whether this process was started by a pool, to do its jobs. */
export const isPoolChild = process.env[CHILD] === '1';

/** In a child: does the jobs that the pool sends. */
export function serveJobs(job: (argument: never) => unknown): void {
  process.on('message', async (message: typeof READY | { argument: never }) => {
    try {
      process.send?.({ value: 'ready' in message ? null : await job(message.argument) });
    } catch (error) {
      process.send?.({ error: String(error) });
    }
  });
}

interface Job<A, R> {
  argument: A;
  resolve(value: R): void;
  reject(error: Error): void;
}

/** A few child processes that take turns with the jobs. Arguments and results travel as JSON. */
export class ProcessPool<A, R> {
  readonly #file: string;
  readonly #size: number;
  readonly #free: ChildProcess[] = [];
  readonly #queue: Job<A, R>[] = [];
  readonly #all = new Set<ChildProcess>();

  /** @param url of the module to run in the children; there it calls {@link serveJobs} */
  constructor(url: string, size: number) {
    this.#file = fileURLToPath(url);
    this.#size = size;
  }

  get queueSize(): number {
    return this.#queue.length;
  }

  run(argument: A): Promise<R> {
    return new Promise((resolve, reject) => {
      const job = { argument, resolve, reject };
      const child = this.#free.pop() ?? this.#start();
      if (child) this.#give(child, job);
      else this.#queue.push(job);
    });
  }

  /** Starts all children now. @returns once each has loaded its module */
  async ready(): Promise<void> {
    const children: ChildProcess[] = [];
    for (let child = this.#start(); child; child = this.#start()) children.push(child);
    await Promise.all(
      children.map(
        (child) =>
          new Promise<void>((resolve, reject) => {
            child.once('exit', (code) => reject(new Error(`the child process ended with ${code}`)));
            child.once('message', () => {
              child.removeAllListeners('exit');
              this.#free.push(child);
              resolve();
            });
            child.send(READY);
          }),
      ),
    );
  }

  /** Lets the children go. */
  async close(): Promise<void> {
    const ends = [...this.#all].map((child) => new Promise((resolve) => child.once('exit', resolve)));
    for (const child of this.#all) child.disconnect();
    await Promise.all(ends);
  }

  #start(): ChildProcess | undefined {
    if (this.#all.size === this.#size) return undefined;
    const child = fork(this.#file, { env: { ...process.env, [CHILD]: '1' } });
    this.#all.add(child);
    return child;
  }

  #give(child: ChildProcess, { argument, resolve, reject }: Job<A, R>): void {
    const died = (code: number | null) => reject(new Error(`the child process ended with ${code}`));
    child.once('exit', died);
    child.once('message', (answer: { value: R } | { error: string }) => {
      child.off('exit', died);
      if ('error' in answer) reject(new Error(answer.error));
      else resolve(answer.value);
      const next = this.#queue.shift();
      if (next) this.#give(child, next);
      else this.#free.push(child);
    });
    child.send({ argument });
  }
}
