/**
 * Worker threads with options of their own. A thread inherits our preload from the process; but where it is started with an
 * `env` or `execArgv` of its own, Node reads NODE_OPTIONS anew, from the environment that the thread will have. So it is put in there
 * for the moment in which Node reads it. The class is replaced by a proxy, which all that is done with a class goes through.
 */
import { syncBuiltinESMExports } from 'node:module';
import workers from 'node:worker_threads';
import type { WorkerOptions } from 'node:worker_threads';
import { withPreload } from '../protocol/options';

type Construct = (options: unknown) => object;

export function passToWorkers(runtime: string, beforeEach: () => void): void {
  const { Worker } = workers;
  const traced = new Proxy(Worker, {
    construct(target, args: unknown[], newTarget) {
      const [file, options, ...rest] = args;
      const construct: Construct = (given) => Reflect.construct(target, [file, given, ...rest], newTarget);
      beforeEach();
      return args.length < 2 ? construct(undefined) : constructTraced(construct, options, runtime);
    },
  });
  Worker.prototype.constructor = traced;
  workers.Worker = traced;
  syncBuiltinESMExports();
}

function constructTraced(construct: Construct, options: unknown, runtime: string): object {
  if (typeof options !== 'object' || options === null) return construct(options);
  const { env, execArgv } = options as WorkerOptions;
  const own = typeof env === 'object' && env !== null && env !== process.env;
  if (own) return construct(withEnvironment(options, env, runtime));
  // Without `execArgv` the thread inherits, and Node does not look at NODE_OPTIONS.
  if (!Array.isArray(execArgv)) return construct(options);
  const before = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = withPreload(before, runtime);
  try {
    return construct(options);
  } finally {
    if (before === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = before;
  }
}

/** @returns options that are the given ones but for the environment; those may be frozen, or have getters */
function withEnvironment(options: object, env: NodeJS.Dict<string>, runtime: string): object {
  const value = { ...env, NODE_OPTIONS: withPreload(env.NODE_OPTIONS, runtime) };
  return Object.create(options, { env: { value, enumerable: true } });
}
