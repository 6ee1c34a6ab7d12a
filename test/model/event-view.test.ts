import assert from 'node:assert/strict';
import { EventView, promiseId, resourceId } from '../../model/event-view';
import type { TraceEvent } from '../../model/event-types';
import { mergeByTime } from '../../model/merge';
import { Model } from '../../model/model';
import { traceText } from '../support/trace-text';
import type { TraceText } from '../support/trace-text';

/** The events of the threads, by time, with the sites as they stand in the text. */
function eventsOf(...traces: TraceText[]): TraceEvent[] {
  const model = new Model();
  for (const { info, tables } of traces) model.addStream(info, tables);
  const view = new EventView(model, (stream, loc) => {
    const { tables } = traces[stream]!;
    const raw = tables.locs[loc]!;
    return { file: tables.scripts[raw.script]!.url, line: raw.line, column: raw.column };
  });
  const seen: TraceEvent[] = [];
  mergeByTime(
    traces.map((t) => [t.batch]),
    model.streams.map((s) => s.offset),
    (stream, batch, i) => view.step(stream, batch, i, (event) => seen.push(event)),
  );
  return seen;
}

/** One thread's events without what is the same in all of them. */
function bodies(text: string): { events: Record<string, unknown>[]; id: (name: string) => number } {
  const trace = traceText(text);
  const events = eventsOf(trace).map(({ seq: _seq, t: _t, pid: _pid, tid: _tid, ...body }) => body);
  return { events, id: (name) => promiseId(0, trace.id(name)) };
}

const at = (line: number, file = '/app/main.js'): object => ({ file, line, column: 1 });

describe('EventView', () => {
  it('prints the start of a task with its function, caller and creator', () => {
    const { events, id } = bodies('0 A start main@1\n1 B start load@5 from @2');
    assert.deepEqual(events, [
      {
        kind: 'task-start',
        task: id('A'),
        name: 'main',
        site: at(1),
        caller: null,
        parent: null,
        resource: null,
      },
      {
        kind: 'task-start',
        task: id('B'),
        name: 'load',
        site: at(5),
        caller: at(2),
        parent: id('A'),
        resource: null,
      },
    ]);
  });

  it('names what has no name, and marks what is not the user’s', () => {
    const { events } = bodies('0 A start @3\n1 B start x@1 module\n2 C start dep@lib:7');
    assert.deepEqual(
      events.map((e) => [e.name, e.library]),
      [
        ['(anonymous)', undefined],
        ['(module)', undefined],
        ['dep', true],
      ],
    );
    assert.deepEqual(events[2]!.site, at(7, '/app/node_modules/lib/index.js'));
  });

  it('prints in whose callback a task began', () => {
    const { events } = bodies('0 call r9\n1 A start main@1\n2 B start sub@1');
    assert.equal(events[1]!.resource, resourceId(0, 9));
    assert.equal(events[1]!.parent, null);
    assert.equal(events[2]!.resource, null, 'a task runs on top');
  });

  it('says what a task waits for', () => {
    const { events, id } = bodies(`
      0 A start main@1
      1 B start load@5
      2 B suspend @6 on p thenable
      3 A suspend @2 on B
      4 A resume
      5 A suspend @3 on q
      6 A resume
      7 A suspend @4 on r value
      8 A resume
      9 A suspend @5 on s yield`);
    assert.deepEqual(
      events.filter((e) => e.kind === 'suspend'),
      [
        { task: id('B'), await: 1, site: at(6), on: { promise: id('p'), task: null, what: 'thenable' } },
        { task: id('A'), await: 1, site: at(2), on: { promise: id('B.out'), task: id('B'), what: 'task' } },
        { task: id('A'), await: 2, site: at(3), on: { promise: id('q'), task: null, what: 'promise' } },
        { task: id('A'), await: 3, site: at(4), on: { promise: id('r'), task: null, what: 'value' } },
        { task: id('A'), await: 4, site: at(5), on: { promise: id('s'), task: null, what: 'yield' } },
      ].map((e) => ({ kind: 'suspend', ...e })),
    );
  });

  it('prints the settling of a task’s promise before its end', () => {
    const { events, id } = bodies('0 A start main@1\n1 A end rejected');
    assert.deepEqual(events.slice(1), [
      { kind: 'settle', promise: id('A.out'), task: id('A'), state: 'rejected', by: id('A'), resource: null },
      { kind: 'task-end', task: id('A'), state: 'rejected' },
    ]);
  });

  it('tells who settled a promise: a task, a callback, or whoever ran when a task that had left ended', () => {
    const { events, id } = bodies(`
      0 A start main@1
      1 settle p fulfilled
      2 A leave
      3 call r9
      4 settle q rejected
      5 A end fulfilled
      6 B start other@5
      7 settle r`);
    const r9 = resourceId(0, 9);
    assert.deepEqual(
      events.filter((e) => e.kind === 'settle'),
      [
        { promise: id('p'), task: null, state: 'fulfilled', by: id('A'), resource: null },
        { promise: id('q'), task: null, state: 'rejected', by: null, resource: r9 },
        { promise: id('A.out'), task: id('A'), state: 'fulfilled', by: null, resource: r9 },
        { promise: id('r'), task: null, state: 'unknown', by: id('B'), resource: null },
      ].map((e) => ({ kind: 'settle', ...e })),
    );
  });

  it('has a task that ends settle its own promise, whatever still seems to run above it', () => {
    const { events, id } = bodies('0 A start main@1\n1 B start gone@5\n2 A end fulfilled');
    assert.equal(events.find((e) => e.kind === 'settle')!.by, id('A'));
  });

  it('tells the outcome of an await from its resume, else from its promise', () => {
    const { events } = bodies(`
      0 A start main@1
      1 A suspend @2 on p
      2 settle p rejected
      3 A resume
      4 A suspend @3 on q
      5 A resume value
      6 A suspend @4 on r
      7 A resume`);
    assert.deepEqual(
      events.filter((e) => e.kind === 'resume').map((e) => [e.await, e.site, e.outcome]),
      [
        [1, at(2), 'throw'],
        [2, at(3), 'value'],
        [3, at(4), 'unknown'],
      ],
    );
  });

  it('tells the outcome of a watched await once the slice is over that it began', () => {
    const text = `
      0 A start main@1
      1 A suspend @2 on p watched
      2 A resume
      3 A suspend @3 on q watched
      4 A resume
      5 A threw
      6 A suspend @4 on r watched
      7 A resume
      8 A threw perhaps
      9 A suspend @5 on s watched
      10 A resume`;
    const outcomes = (more: string): unknown[] => {
      const trace = traceText(text + more);
      const model = new Model();
      model.append(model.addStream(trace.info, trace.tables), trace.batch);
      const view = new EventView(model, () => null);
      const seen: TraceEvent[] = [];
      for (let i = 0; i < trace.batch.count; i++) view.step(0, trace.batch, i, (event) => seen.push(event));
      return seen.flatMap((e) => (e.kind === 'resume' ? [e.outcome] : []));
    };
    assert.deepEqual(outcomes(''), ['value', 'throw', 'unknown', 'unknown'], 'the last slice goes on');
    assert.deepEqual(outcomes('\n 11 A end fulfilled'), ['value', 'throw', 'unknown', 'value']);
    assert.deepEqual(outcomes('\n 11 A leave'), ['value', 'throw', 'unknown', 'value']);
  });

  it('prints resources and callbacks', () => {
    const { events, id } = bodies(`
      0 A start main@1
      1 resource r9 Timeout @4
      2 resource r11 TCPWRAP
      3 A suspend @2 on p
      4 call r9
      5 after
      6 call p
      7 after`);
    const r9 = resourceId(0, 9);
    assert.deepEqual(events.slice(1, 3), [
      { kind: 'resource', resource: r9, type: 'Timeout', site: at(4), by: id('A') },
      { kind: 'resource', resource: resourceId(0, 11), type: 'TCPWRAP', site: null, by: id('A') },
    ]);
    assert.deepEqual(events.slice(4), [
      { kind: 'callback-start', resource: r9 },
      { kind: 'callback-end', resource: r9 },
      { kind: 'callback-start', promise: id('p') },
      { kind: 'callback-end', promise: id('p') },
    ]);
  });

  it('prints no end of a callback where a resumed task’s job ends, or none', () => {
    const { events } = bodies('0 A start main@1\n1 A suspend @2 on p\n2 A resume\n3 after\n4 after');
    assert.equal(events.at(-1)!.kind, 'resume');
  });

  it('prints what the program printed, and by whom', () => {
    const { events, id } = bodies('0 A start main@1\n1 print "hi\\n" @2\n2 A end\n3 print "…" stderr cut');
    assert.deepEqual(
      events.filter((e) => e.kind === 'output'),
      [
        { kind: 'output', stream: 'stdout', text: 'hi\n', task: id('A'), site: at(2) },
        { kind: 'output', stream: 'stderr', text: '…', task: null, site: null, cut: true },
      ],
    );
  });

  it('prints what was lost; nothing for a promise made or a task that left', () => {
    const { events } = bodies('0 A start main@1\n1 promise p new @2\n2 A leave\n3 lost 7 size limit');
    assert.deepEqual(events.slice(1), [{ kind: 'lost', count: 7, why: 'size limit' }]);
  });

  it('marks what began before the recording', () => {
    const { events, id } = bodies('0 A resume\n1 A suspend @2 on p\n2 A resume value\n3 A end fulfilled');
    assert.deepEqual(
      events.filter((e) => e.kind !== 'settle'),
      [
        { kind: 'resume', task: id('A'), await: null, site: null, outcome: 'unknown', before: true },
        {
          kind: 'suspend',
          task: id('A'),
          await: 1,
          site: at(2),
          on: { promise: id('p'), task: null, what: 'promise' },
          before: true,
        },
        { kind: 'resume', task: id('A'), await: 1, site: at(2), outcome: 'value', before: true },
        { kind: 'task-end', task: id('A'), state: 'fulfilled', before: true },
      ],
    );
  });

  it('puts threads into the order of time, each with its own rising seq, ids unique over all', () => {
    const main = traceText('0 A start main@1\n200 A end', { pid: 5, monotonic: '1000' });
    const worker = traceText('0.4 A start w@1\n50 resource r1 Timeout\n100 A end', {
      pid: 5,
      tid: 1,
      monotonic: '1050',
    });
    const events = eventsOf(worker, main);
    assert.deepEqual(
      events.map((e) => `${e.pid}-${e.tid} #${e.seq} ${e.t} ${e.kind}`),
      [
        '5-0 #1 0 task-start',
        '5-1 #1 50 task-start',
        '5-1 #2 100 resource',
        '5-1 #3 150 settle',
        '5-1 #4 150 task-end',
        '5-0 #2 200 settle',
        '5-0 #3 200 task-end',
      ],
    );
    const tasks = events.filter((e) => e.kind === 'task-start').map((e) => e.task);
    assert.equal(new Set(tasks).size, 2);
  });

  it('gives tasks, promises and resources of all threads different ids', () => {
    const ids = [0, 1, 65_535].flatMap((s) =>
      [1, 2, 2 ** 32 - 1].flatMap((n) => [promiseId(s, n), resourceId(s, n)]),
    );
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.every(Number.isSafeInteger));
  });
});
