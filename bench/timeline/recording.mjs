/**
 * Recordings of any size for the timeline's bench, the same every time: a server of some workers that loop for the whole run, each
 * waiting for a resource again and again. Every eighth turn it calls a handler, a task of its own that waits twice; one in a hundred
 * of these fails, a few never end. Written by the runtime's own encoder, in blocks of 64 KB as it writes them.
 *
 * A million events hold 13,569 tasks and 148,671 awaits.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** @returns what `contents` exports of the repository's own sources */
export async function load(name, contents) {
  const outfile = join(root, `out/bench/${name}.mjs`);
  mkdirSync(join(root, 'out/bench'), { recursive: true });
  await build({ stdin: { contents, resolveDir: root }, bundle: true, format: 'esm', outfile });
  return import(`${pathToFileURL(outfile).href}?${Date.now()}`);
}

const { EventEncoder, Kind, BlockType, fileHeader, jsonBlock, writeBlockHeader } = await load(
  'protocol',
  `export { EventEncoder } from './protocol/encoder';
   export { Kind } from './protocol/events';
   export { BlockType, fileHeader, jsonBlock, writeBlockHeader } from './protocol/container';`,
);

const HEAD = 8;
const utf8 = (text) => new TextEncoder().encode(text);
/** Name, line and role of each location, from 1. */
const LOCS = [
  ['main', 1, 2],
  ['worker', 10, 2],
  ['worker', 14, 1],
  ['handle', 20, 2],
  ['handle', 22, 1],
  ['handle', 24, 1],
  ['worker', 12, 0],
];
const [MAIN, WORKER, TURN, HANDLE, READ, WRITE, CALL] = [1, 2, 3, 4, 5, 6, 7];

/**
 * @param events how many, at least
 * @param workers lanes that are there from the beginning to the end
 * @param blockEvents a block is written after as many events, for a recording that grows; by default when 64 KB are full
 * @returns pieces of the file, in order: the beginning, a piece a block of events, the end
 */
export function* recording(events, { workers = 64, blockEvents = Infinity } = {}) {
  const clock = { monotonic: '0', epochMs: 1.7e12 };
  const info = { pid: 1, tid: 0, ppid: 0, node: 'v20.0.0', v8: '', platform: 'linux', arch: 'x64', argv: [] };
  const begin = { ...info, cwd: '/app', ...clock, locations: 'stacks' };
  const run = { command: ['node', 'main.js'], cwd: '/app', ...clock, awaitscope: '0.1.0' };
  yield Buffer.concat([
    fileHeader(),
    jsonBlock(BlockType.run, 0, run, utf8),
    jsonBlock(BlockType.stream, 0, begin, utf8),
  ]);
  const made = new Program(workers);
  while (made.events < events) yield made.block(Math.min(blockEvents, events - made.events));
  yield Buffer.concat([
    jsonBlock(BlockType.streamEnd, 0, { exitCode: 0 }, utf8),
    jsonBlock(BlockType.runEnd, 0, { exitCode: 0, signal: null, monotonic: '9000000000' }, utf8),
  ]);
}

class Program {
  events = 0;
  #encoder = new EventEncoder(64 * 1024, HEAD);
  #t = 1000;
  #id = 1;
  #resource = 1;
  #seed = 1;
  #defined = false;
  #workers;
  #round = 0;

  constructor(workers) {
    this.#workers = Array.from({ length: workers }, () => ({ task: 0, turns: 0, handler: 0, step: 0 }));
  }

  /** @returns a block of events, as it stands in a file */
  block(most) {
    const encoder = this.#encoder;
    encoder.begin(this.#t);
    if (!this.#defined) this.#define();
    const until = this.events + most;
    while (this.events < until && encoder.fits(1024)) this.#turn();
    const { length } = encoder;
    const block = encoder.bytes.slice(0, length);
    writeBlockHeader(block, 0, BlockType.events, 0, length - HEAD);
    encoder.reset();
    return block;
  }

  #define() {
    this.#defined = true;
    const text = (s) => this.#encoder.text(utf8(s));
    this.#emit(Kind.Script, 0, () => text('/app/main.js'));
    for (const [name, line, role] of LOCS) {
      this.#emit(Kind.Loc, role, () => {
        for (const n of [1, line, 5, line - 1, 1]) this.#encoder.varint(n);
        text(name);
      });
    }
    this.#emit(Kind.String, 0, () => text('FSREQCALLBACK'));
    const main = this.#start(MAIN, 0);
    for (const worker of this.#workers) {
      worker.task = this.#start(WORKER, CALL);
      worker.wait = this.#wait(worker.task, TURN);
    }
    this.#suspend(main, TURN, this.#workers[0].task + 1);
  }

  /** What one worker waits for comes, and it goes on to its next wait. */
  #turn() {
    const worker = this.#workers[this.#round++ % this.#workers.length];
    this.#t += this.#random(4000);
    if (this.#round % 20_000 === 0) this.#t += 60e6; // something blocks
    const { wait } = worker;
    const failed = worker.step === 2 && this.#random(100) === 0;
    this.#emit(Kind.CallbackResource, 0, () => this.#encoder.resourceId(wait.resource));
    this.#t += this.#random(600);
    this.#emit(Kind.Settle, failed ? 2 : 1, () => this.#encoder.id(wait.promise));
    this.#emit(Kind.After, 0, () => undefined);
    this.#t += this.#random(300);
    if (worker.handler !== 0) return this.#handlerGoesOn(worker, failed);
    this.#resume(worker.task);
    this.#t += this.#random(2000);
    if (this.#round % 50_000 === 7) this.#print(`turn ${worker.turns}\n`);
    if (++worker.turns % 8 !== 0) {
      worker.wait = this.#wait(worker.task, TURN);
      return;
    }
    const handler = this.#start(HANDLE, CALL);
    this.#t += this.#random(2000);
    if (this.#random(3000) === 0) {
      this.#wait(handler, READ); // forgotten
      worker.wait = this.#wait(worker.task, TURN);
      return;
    }
    [worker.handler, worker.step, worker.wait] = [handler, 1, this.#wait(handler, READ)];
    this.#suspend(worker.task, TURN, handler + 1);
  }

  #handlerGoesOn(worker, failed) {
    const { handler } = worker;
    this.#resume(handler, failed);
    this.#t += this.#random(3000);
    if (worker.step++ === 1) {
      worker.wait = this.#wait(handler, WRITE);
      return;
    }
    this.#emit(Kind.TaskEnd, failed ? 2 : 1, () => this.#encoder.id(handler));
    worker.handler = 0;
    this.#resume(worker.task, failed);
    this.#t += this.#random(1000);
    worker.wait = this.#wait(worker.task, TURN);
  }

  #start(loc, caller) {
    const task = this.#id;
    this.#id += 2;
    this.#emit(Kind.TaskStart, 0, () => {
      this.#encoder.id(task);
      this.#encoder.varint(loc);
      this.#encoder.varint(caller);
    });
    return task;
  }

  /** A resource, a promise that it will settle, and a task that waits for this. */
  #wait(task, loc) {
    const [resource, promise] = [this.#resource++, this.#id++];
    this.#emit(Kind.Resource, 0, () => {
      this.#encoder.resourceId(resource);
      this.#encoder.varint(loc);
      this.#encoder.varint(1);
    });
    this.#emit(Kind.Promise, 0, () => {
      this.#encoder.id(promise);
      this.#encoder.varint(loc * 16 + 1);
      this.#encoder.varint(0);
    });
    this.#suspend(task, loc, promise);
    return { resource, promise };
  }

  #suspend(task, loc, promise) {
    this.#emit(Kind.Suspend, 0, () => {
      this.#encoder.id(task);
      this.#encoder.id(promise);
      this.#encoder.varint(loc);
    });
  }

  #resume(task, failed = false) {
    this.#emit(Kind.Resume, failed ? 2 : 1, () => this.#encoder.id(task));
  }

  #print(line) {
    this.#emit(Kind.Output, 0, () => {
      this.#encoder.varint(0);
      this.#encoder.text(utf8(line));
    });
  }

  #emit(kind, flags, fields) {
    this.#encoder.at((this.#t += 90));
    this.#encoder.event(kind, flags);
    fields();
    this.events++;
  }

  /** The generator of Lehmer: good enough for gaps. */
  #random(below) {
    this.#seed = (this.#seed * 48271) % 0x7fffffff;
    return this.#seed % below;
  }
}
