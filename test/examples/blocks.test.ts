import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { allSettledByName } from '../../examples/blocks/all-settled-with-names';
import { AsyncQueue } from '../../examples/blocks/async-queue';
import { mapLimit } from '../../examples/blocks/bounded-concurrency';
import { sleep } from '../../examples/blocks/cancellable-sleep';
import { Deferred } from '../../examples/blocks/deferred';
import { eventsOf } from '../../examples/blocks/event-to-async-iterator';
import { Mutex } from '../../examples/blocks/mutex';
import { retry } from '../../examples/blocks/retry-with-backoff';
import { Semaphore } from '../../examples/blocks/semaphore';
import { TimeoutError, withTimeout } from '../../examples/blocks/task-timeout';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('building block', () => {
  it('task with a timeout: aborts the work that is late, and leaves no timer behind', async () => {
    assert.equal(await withTimeout(60_000, () => Promise.resolve('in time')), 'in time');
    let signal: AbortSignal | undefined;
    const late = withTimeout(1, (given) => {
      signal = given;
      return new Promise<never>(() => {});
    });
    await assert.rejects(late, TimeoutError);
    assert.ok(signal?.aborted);
    await assert.rejects(
      withTimeout(60_000, () => Promise.reject(new Error('own'))),
      /own/,
    );
  });

  it('bounded concurrency: never more at once, results in order, nothing begun after a failure', async () => {
    let under = 0;
    let most = 0;
    const results = await mapLimit([3, 1, 2, 5, 4], 2, async (n) => {
      most = Math.max(most, ++under);
      for (let i = 0; i < n; i++) await turn();
      under--;
      return n * 10;
    });
    assert.deepEqual([results, most], [[30, 10, 20, 50, 40], 2]);
    const begun: number[] = [];
    const failing = mapLimit([1, 2, 3, 4], 1, async (n) => {
      begun.push(n);
      if (n === 2) throw new Error('second');
    });
    await assert.rejects(failing, /second/);
    assert.deepEqual(begun, [1, 2]);
    assert.deepEqual(await mapLimit([], 3, () => Promise.resolve(1)), []);
    await assert.rejects(
      mapLimit([1], 0, () => Promise.resolve()),
      RangeError,
    );
  });

  it('async queue: values before and after the consumer, several consumers, the end', async () => {
    const queue = new AsyncQueue<number>();
    queue.push(1);
    const seen: number[] = [];
    const consume = async (): Promise<void> => {
      for await (const value of queue) seen.push(value);
    };
    const consumers = [consume(), consume()];
    queue.push(2);
    await turn();
    queue.push(3);
    queue.push(4);
    queue.close();
    await Promise.all(consumers);
    assert.deepEqual(
      seen.toSorted((a, b) => a - b),
      [1, 2, 3, 4],
    );
    assert.throws(() => queue.push(5), /closed/);
  });

  it('deferred: settled once, and knows it', async () => {
    const deferred = new Deferred<string>();
    assert.equal(deferred.state, 'pending');
    assert.deepEqual(
      [deferred.resolve('a'), deferred.resolve('b'), deferred.reject('c')],
      [true, false, false],
    );
    assert.deepEqual([await deferred.promise, deferred.state], ['a', 'fulfilled']);
  });

  it('retry: until it works, at most so often, not where it makes no sense', async () => {
    let calls = 0;
    const flaky = async (attempt: number): Promise<number> => {
      calls++;
      if (attempt < 3) throw new Error(`attempt ${attempt}`);
      return attempt;
    };
    assert.equal(await retry(flaky, { first: 1 }), 3);
    await assert.rejects(retry(flaky, { first: 1, attempts: 2 }), /attempt 2/);
    calls = 0;
    await assert.rejects(retry(flaky, { isTransient: () => false }), /attempt 1/);
    assert.equal(calls, 1);
    await assert.rejects(retry(flaky, { signal: AbortSignal.abort(new Error('enough')) }), /enough/);
  });

  it('cancellable sleep: ends by itself, or by its signal', async () => {
    await sleep(1);
    const controller = new AbortController();
    const asleep = sleep(60_000, controller.signal);
    controller.abort(new Error('wake up'));
    await assert.rejects(asleep, /wake up/);
    await assert.rejects(sleep(1, controller.signal), /wake up/);
  });

  it('event to async iterator: all values, the end, an error, the signal', async () => {
    const collect = async (events: AsyncIterable<number>): Promise<number[]> => {
      const values: number[] = [];
      for await (const value of events) values.push(value);
      return values;
    };
    const emitter = new EventEmitter();
    const ended = collect(eventsOf<number>(emitter, 'value', { end: 'end' }));
    for (const value of [1, 2, 3]) emitter.emit('value', value);
    emitter.emit('end');
    assert.deepEqual(await ended, [1, 2, 3]);
    const failing = collect(eventsOf<number>(emitter, 'value'));
    emitter.emit('error', new Error('broken'));
    await assert.rejects(failing, /broken/);
    const controller = new AbortController();
    const stopped = collect(eventsOf<number>(emitter, 'value', { signal: controller.signal }));
    emitter.emit('value', 4);
    await turn();
    controller.abort();
    assert.deepEqual(await stopped, [4]);
    assert.equal(emitter.listenerCount('value'), 0);
  });

  it('mutex: one at a time, in order, through failures', async () => {
    const mutex = new Mutex();
    const log: string[] = [];
    const section = (name: string, fails = false): Promise<void> =>
      mutex.run(async () => {
        log.push(`${name} in`);
        await turn();
        log.push(`${name} out`);
        if (fails) throw new Error(name);
      });
    const all = await Promise.allSettled([section('a'), section('b', true), section('c')]);
    assert.deepEqual(log, ['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
    assert.deepEqual(
      all.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
  });

  it('semaphore: as many as there are permits, nobody jumps the queue', async () => {
    const semaphore = new Semaphore(2);
    let under = 0;
    let most = 0;
    const order: number[] = [];
    const use = (n: number): Promise<void> =>
      semaphore.run(async () => {
        order.push(n);
        most = Math.max(most, ++under);
        await turn();
        under--;
        if (n === 1) throw new Error('one fails');
      });
    await Promise.allSettled([0, 1, 2, 3, 4].map(use));
    assert.deepEqual([order, most], [[0, 1, 2, 3, 4], 2]);
    assert.throws(() => new Semaphore(0), RangeError);
  });

  it('all settled with names: values and errors, also of what is no promise', async () => {
    const error = new Error('no');
    const { values, errors } = await allSettledByName({
      a: Promise.resolve(1),
      b: Promise.reject(error),
      c: 'plain',
    });
    assert.deepEqual([values, errors], [{ a: 1, c: 'plain' }, { b: error }]);
  });
});
