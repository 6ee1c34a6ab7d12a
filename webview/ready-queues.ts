/** The queues of a recording's threads, measured a step at a time while nothing else is to be done. */
import { ReadyQueue } from '../model/ready-queue';
import type { Tables } from '../model/tables';

export class ReadyQueues {
  private readonly byStream: ReadyQueue[] = [];

  /** @returns that of a thread, as far as it is measured */
  of(stream: number): ReadyQueue {
    return (this.byStream[stream] ??= new ReadyQueue(stream));
  }

  /** Measures more of a thread's queue. @returns whether it has changed */
  prepare(tables: Tables, stream: number): boolean {
    if (stream < 0) return false;
    const queue = this.of(stream);
    const { count } = queue;
    queue.step(tables);
    return queue.count > count;
  }
}
