/** A made-up program of some tasks that goes on for as long as it is asked to, for {@link Rehearsal}: a little of all that recordings hold. */
import {
  BLOCK_HEADER_BYTES,
  BlockType,
  fileHeader,
  jsonBlock,
  writeBlockHeader,
} from '../protocol/container';
import { EventEncoder } from '../protocol/encoder';
import { Kind, LocRole, OUTPUT_STDERR, State, TaskVariant, What } from '../protocol/events';

const BLOCK_BYTES = 64 * 1024;
/** Room for a turn of all workers. */
const TURN_BYTES = 8 * 1024;
const WORKERS = 32;
const STEP_NS = 5_000;
const [FUNCTION, AWAIT] = [1, 2];
const RESOURCE_TYPE = 1;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

interface Worker {
  readonly task: number;
  promise: number;
  resource: number;
}

export class RehearsedProgram {
  private readonly encoder = new EventEncoder(BLOCK_BYTES, BLOCK_HEADER_BYTES);
  private readonly workers: Worker[] = [];
  private t = 0;
  private ids = 1;
  private resources = 1;
  private turns = 0;

  /** @returns how its recording begins */
  begin(): Uint8Array {
    const clock = { monotonic: '0', epochMs: 0 };
    const info = { pid: 1, tid: 0, ppid: 0, node: '', v8: '', platform: '', arch: '', argv: [], cwd: '/' };
    return joined([
      fileHeader(),
      jsonBlock(BlockType.run, 0, { command: [], cwd: '/', awaitscope: '', ...clock }, utf8),
      jsonBlock(BlockType.stream, 0, { ...info, ...clock, locations: 'stacks' }, utf8),
    ]);
  }

  /** @returns a block of its events, about a thousand */
  next(): Uint8Array {
    const { encoder } = this;
    encoder.begin(this.t);
    if (this.workers.length === 0) this.define();
    for (let turn = 0; turn < 4 && encoder.fits(TURN_BYTES); turn++) this.turn();
    const block = encoder.bytes.slice(0, encoder.length);
    writeBlockHeader(block, 0, BlockType.events, 0, block.length - BLOCK_HEADER_BYTES);
    encoder.reset();
    return block;
  }

  private define(): void {
    const { encoder } = this;
    this.event(Kind.Script);
    encoder.text(utf8('/a.js'));
    for (const role of [LocRole.function, LocRole.await]) {
      this.event(Kind.Loc, role);
      for (const number of [1, 1, 1, 0, 0]) encoder.varint(number);
      encoder.text(utf8('f'));
    }
    this.event(Kind.String);
    encoder.text(utf8('Timeout'));
    for (let i = 0; i < WORKERS; i++) {
      const worker = { task: this.start(), promise: 0, resource: 0 };
      this.wait(worker);
      this.workers.push(worker);
    }
  }

  /** What each waits for comes; every fourth calls a task that does not wait, and one in 32 of these fails. */
  private turn(): void {
    const { encoder, workers } = this;
    this.turns++;
    for (const [i, worker] of workers.entries()) {
      this.tick();
      encoder.resource(Kind.CallbackResource, 0, worker.resource);
      this.tick();
      encoder.one(Kind.Settle, State.fulfilled, worker.promise);
      this.event(Kind.After);
      this.tick();
      encoder.one(Kind.Resume, State.fulfilled, worker.task);
      if (i % 4 === 0) {
        const called = this.start();
        this.tick();
        encoder.one(Kind.TaskEnd, i === this.turns % WORKERS ? State.rejected : State.fulfilled, called);
      }
      this.wait(worker);
    }
    this.event(Kind.Output, this.turns % 2 === 0 ? OUTPUT_STDERR : 0);
    encoder.varint(AWAIT);
    encoder.text(utf8('printed\n'));
  }

  private start(): number {
    const task = this.ids;
    this.ids += 2;
    this.tick();
    this.encoder.made(Kind.TaskStart, TaskVariant.function, task, FUNCTION, AWAIT);
    return task;
  }

  private wait(worker: Worker): void {
    const { encoder } = this;
    worker.resource = this.resources++;
    worker.promise = this.ids++;
    this.event(Kind.Resource);
    encoder.resourceId(worker.resource);
    encoder.varint(AWAIT);
    encoder.varint(RESOURCE_TYPE);
    encoder.made(Kind.Promise, 0, worker.promise, AWAIT * 16 + 1, 0);
    this.tick();
    encoder.two(Kind.Suspend, What.promise, worker.task, worker.promise, AWAIT);
  }

  private event(kind: Kind, flags = 0): void {
    this.tick();
    this.encoder.event(kind, flags);
  }

  private tick(): void {
    this.encoder.at((this.t += STEP_NS));
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
