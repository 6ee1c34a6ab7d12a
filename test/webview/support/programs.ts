/** Programs for {@link Simulation}. */
import { MS, US } from './simulation';
import type { AsyncFunction, Body, Runner, Task } from './simulation';

function asyncFunction(name: string, line: number, body: (run: Runner) => Body): AsyncFunction {
  return { name, line, body };
}

/** A shop: a server that handles requests side by side, one of which fails and one of which never ends. */
export function shop(requests = 8): AsyncFunction {
  const query = (ms: number, fails: boolean): AsyncFunction =>
    asyncFunction('query', 60, function* (run) {
      run.work(40 * US);
      yield run.awaits(run.timer('TCPWRAP', ms * MS, 62, fails), 62);
      run.work(120 * US);
    });
  const fetchUser = (i: number): AsyncFunction =>
    asyncFunction('fetchUser', 40, function* (run) {
      run.work(60 * US);
      const row = run.call(query(3 + (i % 4) * 1.5, false), 42);
      yield run.awaits(row, 42);
      run.work(200 * US);
      yield run.awaitsValue(44);
      run.work(80 * US);
    });
  const loadOrders = (i: number): AsyncFunction =>
    asyncFunction('loadOrders', 50, function* (run) {
      for (let page = 0; page < 1 + (i % 3); page++) {
        run.work(50 * US);
        yield run.awaits(run.call(query(4 + page, i === 5 && page === 2), 52), 52);
      }
      run.work(300 * US);
    });
  const render = asyncFunction('render', 70, function* (run) {
    run.work(150 * US);
    yield run.awaits(run.timer('FSREQCALLBACK', 2 * MS, 72), 72);
    run.work(700 * US);
  });
  const forward = asyncFunction('forward', 80, function* (run) {
    run.work(30 * US);
    run.leave(run.timer('Timeout', 9 * MS, 82));
    yield* [];
  });
  const notify = asyncFunction('notifySubscribers', 90, function* (run) {
    run.work(20 * US);
    yield run.awaits(run.timer('Timeout', Infinity, 92), 92);
  });
  const handle = (i: number): AsyncFunction =>
    asyncFunction('handleRequest', 20, function* (run) {
      run.work(100 * US);
      run.print(`request ${i}\n`, 21);
      const user = run.call(fetchUser(i), 23);
      const orders = run.call(loadOrders(i), 24);
      yield run.awaits(user, 26);
      run.work(90 * US);
      try {
        yield run.awaits(orders, 27);
      } catch {
        run.print(`request ${i} failed\n`, 29, true);
        run.work(120 * US);
        if (i === 5) throw new Error('no orders');
      }
      if (i === 2) run.call(notify, 31);
      if (i === 3) yield run.awaits(run.call(forward, 32), 32);
      yield run.awaits(run.call(render, 33), 33);
      run.work(80 * US);
      run.print(`request ${i} done\n`, 34);
    });
  return asyncFunction('main', 1, function* (run) {
    run.work(400 * US);
    const running: Task[] = [];
    for (let i = 0; i < requests; i++) {
      running.push(run.call(handle(i), 5));
      yield run.awaits(run.timer('Timeout', 1.2 * MS, 6), 6);
      run.work(60 * US);
    }
    for (const task of running) {
      try {
        yield run.awaits(task, 9);
      } catch {
        run.work(40 * US);
      }
      run.work(20 * US);
    }
    run.print('bye\n', 12);
  });
}

/** A crowd: workers that wait again and again, for recordings of any size. */
export function crowd(workers: number, awaits: number): AsyncFunction {
  const step = asyncFunction('step', 210, function* (run) {
    run.work(3 * US);
    yield run.awaitsValue(211);
    run.work(2 * US);
  });
  const worker = (i: number): AsyncFunction =>
    asyncFunction('worker', 220, function* (run) {
      for (let n = 0; n < awaits; n++) {
        run.work((5 + ((i + n) % 7)) * US);
        if (n % 16 === 15) yield run.awaits(run.timer('Immediate', 300 * US, 224), 224);
        else if (n % 8 === 7) yield run.awaits(run.call(step, 226), 226);
        else yield run.awaitsValue(228);
      }
    });
  return asyncFunction('crowd', 200, function* (run) {
    const all: Task[] = [];
    for (let i = 0; i < workers; i++) all.push(run.call(worker(i), 203));
    for (const task of all) yield run.awaits(task, 205);
  });
}

/** Names that would be markup, if anybody took them for it. */
export const HOSTILE = '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>';
export const hostile = asyncFunction(HOSTILE, 1, function* (run) {
  run.print(`${HOSTILE}\n`, 2);
  yield run.awaits(run.timer(HOSTILE, 5 * MS, 3), 3);
  run.work(MS);
});

/** What rules find something in: a task that waits for ever, and one that holds up another. */
export function faults(): AsyncFunction {
  const hang = asyncFunction('hang', 20, function* (run) {
    yield run.awaits(run.timer('Timeout', Infinity, 22), 22);
  });
  const waits = asyncFunction('waits', 30, function* (run) {
    yield run.awaitsValue(32);
  });
  const spin = asyncFunction('spin', 40, function* (run) {
    yield run.awaits(run.timer('Timeout', 1 * MS, 42), 42);
    const waiting = run.call(waits, 43);
    run.work(150 * MS);
    yield run.awaits(waiting, 45);
  });
  return asyncFunction('main', 10, function* (run) {
    run.call(hang, 12);
    yield run.awaits(run.call(spin, 14), 14);
  });
}
