/**
 * A made-up program that is run by a made-up event loop and recorded: recordings of any size, the same every time. Its async
 * functions are generators; what they do is told to a {@link Runner}.
 *
 *     function* load(run: Runner): Body {
 *       const user = run.call(fetchUser, 12);       // starts a task, from line 12
 *       yield run.awaits(user, 13);                 // waits for it, on line 13
 *       yield run.awaits(run.timer('Timeout', 5 * MS, 14), 14);
 *     }
 */
import {
  BLOCK_HEADER_BYTES,
  BlockType,
  fileHeader,
  jsonBlock,
  writeBlockHeader,
} from '../../../protocol/container';
import type { StreamInfo } from '../../../protocol/container';
import { EventEncoder, MAX_EVENT_BYTES } from '../../../protocol/encoder';
import { Kind, LocRole, OUTPUT_STDERR, State, What } from '../../../protocol/events';
import type { MappedLoc, ToWebview } from '../../../protocol/webview';
import { streamInfo } from '../../support/trace-text';

export const US = 1e3;
export const MS = 1e6;

export type Body = Generator<Awaited, void, void>;
export interface AsyncFunction {
  readonly name: string;
  /** Line of its `async`. */
  readonly line: number;
  readonly body: (run: Runner) => Body;
}
interface Awaited {
  readonly promise: number;
  readonly line: number;
  readonly what: What;
}
export interface Task {
  readonly id: number;
  /** Its outcome. */
  readonly promise: number;
}
/** What an async function of the program can do. */
export interface Runner {
  /** Starts a task, which runs at once up to its first await. */
  call(fn: AsyncFunction, line: number): Task;
  awaits(on: Task | number, line: number): Awaited;
  awaitsValue(line: number): Awaited;
  /** @returns a promise that a resource's callback settles after a time; `Infinity`: never */
  timer(type: string, after: number, line: number, rejects?: boolean): number;
  work(ns: number): void;
  print(text: string, line: number, isError?: boolean): void;
  /** The function returns a promise that has still to settle. */
  leave(on: number): void;
}

interface Running {
  readonly id: number;
  readonly fn: AsyncFunction;
  readonly body: Body;
}
type Continuation = { readonly task: Running } | { readonly leaves: number };

const BLOCK_BYTES = 64 * 1024;
export const FILE = '/app/src/shop.ts';

export class Simulation {
  /** All that were started. */
  readonly tasks: { readonly id: number; readonly name: string }[] = [];
  private readonly chunks: Uint8Array[] = [];
  private readonly encoder = new EventEncoder(BLOCK_BYTES, BLOCK_HEADER_BYTES);
  private readonly utf8 = new TextEncoder();
  private readonly locs = new Map<string, number>();
  private readonly mapped: MappedLoc[] = [];
  private readonly strings = new Map<string, number>();
  private readonly states = new Map<number, State>();
  private readonly waiting = new Map<number, Continuation[]>();
  private readonly timers: { at: number; promise: number; resource: number; rejects: boolean }[] = [];
  private readonly jobs: { continuation: Continuation; state: State }[] = [];
  private left = new Set<number>();
  private current: Running | undefined;
  private nextId = 1;
  private nextResource = 1;
  private now: number;

  constructor(
    readonly stream = 0,
    info: Partial<StreamInfo> = {},
    /** When the first task begins: Node needs some time to start. */
    start = 0,
  ) {
    this.now = start;
    this.chunks.push(jsonBlock(BlockType.stream, stream, streamInfo(info), (s) => this.utf8.encode(s)));
    this.encoder.begin(start);
    this.tag(Kind.Script, 0);
    this.text('file:///app/dist/shop.js');
  }

  /** Runs a program to its end, or until all that is left can never settle. */
  run(main: AsyncFunction): this {
    this.runner.call(main, 1);
    this.runJobs();
    for (;;) {
      this.timers.sort((a, b) => a.at - b.at);
      const timer = this.timers.shift();
      if (!timer || timer.at === Infinity) break;
      this.now = Math.max(this.now, timer.at);
      this.tag(Kind.CallbackResource, 0);
      this.encoder.resourceId(timer.resource);
      this.settle(timer.promise, timer.rejects ? State.rejected : State.fulfilled);
      this.tag(Kind.After, 0);
      this.now += 2 * US;
      this.runJobs();
    }
    this.flush();
    return this;
  }

  /** @returns the blocks of this stream, without the header of a file */
  blocks(): Uint8Array[] {
    return this.chunks;
  }

  /** Says that the stream is complete. */
  end(): this {
    this.chunks.push(
      jsonBlock(BlockType.streamEnd, this.stream, { exitCode: 0, drained: true }, (s) => this.utf8.encode(s)),
    );
    return this;
  }

  /** @returns what the host says of the locations so far */
  sites(): ToWebview {
    const { stream, mapped: locs } = this;
    return { type: 'sites', source: 0, stream, first: 1, files: [FILE], labels: ['src/shop.ts'], locs };
  }

  lose(count: number, why: string): void {
    const string = this.string(why);
    this.tag(Kind.Lost, 0);
    this.encoder.varint(count);
    this.encoder.varint(string);
    this.flush();
  }

  private readonly runner: Runner = {
    call: (fn, line) => this.call(fn, line),
    awaits: (on, line) => ({ promise: typeof on === 'number' ? on : on.promise, line, what: What.promise }),
    awaitsValue: (line) => ({ promise: this.promise(), line, what: What.value }),
    timer: (type, after, line, rejects = false) => {
      const resource = this.nextResource++;
      const [loc, string] = [this.loc(line, 20, LocRole.call), this.string(type)];
      this.tag(Kind.Resource, 0);
      this.encoder.resourceId(resource);
      this.encoder.varint(loc);
      this.encoder.varint(string);
      const promise = this.promise();
      this.timers.push({ at: this.now + after, promise, resource, rejects });
      return promise;
    },
    work: (ns) => void (this.now += ns),
    print: (text, line, isError = false) => {
      const loc = this.loc(line, 3, LocRole.call);
      this.tag(Kind.Output, isError ? OUTPUT_STDERR : 0);
      this.encoder.varint(loc);
      this.text(text);
    },
    leave: (on) => {
      const { id } = this.current!;
      this.left.add(id);
      this.tag(Kind.Leave, 0);
      this.encoder.id(id);
      this.whenSettled(on, { leaves: id });
    },
  };

  private call(fn: AsyncFunction, line: number): Task {
    const id = this.promise();
    const promise = this.promise();
    this.tasks.push({ id, name: fn.name });
    const [loc, caller] = [this.loc(fn.line, 1, LocRole.function, fn.name), this.loc(line, 9, LocRole.call)];
    this.tag(Kind.TaskStart, 0);
    this.encoder.id(id);
    this.encoder.varint(loc);
    this.encoder.varint(caller);
    this.goOn({ id, fn, body: fn.body(this.runner) }, false);
    return { id, promise };
  }

  /** Runs a task up to its next await. */
  private goOn(task: Running, throws: boolean): void {
    const before = this.current;
    this.current = task;
    this.now += US;
    let state: State = State.fulfilled;
    let step: IteratorResult<Awaited, void> = { done: true, value: undefined };
    try {
      step = throws ? task.body.throw(new Error('rejected')) : task.body.next();
    } catch {
      state = State.rejected;
    }
    this.now += US;
    if (!step.done) this.suspend(task, step.value);
    else if (!this.left.has(task.id)) this.endTask(task.id, state);
    this.current = before;
  }

  private suspend(task: Running, { promise, line, what }: Awaited): void {
    const loc = this.loc(line, 11, LocRole.await, task.fn.name);
    this.tag(Kind.Suspend, what);
    this.encoder.id(task.id);
    this.encoder.id(promise);
    this.encoder.varint(loc);
    if (what === What.value) this.jobs.push({ continuation: { task }, state: State.fulfilled });
    else this.whenSettled(promise, { task });
  }

  private whenSettled(promise: number, continuation: Continuation): void {
    const state = this.states.get(promise);
    if (state !== undefined) this.jobs.push({ continuation, state });
    else this.waiting.set(promise, [...(this.waiting.get(promise) ?? []), continuation]);
  }

  private endTask(id: number, state: State): void {
    this.tag(Kind.TaskEnd, state);
    this.encoder.id(id);
    this.settled(id + 1, state);
  }

  private settle(promise: number, state: State): void {
    this.tag(Kind.Settle, state);
    this.encoder.id(promise);
    this.settled(promise, state);
  }

  private settled(promise: number, state: State): void {
    this.states.set(promise, state);
    for (const continuation of this.waiting.get(promise) ?? []) this.jobs.push({ continuation, state });
    this.waiting.delete(promise);
  }

  private runJobs(): void {
    for (let job = this.jobs.shift(); job; job = this.jobs.shift()) {
      const { continuation, state } = job;
      if ('leaves' in continuation) this.endTask(continuation.leaves, state);
      else {
        this.tag(Kind.Resume, state);
        this.encoder.id(continuation.task.id);
        this.goOn(continuation.task, state === State.rejected);
        this.tag(Kind.After, 0);
      }
    }
  }

  private promise(): number {
    return this.nextId++;
  }

  private tag(kind: Kind, flags: number): void {
    if (!this.encoder.fits(MAX_EVENT_BYTES + 4096)) this.flush();
    this.encoder.at(Math.round(this.now));
    this.encoder.event(kind, flags);
  }

  private text(text: string): void {
    this.encoder.text(this.utf8.encode(text));
  }

  private loc(line: number, column: number, role: LocRole, name = ''): number {
    const key = `${line}:${column}:${role}:${name}`;
    const known = this.locs.get(key);
    if (known !== undefined) return known;
    this.tag(Kind.Loc, role);
    for (const n of [1, line + 100, column, 1, 1]) this.encoder.varint(n);
    this.text(name);
    this.mapped.push({ file: 0, line, column, name });
    this.locs.set(key, this.mapped.length);
    return this.mapped.length;
  }

  private string(text: string): number {
    const known = this.strings.get(text);
    if (known !== undefined) return known;
    this.tag(Kind.String, 0);
    this.text(text);
    this.strings.set(text, this.strings.size + 1);
    return this.strings.size;
  }

  /** Closes the block that is being written. */
  private flush(): void {
    const { encoder } = this;
    const bytes = encoder.bytes.slice(0, encoder.length);
    writeBlockHeader(bytes, 0, BlockType.events, this.stream, encoder.length - BLOCK_HEADER_BYTES);
    this.chunks.push(bytes);
    encoder.begin(Math.round(this.now));
  }
}

/** @returns the bytes of a recording of these streams */
export function recordingOf(...simulations: readonly Simulation[]): Uint8Array {
  const parts = [fileHeader(), ...simulations.flatMap((simulation) => simulation.blocks())];
  const bytes = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
