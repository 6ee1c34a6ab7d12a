/**
 * The tracer of one thread: opens the part, sets the hooks, and takes everything down again. An error of its own ends the
 * recording with one line on stderr, never the program: every hook's body is guarded.
 */
import * as fs from 'node:fs';
import * as v8 from 'node:v8';
import { threadId } from 'node:worker_threads';
import { BlockType } from '../protocol/container';
import type { StreamEnd, StreamInfo } from '../protocol/container';
import { partName } from '../protocol/options';
import type { TracerOptions } from '../protocol/options';
import { Activations } from './activations';
import { watchOutput } from './output';
import { Places } from './places';
import { PROMISE_FRAMES, PromiseTracker } from './promises';
import { Recorder } from './recorder';
import {
  RESOURCE_FRAMES,
  ResourceTracker,
  TICK_FRAMES,
  createResourceHook,
  keepAsyncHooksFromPromises,
} from './resources';
import { describeSources } from './sources';
import { Writer } from './writer';

const OUTPUT_FRAMES = 10;
/** Looks at the sources are that many times rarer than flushes, and each makes the next one rarer still. */
const FIRST_LOOK = 2;

export class Tracer {
  private readonly writer: Writer;
  private readonly rec: Recorder;
  private readonly places: Places;
  private readonly promises: PromiseTracker;
  private readonly resources: ResourceTracker;
  private on = false;
  private stopHooks: (() => void)[] = [];
  private ticks = 0;
  private nextLook = FIRST_LOOK;

  /** @throws if the part cannot be made */
  constructor(private readonly options: TracerOptions) {
    this.writer = new Writer(partName(options.file, process.pid, threadId), () => this.guard(() => this.tick()));
    this.rec = new Recorder(this.writer, options.maxSize);
    this.places = new Places(this.rec, __filename);
    const st = new Activations();
    this.promises = new PromiseTracker(st, this.places, this.rec);
    this.resources = new ResourceTracker(st, this.places, this.rec, this.promises, this.writer.timer);
    this.writer.block(BlockType.stream, streamInfo(this.rec.monotonic));
  }

  start(): void {
    this.on = true;
    process.on('exit', (code) => this.guard(() => this.finish(code)));
    if (this.options.output) watchOutput((text, flags) => this.guard(() => this.output(text, flags)));
    this.hookResources();
    this.hookPromises();
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
    const self = this;
    const hook = createResourceHook({
      init(id, type, _trigger, resource) {
        if (!self.on || type === 'PROMISE' || resources.isOwn(id, resource)) return;
        try {
          resources.init(id, type, places.capture(type === 'TickObject' ? TICK_FRAMES : RESOURCE_FRAMES));
        } catch (e) {
          self.fail(e);
        }
      },
      before(id) {
        if (!self.on) return;
        try {
          resources.before(id);
        } catch (e) {
          self.fail(e);
        }
      },
      after(id) {
        if (!self.on) return;
        try {
          resources.after(id);
        } catch (e) {
          self.fail(e);
        }
      },
    });
    hook.enable();
    this.stopHooks.push(() => hook.disable());
  }

  private output(text: string, flags: number): void {
    const frames = this.places.capture(OUTPUT_FRAMES);
    // What a worker printed comes by again in the main thread; the worker's own recording has it.
    if (frames.some((f) => (f.getFileName() as string | null)?.startsWith('node:internal/worker'))) return;
    this.promises.settleWhoRuns();
    this.rec.output(text, flags, this.places.firstUser(frames));
  }

  /** From the flush timer. */
  private tick(): void {
    if (++this.ticks < this.nextLook || !this.places.hasNew) return;
    this.nextLook = this.ticks * 2;
    this.lookAtSources();
  }

  private lookAtSources(): void {
    for (const info of describeSources(this.places.takeNew())) this.writer.block(BlockType.source, info);
  }

  /** The program is at its end; exit handlers of its own may still run and print. */
  private finish(code: number): void {
    this.lookAtSources();
    this.rec.recordLoss();
    this.end({ exitCode: code });
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
    if (!this.on) return;
    this.on = false;
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

function streamInfo(monotonic: bigint): StreamInfo {
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
    locations: 'stacks',
  };
}
