/**
 * Chrome's Trace Event Format (https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU), which
 * chrome://tracing, Perfetto and Speedscope read. Threads show what ran as nested slices (B, E), awaits are asynchronous spans (b, n, e),
 * and an arrow (s, f) leads from what settled an await to where its task went on.
 */
import { Contexts } from '../model/contexts';
import { Kind, STATE_NAMES } from '../protocol/events';
import type { EventBatch } from '../protocol/events';
import type { Recording } from '../recording/load';
import { ExportPlaces } from './places';

type Field = string | number | boolean | object;

/** @returns the file in pieces; they are computed as they are asked for */
export function* chromeTrace(recording: Recording): Generator<string> {
  const places = new ExportPlaces(recording);
  yield '{"displayTimeUnit":"ns","traceEvents":[\n';
  let first = true;
  for (const events of [
    names(recording),
    slices(recording, places),
    awaits(recording, places),
    output(recording),
  ]) {
    for (const event of events) {
      yield first ? event : `,\n${event}`;
      first = false;
    }
  }
  yield `\n],"otherData":${JSON.stringify(about(recording))}}\n`;
}

function about({ run, warnings }: Recording): object {
  return { producer: 'Awaitscope', command: run?.command ?? [], folder: run?.cwd ?? '', warnings };
}

function event(
  ph: string,
  ns: number,
  pid: number,
  tid: number,
  fields: Readonly<Record<string, Field>>,
): string {
  // Microseconds, to the nanosecond.
  const more = JSON.stringify(fields).slice(1, -1);
  return `{"ph":"${ph}","ts":${(ns / 1000).toFixed(3)},"pid":${pid},"tid":${tid}${more && ','}${more}}`;
}

function* names({ model, run }: Recording): Generator<string> {
  const processes = new Set<number>();
  for (const { info } of model.streams) {
    const { pid, tid } = info;
    if (!processes.has(pid)) {
      processes.add(pid);
      const name =
        [...(info.argv.length > 0 ? info.argv : (run?.command ?? []))].slice(1).join(' ') || 'node';
      yield event('M', 0, pid, tid, { name: 'process_name', args: { name: `${name} (node ${info.node})` } });
      yield event('M', 0, pid, tid, { name: 'process_sort_index', args: { sort_index: processes.size } });
    }
    const thread = tid === 0 ? 'main thread' : `worker ${tid}`;
    yield event('M', 0, pid, tid, { name: 'thread_name', args: { name: thread } });
  }
}

/** What ran, from the stack that every reader replays: a push begins a slice, a cut ends what it takes away. */
function* slices(recording: Recording, places: ExportPlaces): Generator<string> {
  const { model } = recording;
  const held: EventBatch[][] = model.streams.map(() => []);
  recording.batches((stream, batch) => held[stream]!.push(copied(batch)));
  for (const [stream, batches] of held.entries()) {
    const s = model.streams[stream]!;
    const { pid, tid } = s.info;
    const contexts = new Contexts();
    for (const batch of batches) {
      for (let i = 0; i < batch.count; i++) {
        const kind = batch.kind[i]!;
        const a = batch.a[i]!;
        const before = contexts.depth;
        contexts.step(kind, a);
        const t = s.offset + batch.t[i]!;
        for (let depth = before; depth > contexts.depth; depth--) yield event('E', t, pid, tid, {});
        if (contexts.depth > before) yield event('B', t, pid, tid, sliceOf(kind, a));
      }
    }
    for (let { depth } = contexts; depth > 0; depth--) yield event('E', s.last, pid, tid, {});

    function sliceOf(kind: number, a: number): Record<string, Field> {
      if (kind === Kind.CallbackPromise) return { name: 'promise reaction', cat: 'callback' };
      if (kind === Kind.CallbackResource) {
        const resource = s.resourceRow(a);
        if (resource < 0) return { name: 'callback', cat: 'callback' };
        const site = places.text(stream, model.resources.loc(resource));
        return { name: places.type(resource), cat: 'callback', ...(site && { args: { site } }) };
      }
      const task = s.taskRow(a);
      if (task < 0) return { name: '(unknown)', cat: 'task' };
      const site = places.text(stream, model.tasks.loc(task));
      return { name: places.name(task), cat: 'task', args: { task, ...(site && { site }) } };
    }
  }
}

function copied(batch: EventBatch): EventBatch {
  const { count } = batch;
  return {
    ...batch,
    kind: batch.kind.slice(0, count),
    t: batch.t.slice(0, count),
    a: batch.a.slice(0, count),
    texts: [],
  };
}

function* awaits({ model }: Recording, places: ExportPlaces): Generator<string> {
  const { tasks, awaits: rows, streams } = model;
  for (let w = 0; w < rows.count; w++) {
    const task = rows.task(w);
    const stream = tasks.stream(task);
    const { info, last } = streams[stream]!;
    const { pid, tid } = info;
    const at = places.text(stream, rows.loc(w));
    const what = places.awaited(w);
    const span = {
      cat: 'await',
      id: `await-${w + 1}`,
      name: `${places.name(task)} awaits${what && ` ${what}`}`,
    };
    yield event('b', rows.suspend(w), pid, tid, {
      ...span,
      args: { task, await: rows.n(w), ...(at && { site: at }) },
    });
    const settled = rows.settle(w);
    const resumed = rows.resumeSeq(w) !== 0;
    if (!Number.isNaN(settled)) yield event('n', settled, pid, tid, { ...span, args: { settled: true } });
    const outcome = resumed ? STATE_NAMES[rows.outcome(w) as 0 | 1 | 2] : 'unfinished';
    yield event('e', resumed ? rows.resume(w) : last, pid, tid, { ...span, args: { outcome } });
    const bySomebody = rows.settlerTask(w) >= 0 || rows.settlerResource(w) >= 0;
    if (!resumed || !bySomebody || Number.isNaN(settled) || settled === rows.suspend(w)) continue;
    const arrow = { cat: 'settle', id: w + 1, name: 'settles' };
    yield event('s', settled, pid, tid, arrow);
    yield event('f', rows.resume(w), pid, tid, { ...arrow, bp: 'e' });
  }
}

function* output({ model }: Recording): Generator<string> {
  const { outputs, streams } = model;
  for (let i = 0; i < outputs.count; i++) {
    const { pid, tid } = streams[outputs.stream(i)]!.info;
    const name = outputs.stderr(i) ? 'stderr' : 'stdout';
    yield event('i', outputs.t(i), pid, tid, {
      name,
      cat: 'output',
      s: 't',
      args: { text: outputs.text(i) },
    });
  }
}
