/**
 * How fast events are decoded and taken into the model, and what they cost in memory:
 *
 *     node --expose-gc bench/model.mjs [millions of events, default 10]
 *
 * The second figure is of the time that the thread had on a processor: on a busy machine it is the one to look at (Node 24 and newer).
 *
 * The events are those of a program of many tasks: each calls another, waits for a timer through a promise, and ends. They are
 * encoded first, by the runtime's own encoder, in blocks of 64 KB as it writes them.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const out = join(root, 'out/bench');
mkdirSync(out, { recursive: true });
await build({
  stdin: {
    contents: `export { EventEncoder } from './protocol/encoder';
      export { StreamDecoder } from './protocol/decoder';
      export { Kind } from './protocol/events';
      export { Model } from './model/model';`,
    resolveDir: root,
  },
  bundle: true,
  format: 'esm',
  outfile: join(out, 'model.mjs'),
});
const { EventEncoder, StreamDecoder, Kind, Model } = await import(pathToFileURL(join(out, 'model.mjs')).href);

const HEAD = 8;
/** A script, its locations and a string: they are no rows. */
const DEFINITIONS = 8;
const millions = Number(process.argv[2] ?? 10);
const { blocks, events } = encode(millions * 1e6);
const bytes = blocks.reduce((sum, block) => sum + block.length, 0);
console.log(`${events} events in ${blocks.length} blocks, ${(bytes / events).toFixed(2)} bytes each`);

const ROUNDS = 5;
const rounds = [];
// V8 throws away what it has compiled for objects of which none is left: a small model stays while larger ones come and go
const kept = read(blocks.slice(0, 1)).model;
for (let n = 1; n <= ROUNDS; n++) {
  const round = await measure();
  rounds.push(round);
  console.log(`round ${n}: ${described(round)}`);
}
const median = (of) => rounds.map(of).sort((x, y) => x - y)[ROUNDS >> 1];
console.log(
  `median: ${described({
    total: median((r) => r.total),
    cpu: median((r) => r.cpu),
    decoding: median((r) => r.decoding),
    memory: median((r) => r.memory),
  })}`,
);
if (kept.tasks.count === 0) throw new Error('tasks are missing');

/** Reads the recording. Nothing of it is held afterwards, so that the next round begins where this one did. */
async function measure() {
  const before = await used();
  const start = performance.now();
  const processor = process.threadCpuUsage?.();
  const { model, decoding } = read(blocks);
  const total = performance.now() - start;
  const { user = NaN, system = NaN } = process.threadCpuUsage?.(processor) ?? {};
  const memory = (await used()) - before;
  if (model.streams[0].events + DEFINITIONS !== events) throw new Error('events are missing');
  return { total, cpu: (user + system) / 1000, decoding, memory };
}

function read(blocks) {
  const model = new Model();
  const decoder = new StreamDecoder();
  const stream = model.addStream(info(), decoder);
  let decoding = 0;
  for (const block of blocks) {
    const from = performance.now();
    const batch = decoder.decode(block);
    decoding += performance.now() - from;
    model.append(stream, batch);
  }
  return { model, decoding };
}

/** Bytes in use. What is freed is given back by another thread, after the collector has run. */
async function used() {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await new Promise(setImmediate);
  }
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

function described({ total, cpu, decoding, memory }) {
  const ofProcessor = Number.isNaN(cpu) ? '' : `, ${rate(cpu)} of processor time`;
  return `${rate(total)} in all${ofProcessor}; decoding alone ${rate(decoding)}; ${(memory / events).toFixed(1)} bytes an event`;
}

function rate(ms) {
  return `${(events / ms / 1000).toFixed(1)} million events/s`;
}

/** Blocks of events as the runtime writes them. */
function encode(count) {
  const encoder = new EventEncoder(64 * 1024, HEAD);
  const blocks = [];
  let [t, id, resource, events] = [0, 1, 1, 0];
  const emit = (kind, flags, fields) => {
    if (!encoder.empty && !encoder.fits(64)) flush();
    if (encoder.empty) encoder.begin(t);
    encoder.at((t += 150));
    encoder.event(kind, flags);
    fields();
    events++;
  };
  const flush = () => {
    blocks.push(encoder.bytes.slice(HEAD, encoder.length));
    encoder.reset();
  };
  const text = (s) => encoder.text(new TextEncoder().encode(s));
  emit(Kind.Script, 0, () => text('/app/main.js'));
  for (let loc = 1; loc <= 6; loc++) {
    emit(Kind.Loc, loc % 3, () => {
      for (const n of [1, loc, 1, 1, 1]) encoder.varint(n);
      text('work');
    });
  }
  emit(Kind.String, 0, () => text('Timeout'));
  while (events < count) {
    const [outer, inner, promise, timer] = [id, id + 2, id + 4, resource++];
    id += 7;
    const task = (task) =>
      emit(Kind.TaskStart, 0, () => (encoder.id(task), encoder.varint(2), encoder.varint(3)));
    const suspend = (task, on) =>
      emit(Kind.Suspend, 0, () => (encoder.id(task), encoder.id(on), encoder.varint(1)));
    const plain = (kind, what) => emit(kind, 1, () => encoder.id(what));
    task(outer);
    task(inner);
    emit(Kind.Promise, 0, () => (encoder.id(promise), encoder.varint(4 * 16 + 1), encoder.varint(0)));
    emit(Kind.Resource, 0, () => (encoder.resourceId(timer), encoder.varint(4), encoder.varint(1)));
    suspend(inner, promise);
    suspend(outer, inner + 1);
    emit(Kind.CallbackResource, 0, () => encoder.resourceId(timer));
    plain(Kind.Settle, promise);
    emit(Kind.After, 0, () => {});
    plain(Kind.Resume, inner);
    plain(Kind.TaskEnd, inner);
    plain(Kind.Resume, outer);
    plain(Kind.TaskEnd, outer);
  }
  flush();
  return { blocks, events };
}

function info() {
  const clock = { monotonic: '0', epochMs: 0 };
  return {
    pid: 1,
    tid: 0,
    ppid: 0,
    node: '',
    v8: '',
    platform: '',
    arch: '',
    argv: [],
    cwd: '/app',
    ...clock,
    locations: 'stacks',
  };
}
