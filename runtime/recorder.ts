/**
 * One method per kind of event: numbers in, bytes in the writer's buffer. Every method is called with the tracer's state
 * already right; nothing here looks at promises or stacks.
 */
import { isMainThread } from 'node:worker_threads';
import { Kind, PAUSE_OVER, SCRIPT_LIBRARY, SCRIPT_MARKED, State } from '../protocol/events';
import type { LocFlags, TaskVariant, What } from '../protocol/events';
import type { Place, PlaceSink } from './places';
import type { Writer } from './writer';

const now = performance.now.bind(performance);
const NS_PER_MS = 1e6;

export class Recorder implements PlaceSink {
  /** Events that were not recorded because the size limit was reached. */
  lost = 0;
  /** Set when the limit is reached: nothing but tables and the loss is written from then on. */
  full = false;
  /** Called once. */
  onFirstTask: (() => void) | null = null;
  /** The machine's monotonic clock at the stream's time 0, ns. */
  readonly monotonic = process.hrtime.bigint();
  private readonly start = now();
  private last = 0;
  /** The time of the next event, if that is known; -1 if the clock has to be asked. */
  private held = -1;
  private readonly strings = new Map<string, number>();
  private scripts = 0;
  private locs = 0;

  constructor(
    readonly writer: Writer,
    private readonly maxSize: number,
  ) {}

  private firstTask(): void {
    const begin = this.onFirstTask!;
    this.onFirstTask = null;
    begin();
  }

  /** Ns since the stream began. */
  clock(): number {
    if (this.held >= 0) {
      const { held } = this;
      this.held = -1;
      return held;
    }
    return (this.last = Math.round((now() - this.start) * NS_PER_MS));
  }

  taskStart(task: number, variant: TaskVariant, fnLoc: number, callerLoc: number): void {
    if (this.onFirstTask !== null) this.firstTask();
    if (this.full) {
      this.lost++;
      return;
    }
    const t = this.clock();
    const e = this.writer.prepare(t);
    e.quick(Kind.TaskStart, variant, t, task, 0, 0);
    e.varint(fnLoc);
    e.varint(callerLoc);
    this.done();
  }

  suspend(task: number, promise: number, loc: number, what: What): void {
    this.quick(Kind.Suspend, what, this.clock(), task, promise, loc);
  }

  /** @param outcome of what it waited for, where it is known already */
  resume(task: number, outcome: State = State.unknown): void {
    this.quick(Kind.Resume, outcome, this.clock(), task, 0, 0);
  }
  leave(task: number): void {
    this.withId(Kind.Leave, 0, task);
  }
  taskEnd(task: number, state: State): void {
    this.withId(Kind.TaskEnd, state, task);
  }
  settle(promise: number, state: State): void {
    this.withId(Kind.Settle, state, promise);
  }
  callbackPromise(promise: number): void {
    this.withId(Kind.CallbackPromise, 0, promise);
  }

  private withId(kind: Kind, flags: number, id: number): void {
    this.quick(kind, flags, this.clock(), id, 0, 0);
  }

  private quick(kind: Kind, flags: number, t: number, first: number, second: number, number: number): void {
    if (this.full) {
      this.lost++;
      return;
    }
    const e = this.writer.prepare(t);
    e.quick(kind, flags, t, first, second, number);
    this.done();
  }

  /** To be called where none of the program's own code can run before the next event: that happens at the same time. */
  still(): void {
    this.held = this.last;
  }

  /** The program's own code has run, or may have waited. */
  moving(): void {
    this.held = -1;
  }

  after(): void {
    if (this.event(Kind.After, 0)) this.done();
  }

  callbackResource(resource: number): void {
    const e = this.event(Kind.CallbackResource, 0);
    if (!e) return;
    e.resourceId(resource);
    this.done();
  }

  resource(resource: number, type: string, loc: number): void {
    const typeNumber = this.string(type);
    const e = this.event(Kind.Resource, 0);
    if (!e) return;
    e.resourceId(resource);
    e.varint(loc);
    e.varint(typeNumber);
    this.done();
  }

  timer(resource: number, delay: number, flags: number): void {
    const e = this.event(Kind.Timer, flags);
    if (!e) return;
    e.skippable(resource, delay);
    this.done();
  }

  observe(promise: number): void {
    const e = this.event(Kind.Observe, 0);
    if (!e) return;
    e.skippable(promise);
    this.done();
  }

  /** A debugger stops the thread, or lets it go on. Written at once: while it stands still, nothing else would. */
  pause(paused: boolean): void {
    const e = this.event(Kind.Pause, paused ? 0 : PAUSE_OVER);
    if (!e) return;
    e.skippable();
    this.done();
    if (paused) this.writer.flush();
  }

  /** The thread is interrupted in a long slice. Written at once: it may never come back. */
  stuck(loc: number): void {
    this.moving();
    const e = this.event(Kind.Stuck, 0);
    if (!e) return;
    e.skippable(loc);
    this.done();
    this.writer.flush();
  }

  threw(task: number, flags: number): void {
    const e = this.event(Kind.Threw, flags);
    if (!e) return;
    e.skippable(task);
    this.done();
  }

  promise(promise: number, loc: number, maker: number, parent: number): void {
    const e = this.event(Kind.Promise, 0);
    if (!e) return;
    e.id(promise);
    e.varint(loc * 16 + maker);
    e.varint(parent);
    this.done();
  }

  /** In a thread all is written then: a pool may end it as soon as its job is done, before a timer comes. */
  output(text: string, flags: number, loc: number): void {
    const bytes = encoded(text);
    const e = this.event(Kind.Output, flags, bytes.length);
    if (!e) return;
    e.varint(loc);
    e.text(bytes);
    this.done();
    if (!isMainThread) this.writer.flush();
  }

  script(url: string, library: boolean, marked: boolean): number {
    const bytes = encoded(url);
    const e = this.writer.prepare(this.clock(), bytes.length);
    e.event(Kind.Script, (library ? SCRIPT_LIBRARY : 0) | (marked ? SCRIPT_MARKED : 0));
    e.text(bytes);
    return ++this.scripts;
  }

  loc(role: LocFlags, script: number, place: Place): number {
    const bytes = encoded(place.name);
    const e = this.writer.prepare(this.clock(), bytes.length);
    e.event(Kind.Loc, role);
    e.varint(script);
    e.varint(place.line);
    e.varint(place.column);
    e.varint(place.functionLine);
    e.varint(place.functionColumn);
    e.text(bytes);
    return ++this.locs;
  }

  private string(s: string): number {
    let n = this.strings.get(s);
    if (n === undefined) {
      const bytes = encoded(s);
      const e = this.writer.prepare(this.clock(), bytes.length);
      e.event(Kind.String, 0);
      e.text(bytes);
      this.strings.set(s, (n = this.strings.size + 1));
    }
    return n;
  }

  private event(kind: Kind, flags: number, textBytes = 0): Writer['encoder'] | undefined {
    if (this.full) {
      this.lost++;
      return undefined;
    }
    const e = this.writer.prepare(this.clock(), textBytes);
    e.event(kind, flags);
    return e;
  }

  private done(): void {
    if (this.writer.through) this.writer.flush();
    if (this.writer.written > this.maxSize) this.full = true;
  }

  /** Says in the recording how much it lacks because of its size, if it does. */
  recordFull(): void {
    if (this.lost > 0) this.recordLoss(this.lost, 'size limit');
    this.lost = 0;
  }

  recordLoss(count: number, reason: string): void {
    const why = this.string(reason);
    const e = this.writer.prepare(this.clock());
    e.event(Kind.Lost, 0);
    e.varint(count);
    e.varint(why);
  }
}

const utf8 = new TextEncoder();
const LAST_ASCII = 127;

/** By hand where that is all it takes: a debugger that steps into what the program calls would step through Node's encoder. */
function encoded(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > LAST_ASCII) return utf8.encode(text);
    bytes[i] = code;
  }
  return bytes;
}
