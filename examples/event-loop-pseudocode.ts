/**
 * An event loop in its simplest form: look through the tasks, run those that are ready, drop those that have ended, stop
 * when none is left.
 *
 * On the timeline: main is one long running bar. This loop is not Node's: it never gives the thread back, and a promise
 * inside it would never settle. Its tasks get away with it because they only look at the clock.
 *
 * Unlike Python: no difference. Node's own loop has phases (timers, polling, close) and two queues of microtasks that run
 * between all of them, which this picture leaves out.
 */
const scale = Number(process.env.SLEEP_SCALE ?? 1);

interface LoopTask {
  readonly steps: Generator<number, void, void>;
  /** Milliseconds on the clock of performance.now(). */
  readyAt: number;
  done: boolean;
}

/** Yields how long it wants to wait, in milliseconds. */
function* work(name: string, wait: number) {
  console.log(name, '开始');
  yield wait * scale;
  console.log(name, '结束');
}

function newTask(name: string, wait: number): LoopTask {
  return { steps: work(name, wait), readyAt: 0, done: false };
}

function run(task: LoopTask) {
  const step = task.steps.next();
  if (step.done) task.done = true;
  else task.readyAt = performance.now() + step.value;
}

async function main() {
  let tasks = [newTask('任务1', 600), newTask('任务2', 200), newTask('任务3', 400)];

  while (tasks.length > 0) {
    const now = performance.now();
    const ready = tasks.filter((task) => task.readyAt <= now);
    for (const task of ready) run(task);
    tasks = tasks.filter((task) => !task.done);
  }
}

await main();
