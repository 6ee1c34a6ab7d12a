import assert from 'node:assert/strict';
import { timesOf } from '../../model/durations';
import { summarize } from '../../model/summary';
import type { Tables } from '../../model/tables';
import { modelOf, traceText } from '../support/trace-text';

const byLine =
  (tables: Tables) =>
  (stream: number, loc: number): string =>
    `${tables.streams[stream]!.tables.locs[loc]!.line}`;

const summaryOf = (...texts: Parameters<typeof modelOf>): ReturnType<typeof summarize> => {
  const model = modelOf(...texts);
  return summarize(model, byLine(model));
};

describe('Summary', () => {
  it('counts tasks and awaits, and how they ended', () => {
    const s = summaryOf(`
       0 A start main@1
       1 B start load@5
       2 B suspend @6 on p
       3 A suspend @2 on B
       4 settle p rejected
       5 B resume
       6 B end rejected
       7 A resume
       8 A end
       9 print "bye"`);
    assert.equal(s.tasks, 2);
    assert.equal(s.awaits, 2);
    assert.equal(s.outputs, 1);
    assert.equal(s.events, 10);
    assert.equal(s.rejected, 1);
    assert.deepEqual(s.unfinished, []);
    assert.deepEqual(s.unknown, { states: 1, ended: 2, outcomes: 0, resumed: 2 });
  });

  it('tells why a task is unfinished', () => {
    const s = summaryOf(`
       0 A start waits@1
       0 A suspend @2 on p
       1 B start ready@1
       1 B suspend @2 on q
       2 settle q
       3 C start left@1
       4 C leave
       5 D start gen@1 generator
       6 D suspend @2 on r yield
       7 E start runs@1`);
    assert.deepEqual(s.unfinished, [
      { task: 0, why: 'waiting', await: 0 },
      { task: 1, why: 'ready', await: 1 },
      { task: 2, why: 'left', await: -1 },
      { task: 3, why: 'yielded', await: 2 },
      { task: 4, why: 'running', await: -1 },
    ]);
  });

  it('adds up waiting and ready times by place, over all threads', () => {
    const wait = (waiting: number, ready: number): string => `
       0 A start main@1
       10 A suspend @2 on p
       ${10 + waiting} settle p
       ${10 + waiting + ready} A resume
       ${20 + waiting + ready} A suspend @9 on never`;
    const s = summaryOf(wait(30, 5), traceText(wait(50, 1), { tid: 1 }));
    assert.equal(s.sites.length, 2);
    assert.deepEqual(s.sites[0], {
      stream: 0,
      loc: 2,
      count: 2,
      unfinished: 0,
      waiting: { count: 2, total: 80, p50: 30, p95: 50, max: 50 },
      ready: { count: 2, total: 6, p50: 1, p95: 5, max: 5 },
      running: { count: 2, total: 20, p50: 10, p95: 10, max: 10 },
    });
    assert.equal(s.sites[1]!.unfinished, 2);
    assert.equal(s.sites[1]!.waiting.count, 0);
  });

  it('lists the longest waits that came to an end, longest first', () => {
    const lines = Array.from({ length: 30 }, (_, i) => {
      const length = (i * 7) % 30;
      return `${i * 100} T${i} start f@1\n${i * 100} T${i} suspend @2 on p${i}\n${i * 100 + length} T${i} resume`;
    });
    const s = summaryOf(`${lines.join('\n')}\n5000 Z start z@1\n5000 Z suspend @3 on never\n99999 print "x"`);
    const model = modelOf(lines.join('\n'));
    const times = s.longest.map((w) => model.awaits.resume(w) - model.awaits.suspend(w));
    assert.deepEqual(times, [29, 28, 27, 26, 25, 24, 23, 22, 21, 20]);
  });

  it('takes a generator’s yield for no await', () => {
    const s = summaryOf(
      '0 A start gen@1 generator\n1 A suspend @2 on p yield\n9 settle p\n9 A resume\n9 A end',
    );
    assert.deepEqual(s.sites, []);
    assert.deepEqual(s.longest, []);
  });

  it('adds up the losses of all threads', () => {
    const s = summaryOf('0 lost 5 size limit', '0 lost 3 size limit\n1 lost 1 disk full');
    assert.deepEqual(s.lost, [
      { count: 8, why: 'size limit' },
      { count: 1, why: 'disk full' },
    ]);
  });

  it('is all zero for a recording without threads', () => {
    const s = summaryOf();
    assert.equal(s.tasks + s.awaits + s.events + s.streams, 0);
    assert.deepEqual(s.sites, []);
  });
});

describe('Statistics of times', () => {
  it('use the nearest rank', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.deepEqual(timesOf(hundred), { count: 100, total: 5050, p50: 50, p95: 95, max: 100 });
    assert.deepEqual(timesOf(Float64Array.of(3)), { count: 1, total: 3, p50: 3, p95: 3, max: 3 });
  });

  it('leave out what is not known', () => {
    assert.deepEqual(timesOf(Float64Array.of(NaN, 2, NaN, 1)), {
      count: 2,
      total: 3,
      p50: 1,
      p95: 2,
      max: 2,
    });
    assert.deepEqual(timesOf(Float64Array.of(NaN)), { count: 0, total: 0, p50: 0, p95: 0, max: 0 });
  });
});
