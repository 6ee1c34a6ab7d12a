/**
 * The tracer of one thread: opens the part, sets the hooks, and takes everything down again. An error of its own ends the
 * recording with one line on stderr, never the program: every hook's body is guarded.
 */
import * as fs from 'node:fs';
import * as v8 from 'node:v8';
import { isMainThread, threadId } from 'node:worker_threads';
import { BlockType } from '../protocol/container';
import type { ProcessInfo, StreamEnd, StreamInfo } from '../protocol/container';
import { partName } from '../protocol/options';
import type { TracerOptions } from '../protocol/options';
import { Activations } from './activations';
import { watchPauses } from './debugger';
import { startHelper } from './hang-watch';
import { PARSER_FILE } from './load-parser';
import { Interrupts, interruptedFile } from './interrupts';
import { MarkedPromises } from './marked-promises';
import { MarkedScripts } from './marked-scripts';
import { Marking } from './marking';
import { Outcomes } from './outcome';
import { watchOutput } from './output';
import { Places } from './places';
import type { Script } from './places';
import { PlanCache } from './plan-cache';
import { hideFromHooks } from './program-hooks';
import { PROMISE_FRAMES, PromiseTracker } from './promises';
import { Recorder } from './recorder';
import {
  OwnWork,
  RESOURCE_FRAMES,
  ResourceTracker,
  TICK_FRAMES,
  createResourceHook,
  keepAsyncHooksFromPromises,
} from './resources';
import { flushBeforeSleep } from './sleep';
import { Sources } from './sources';
import { REAL_NUMBER } from './thread-numbers';
import { Writer } from './writer';

const OUTPUT_FRAMES = 10;
const STUCK_FRAMES = 50;

export class Tracer {
  private readonly writer: Writer;
  private readonly rec: Recorder;
  private readonly places: Places;
  private readonly promises: PromiseTracker;
  private readonly marking: Marking | undefined;
  private readonly resources: ResourceTracker;
  private readonly sources: Sources;
  /** Scripts that are still to be described. */
  private fresh: Script[] = [];
  private on = false;
  private failed = false;
  private watched = false;
  private readonly interrupts = new Interrupts((on) => this.listen(on && !this.failed));
  private stopHooks: (() => void)[] = [];

  /** @throws if the part cannot be made */
  constructor(private readonly options: TracerOptions) {
    this.writer = new Writer(partName(options.file, process.pid, REAL_NUMBER), () =>
      this.guard(() => {
        this.describeSources(false);
        this.recordInterrupts();
        this.writer.flush();
      }),
    );
    this.rec = new Recorder(this.writer, options.maxSize);
    const own = new OwnWork(this.rec);
    const around = <T>(work: () => T): T => own.run(work);
    this.sources = new Sources(around);
    const marked = options.locations === 'stacks' ? undefined : new MarkedScripts();
    this.places = new Places(this.rec, __filename, marked?.byUrl);
    const st = new Activations();
    const outcomes = new Outcomes(this.sources, around);
    if (marked) {
      const promises = new MarkedPromises(st, this.places, this.rec, outcomes);
      this.marking = new Marking(
        marked,
        promises,
        this.writer,
        options.cache ? new PlanCache(options.cache) : undefined,
        options.debugged === true,
      );
      this.promises = promises;
    } else {
      this.promises = new PromiseTracker(st, this.places, this.rec, outcomes);
    }
    this.resources = new ResourceTracker(st, this.places, this.rec, this.promises, this.writer.timer);
    this.writer.block(
      BlockType.stream,
      streamInfo(options, this.rec.monotonic, marked ? 'markers' : 'stacks'),
    );
  }

  start(): void {
    this.on = true;
    process.on('beforeExit', () => (this.resources.idle = true));
    process.on('exit', (code) => this.guard(() => this.finish(code)));
    if (this.options.output) watchOutput((text, flags) => this.guard(() => this.output(text, flags)));
    flushBeforeSleep(() =>
      this.guard(() => {
        this.describeSources(false);
        this.writer.flush();
      }),
    );
    this.hookResources();
    if (!isMainThread) this.interrupts.watch();
    if (this.options.debugged) this.watchDebugger();
    else this.rec.onFirstTask = () => this.watchForHangs();
    if (this.marking) this.hookMarkedPromises(this.marking);
    else this.hookPromises();
  }

  /** As {@link hookPromises}, where markers tell the places. */
  private hookMarkedPromises(marking: Marking): void {
    const { promises } = marking;
    const self = this;
    const hooks = {
      init(p: Promise<unknown>, parent: Promise<unknown>) {
        if (!self.on) return;
        try {
          promises.hookInit(p, parent);
        } catch (e) {
          self.fail(e);
        }
      },
      before(p: Promise<unknown>) {
        if (!self.on) return;
        try {
          promises.before(p);
        } catch (e) {
          self.fail(e);
        }
      },
      after() {
        if (!self.on) return;
        try {
          promises.after();
        } catch (e) {
          self.fail(e);
        }
      },
      settled(p: Promise<unknown>) {
        if (!self.on) return;
        try {
          promises.settled(p);
        } catch (e) {
          self.fail(e);
        }
      },
    };
    this.stopHooks.push(v8.promiseHooks.createHook(hooks) as unknown as () => void);
    keepAsyncHooksFromPromises(hooks);
    marking.start((e) => this.fail(e));
  }

  /** Written out, not through `guard`: these run for every promise, and a closure each would cost. */
  private hookPromises(): void {
    const { promises, places } = this;
    const self = this;
    const hooks = {
      init(p: Promise<unknown>, parent: Promise<unknown>) {
        if (!self.on) return;
        try {
          if (promises.isWrapper(parent)) promises.suspendOnWrapper(p);
          else promises.init(p, parent, places.capture(PROMISE_FRAMES));
        } catch (e) {
          self.fail(e);
        }
      },
      before(p: Promise<unknown>) {
        if (!self.on) return;
        try {
          promises.before(p);
        } catch (e) {
          self.fail(e);
        }
      },
      after() {
        if (!self.on) return;
        try {
          promises.after();
        } catch (e) {
          self.fail(e);
        }
      },
      settled(p: Promise<unknown>) {
        if (!self.on) return;
        try {
          promises.settled(p);
        } catch (e) {
          self.fail(e);
        }
      },
    };
    this.stopHooks.push(v8.promiseHooks.createHook(hooks) as unknown as () => void);
    keepAsyncHooksFromPromises(hooks);
  }

  private hookResources(): void {
    const { resources, places } = this;
    const marked = this.marking?.promises;
    const self = this;
    const hook = createResourceHook({
      init(id, type, _trigger, resource) {
        if (!self.on || type === 'PROMISE' || resources.isOwn(id, resource)) return;
        try {
          if (marked) {
            const loc = marked.takeNative();
            if (loc !== 0 || marked.isUnseen(type) || resources.isReused(type, resource))
              return resources.initAt(id, type, resource, loc);
          }
          resources.init(
            id,
            type,
            resource,
            places.capture(type === 'TickObject' ? TICK_FRAMES : RESOURCE_FRAMES),
          );
        } catch (e) {
          self.fail(e);
        }
      },
      before: function before(id) {
        if (!self.on) return;
        try {
          if (self.interrupts.begins(id, before)) return;
          marked?.jobBegins();
          resources.before(id);
        } catch (e) {
          self.fail(e);
        }
      },
      after(id) {
        if (!self.on) return self.interrupts.ends(id);
        try {
          resources.after(id);
        } catch (e) {
          self.fail(e);
        }
      },
    });
    hook.enable();
    this.stopHooks.push(() => hook.disable());
    hideFromHooks(
      (resource) => resource === this.writer.timer,
      (id) => resources.isOwnId(id),
    );
  }

  private watchDebugger(): void {
    const onChange = (paused: boolean): void => {
      // Now, and not while a step is under way: the debugger would go through all of Node's code below.
      if (paused) this.describeSources(false);
      this.rec.pause(paused);
    };
    this.resources.makeOwn(() => watchPauses((paused) => this.guard(() => onChange(paused))));
  }

  private recordInterrupts(): void {
    const count = this.interrupts.take();
    if (count > 0) this.rec.recordLoss(count, 'inspector callbacks that interrupted the thread');
  }

  /** Where markers tell of the program's own code, the rest is that of libraries, which is left out on purpose. */
  private recordPassedOver(): void {
    const { passedOver } = this.promises;
    if (passedOver === 0 || (this.marking && !this.marking.promises.captures)) return;
    this.rec.recordLoss(
      passedOver,
      'resumes of async generators, whose calls the call stack cannot tell apart',
    );
  }

  private listen(on: boolean): void {
    this.on = on;
    if (this.marking) this.marking.promises.on = on;
  }

  /** Only the main thread is watched, and not while somebody debugs it. */
  watchForHangs(): void {
    if (!isMainThread || this.options.debugged || this.watched) return;
    this.watched = true;
    try {
      const unwritten = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      this.resources.makeOwn(() => startHelper(unwritten));
      this.writer.tell(unwritten);
    } catch {
      // No threads under the permission model: what a hung program did last is not written then.
    }
  }

  /**
   * Called by way of an interrupt where the thread has run one slice for long: records where it stands.
   * @returns `again` if that has to be asked again: the tracer itself was at work
   */
  readonly look = (): string => {
    let answer = '';
    this.guard(() => {
      const file = interruptedFile(this.look);
      if (file === undefined || file === __filename || file === PARSER_FILE) return void (answer = 'again');
      const frames = this.places.capture(STUCK_FRAMES);
      const loc = this.places.firstUser(frames);
      this.describeSources(false);
      this.rec.stuck(loc);
    });
    return answer;
  };

  /** The program started a process. */
  started(child: ProcessInfo): void {
    this.guard(() => this.writer.block(BlockType.process, child));
  }

  private output(text: string, flags: number): void {
    const frames = this.places.capture(OUTPUT_FRAMES);
    // What a worker printed comes by again in the main thread; the worker's own recording has it.
    if (frames.some((f) => f.getFileName()?.startsWith('node:internal/worker'))) return;
    this.promises.settleWhoRuns(frames);
    this.rec.output(text, flags, this.places.firstUser(frames));
  }

  /** With each flush, and at the end: readers want the sources as early as may be. */
  private describeSources(last: boolean): void {
    this.fresh.push(...this.places.takeNew());
    if (this.fresh.length === 0) return;
    this.fresh = this.fresh.filter((script) => {
      const info = this.sources.describe(script, last);
      if (info) this.writer.block(BlockType.source, info);
      return !info;
    });
  }

  /** The program is at its end; exit handlers of its own may still run and print. */
  private finish(code: number): void {
    this.describeSources(true);
    this.recordInterrupts();
    this.recordPassedOver();
    this.rec.recordFull();
    this.end({ exitCode: code, ...(this.resources.idle && { drained: true as const }) });
    this.writer.through = true;
  }

  private end(end: StreamEnd): void {
    this.writer.block(BlockType.streamEnd, end);
  }

  private guard(body: () => void): void {
    if (!this.on) return;
    try {
      body();
    } catch (e) {
      this.fail(e);
    }
  }

  private fail(error: unknown): void {
    if (this.failed) return;
    this.failed = true;
    this.listen(false);
    const why = error instanceof Error ? error.message : String(error);
    try {
      for (const stop of this.stopHooks) stop();
      this.stopHooks = [];
      this.end({ exitCode: null, why: `tracer error: ${why}` });
    } catch {
      // The disk may be full or the file gone: what is written is written.
    }
    report(why);
  }
}

/** One line on stderr, past the program's own streams. */
export function report(why: string): void {
  try {
    fs.writeSync(2, `awaitscope: recording stopped (${why.split('\n')[0]}); the program goes on\n`);
  } catch {
    // Nobody listens.
  }
}

function streamInfo(
  { startedBy }: TracerOptions,
  monotonic: bigint,
  locations: StreamInfo['locations'],
): StreamInfo {
  return {
    pid: process.pid,
    tid: threadId,
    ppid: process.ppid,
    node: process.version,
    v8: process.versions.v8,
    platform: process.platform,
    arch: process.arch,
    argv: [...process.argv],
    cwd: process.cwd(),
    monotonic: String(monotonic),
    epochMs: Date.now(),
    locations,
    ...(startedBy && { startedBy }),
  };
}
