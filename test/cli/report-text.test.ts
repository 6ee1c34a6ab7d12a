import assert from 'node:assert/strict';
import { Places } from '../../cli/places';
import {
  functionLines,
  headLines,
  lossLines,
  sitesLines,
  threadLines,
  totalLines,
  unfinishedLines,
  waitLines,
} from '../../cli/report-text';
import { functionTimes } from '../../model/functions';
import { summarize } from '../../model/summary';
import type { Model } from '../../model/model';
import { modelOf } from '../support/trace-text';

/** Nothing is mapped: places are raw, relative to /app. */
function report(model: Model): string {
  const places = new Places(model, () => null, '/app');
  const s = summarize(model, places.key);
  const lines = [
    ...threadLines(model),
    ...totalLines(s),
    ...unfinishedLines(model, s, places),
    ...waitLines(model, s, places),
    ...sitesLines(s, places),
    ...functionLines(functionTimes(model, places.key), places),
    ...lossLines(s),
  ];
  return lines.join('\n');
}

describe('The report', () => {
  it('tells why each unfinished task is so', () => {
    const text = report(
      modelOf(`
       0 A start waits@1
       1 B start left@3
       1 B leave
       2 A suspend @2 on B
       3 C start gen@4 generator
       3 C suspend @5 on p yield
       4 D start ready@6
       4 D suspend @7 on q thenable
       5 settle q
       6 E start @8`),
    );
    assert.equal(
      text.split('\n\n').find((section) => section.startsWith('Unfinished')) ?? text,
      [
        'Unfinished tasks',
        '  waits        main.js:1:1  waits at main.js:2:1                    for task left     since 2 ns',
        '  left         main.js:3:1  returned a promise that did not settle',
        '  gen          main.js:4:1  stands at its yield main.js:5:1         for its consumer  since 3 ns',
        '  ready        main.js:6:1  was not resumed at main.js:7:1          for a thenable    since 4 ns',
        '  (anonymous)  main.js:8:1  was still running',
      ].join('\n'),
    );
  });

  it('says what is unknown, and what was lost', () => {
    const text = report(
      modelOf('0 A start f@1\n1 A suspend @2 on p\n2 A resume\n3 A end\n4 lost 1200 size limit'),
    );
    assert.match(text, /how it ended is unknown of 1 task \(100 %\)/);
    assert.match(text, /what it gave is unknown of 1 await \(100 %\)/);
    assert.match(text, /\nLost\n {2}1,200 events: size limit$/);
  });

  it('shows the beginning of a long list, and how much is missing', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `0 T${i} start f@1\n0 T${i} suspend @${i + 2} on p`);
    const text = report(modelOf(lines.join('\n')));
    assert.equal(text.match(/^ {2}f {2}/gm)!.length, 25);
    assert.equal(text.match(/^ {2}… and 75 more$/gm)!.length, 2, 'unfinished tasks and places');
  });

  it('says little of a recording that holds nothing', () => {
    assert.equal(
      report(modelOf()),
      [
        '',
        'Threads',
        '  none: nothing was recorded',
        '',
        'In all',
        '  0 tasks: 0 unfinished, 0 rejected',
        '  0 awaits, 0 printed texts, 0 events',
      ].join('\n'),
    );
  });

  it('tells how the program was started and ended', () => {
    const run = { command: ['node', 'a b.js'], cwd: '/app', monotonic: '1000', epochMs: 0, awaitscope: '1' };
    const killed = { exitCode: null, signal: 'SIGKILL', monotonic: '2500001000' };
    const head = headLines('x.awaitscope', run, killed);
    assert.deepEqual(head.slice(1), [
      'command    node a b.js',
      'folder     /app',
      'began      1970-01-01T00:00:00.000Z',
      'ended      killed by SIGKILL, after 2.50 s',
    ]);
    assert.match(headLines('x', run, undefined).at(-1)!, /not in this recording/);
    assert.match(headLines('x', { ...run, epochMs: 1e300 }, killed)[3]!, /\(unknown\)/);
  });
});
