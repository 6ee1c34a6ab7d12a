/**
 * One method per kind of event: numbers in, bytes in the writer's buffer. Every method is called with the tracer's state
 * already right; nothing here looks at promises or stacks.
 */
import { isMainThread } from 'node:worker_threads';
import { Kind, PAUSE_OVER, SCRIPT_LIBRARY, SCRIPT_MARKED, State } from '../protocol/events';
import type { EventEncoder } from '../protocol/encoder';
import type { LocFlags, TaskVariant, What } from '../protocol/events';
import type { Place, PlaceSink } from './places';
import type { Writer } from './writer';

const clock = performance.now.bind(performance);
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
  private readonly start = clock();
  /** The next event happens at the time of the last: there is no need to ask the clock. */
  private atOnce = false;
  private readonly strings = new Map<string, number>();
  /** The string asked for last: the types of resources come in runs. */
  private lastString: string | null = null;
  private lastNumber = 0;
  private scripts = 0;
  private locs = 0;
  private readonly encoder: EventEncoder;

  constructor(
    readonly writer: Writer,
    private readonly maxSize: number,
  ) {
    this.encoder = writer.encoder;
  }

  private firstTask(): void {
    const begin = this.onFirstTask!;
    this.onFirstTask = null;
    begin();
  }

  /** The encoder, ready for an event that happens now. */
  private now(textBytes = 0): EventEncoder {
    const { encoder } = this;
    if (this.atOnce) this.atOnce = false;
    else encoder.at(Math.round((clock() - this.start) * NS_PER_MS));
    if (encoder.length + textBytes > encoder.limit) this.makeRoom(textBytes);
    return encoder;
  }

  private makeRoom(textBytes: number): void {
    this.writer.prepare(textBytes);
    if (this.writer.written > this.maxSize) this.full = true;
  }

  /** To be called where none of the program's own code can run before the next event: that happens at the same time. */
  still(): void {
    this.atOnce = true;
  }

  /** The program's own code has run, or may have waited. */
  moving(): void {
    this.atOnce = false;
  }

  private done(): void {
    if (this.writer.through) this.writer.flush();
  }

  /** Counts an event as lost where the recording is full. @returns whether it is */
  private loseIfFull(): boolean {
    if (!this.full) return false;
    this.lost++;
    return true;
  }

  taskStart(task: number, variant: TaskVariant, fnLoc: number, callerLoc: number): void {
    if (this.onFirstTask !== null) this.firstTask();
    if (this.loseIfFull()) return;
    this.now().made(Kind.TaskStart, variant, task, fnLoc, callerLoc);
    this.done();
  }

  suspend(task: number, promise: number, loc: number, what: What): void {
    if (this.loseIfFull()) return;
    this.now().two(Kind.Suspend, what, task, promise, loc);
    this.done();
  }

  /** @param outcome of what it waited for, where it is known already */
  resume(task: number, outcome: State = State.unknown): void {
    this.one(Kind.Resume, outcome, task);
  }
  leave(task: number): void {
    this.one(Kind.Leave, 0, task);
  }
  taskEnd(task: number, state: State): void {
    this.one(Kind.TaskEnd, state, task);
  }
  settle(promise: number, state: State): void {
    this.one(Kind.Settle, state, promise);
  }
  callbackPromise(promise: number): void {
    this.one(Kind.CallbackPromise, 0, promise);
  }

  private one(kind: Kind, flags: number, id: number): void {
    if (this.loseIfFull()) return;
    this.now().one(kind, flags, id);
    this.done();
  }

  promise(promise: number, loc: number, maker: number, parent: number): void {
    if (this.loseIfFull()) return;
    this.now().made(Kind.Promise, 0, promise, loc * 16 + maker, parent);
    this.done();
  }

  after(): void {
    if (this.loseIfFull()) return;
    this.now().event(Kind.After, 0);
    this.done();
  }

  callbackResource(resource: number): void {
    if (this.loseIfFull()) return;
    this.now().resource(Kind.CallbackResource, 0, resource);
    this.done();
  }

  resource(resource: number, type: string, loc: number): void {
    const typeNumber = this.string(type);
    if (this.loseIfFull()) return;
    const e = this.now();
    e.resource(Kind.Resource, 0, resource);
    e.varint(loc);
    e.varint(typeNumber);
    this.done();
  }

  timer(resource: number, delay: number, flags: number): void {
    this.skippable(Kind.Timer, flags, resource, delay);
  }
  observe(promise: number): void {
    this.skippable(Kind.Observe, 0, promise);
  }
  threw(task: number, flags: number): void {
    this.skippable(Kind.Threw, flags, task);
  }

  private skippable(kind: Kind, flags: number, a?: number, b?: number): void {
    if (this.loseIfFull()) return;
    const e = this.now();
    e.event(kind, flags);
    e.skippable(a, b);
    this.done();
  }

  /** A debugger stops the thread, or lets it go on. Written at once: while it stands still, nothing else would. */
  pause(paused: boolean): void {
    this.skippable(Kind.Pause, paused ? 0 : PAUSE_OVER);
    if (paused) this.writer.flush();
  }

  /** The thread is interrupted in a long slice. Written at once: it may never come back. */
  stuck(loc: number): void {
    this.moving();
    this.skippable(Kind.Stuck, 0, loc);
    this.writer.flush();
  }

  /** In a thread all is written then: a pool may end it as soon as its job is done, before a timer comes. */
  output(text: string, flags: number, loc: number): void {
    if (this.loseIfFull()) return;
    const bytes = encoded(text);
    const e = this.now(bytes.length);
    e.event(Kind.Output, flags);
    e.varint(loc);
    e.text(bytes);
    this.done();
    if (!isMainThread) this.writer.flush();
  }

  script(url: string, library: boolean, marked: boolean): number {
    const bytes = encoded(url);
    const e = this.now(bytes.length);
    e.event(Kind.Script, (library ? SCRIPT_LIBRARY : 0) | (marked ? SCRIPT_MARKED : 0));
    e.text(bytes);
    return ++this.scripts;
  }

  loc(role: LocFlags, script: number, place: Place): number {
    const bytes = encoded(place.name);
    const e = this.now(bytes.length);
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
    if (s === this.lastString) return this.lastNumber;
    let n = this.strings.get(s);
    if (n === undefined) {
      const bytes = encoded(s);
      const e = this.now(bytes.length);
      e.event(Kind.String, 0);
      e.text(bytes);
      this.strings.set(s, (n = this.strings.size + 1));
    }
    this.lastString = s;
    return (this.lastNumber = n);
  }

  /** Says in the recording how much it lacks because of its size, if it does. */
  recordFull(): void {
    if (this.lost > 0) this.recordLoss(this.lost, 'size limit');
    this.lost = 0;
  }

  recordLoss(count: number, reason: string): void {
    const why = this.string(reason);
    const e = this.now();
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
