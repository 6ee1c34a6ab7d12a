/**
 * How fast events are decoded and taken into the model, and what they cost in memory:
 *
 *     node --expose-gc bench/model.mjs [millions of events, default 10]
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
const millions = Number(process.argv[2] ?? 10);
const { blocks, events } = encode(millions * 1e6);
const bytes = blocks.reduce((sum, block) => sum + block.length, 0);
console.log(`${events} events in ${blocks.length} blocks, ${(bytes / events).toFixed(2)} bytes each`);

for (let round = 1; round <= 3; round++) {
  globalThis.gc?.();
  const before = process.memoryUsage();
  const model = new Model();
  const decoder = new StreamDecoder();
  const stream = model.addStream(info(), decoder);
  let decoding = 0;
  const start = performance.now();
  model.growth.expected = bytes;
  for (const block of blocks) {
    model.growth.taken += block.length;
    const from = performance.now();
    const batch = decoder.decode(block);
    decoding += performance.now() - from;
    model.append(stream, batch);
  }
  const total = performance.now() - start;
  globalThis.gc?.();
  const after = process.memoryUsage();
  const memory = after.arrayBuffers + after.heapUsed - before.arrayBuffers - before.heapUsed;
  console.log(
    `round ${round}: ${rate(total)} in all, decoding alone ${rate(decoding)}; ${(memory / events).toFixed(1)} bytes an event` +
      ` (${model.tasks.count} tasks, ${model.awaits.count} awaits)`,
  );
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
    if (!encoder.fits(64)) flush();
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
