import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Facts } from '../../webview/facts';
import { Found } from '../../webview/found';
import type { Intake } from '../../webview/intake';
import { OutputMarks } from '../../webview/output-marks';
import { Places } from '../../webview/places';
import { parseQuery } from '../../webview/query';
import { Say } from '../../webview/strings';
import { modelOf } from '../support/trace-text';

const TRACE = String.raw`
   0 A start main@1
   1 print "Hello World\n" @2
   2 B start load@3
   3 B suspend @4 on p
   4 C start save@7
   5 C suspend @8 on q
   6 A suspend @9 on B
   50000000 settle p rejected
   50000010 B resume throw
   50000020 B end rejected
   60000020 A resume throw
   60000030 A end fulfilled`;

function found(query: string): string {
  const model = modelOf(TRACE);
  const places = new Places();
  const locs = model.streams[0]!.tables.locs.slice(1).map((loc) => {
    const { line, name } = loc!;
    return { file: 0, line, column: 1, name };
  });
  places.add({
    type: 'sites',
    source: 0,
    stream: 0,
    first: 1,
    files: ['/w/src/app.ts'],
    labels: ['src/app.ts'],
    locs,
  });
  const facts = new Facts({ model, keys: ['0:0'] } as unknown as Intake, places, new Say());
  facts.over = true;
  const outputs = new OutputMarks();
  outputs.update(model);
  const all = new Found();
  all.set(query);
  all.update(facts, outputs);
  if (all.error) return all.error.error;
  return all.matches
    .map(({ task, await: w }) => facts.taskName(task) + (w < 0 ? '' : model.awaits.n(w)))
    .join(' ');
}

describe('the search', () => {
  it('finds words in names, places and printed lines', () => {
    assert.equal(found('LOAD'), 'load');
    assert.equal(found('app.ts'), 'main load save');
    assert.equal(found('"hello world"'), 'main');
    assert.equal(found('app -load main'), 'main');
    assert.equal(found('name:hello'), '');
    assert.equal(found('printed:world'), 'main');
    assert.equal(found(''), '');
  });

  it('finds states, times, lines and what is awaited', () => {
    assert.equal(found('state:rejected'), 'load');
    assert.equal(found('state:unfinished'), 'save');
    assert.equal(found('waiting>=49ms waiting<1s'), 'main1 load1 save1');
    assert.equal(found('waiting>49ms state:rejected'), 'load1');
    assert.equal(found('ready>5us'), 'main1');
    assert.equal(found('line:app.ts:4'), 'load1');
    assert.equal(found('line:7'), 'save', 'the function stands there');
    assert.equal(found('-line:4 -line:9'), 'save');
    assert.equal(found('on:load()'), 'main1');
    assert.equal(found('awaits=1 -state:rejected'), 'main save');
    assert.equal(found('lasting<55ms'), 'load');
  });

  it('says what is wrong', () => {
    assert.deepEqual(['state:odd', 'line:app.ts', 'waiting>5', 'awaits>many'].map(found), [
      'state',
      'line',
      'time',
      'number',
    ]);
    assert.equal(found('"waiting>5"'), '', 'in quotes it is a word');
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string(), (query) => {
        parseQuery(query);
        found(query);
      }),
      { numRuns: 50 },
    );
  });

  it('goes around', () => {
    const all = new Found();
    all.matches = [1, 2, 3].map((task) => ({ task, await: -1, seq: 0 }));
    assert.deepEqual(
      [1, 1, 1, 1, -1, -1].map((by) => all.next(by as 1 | -1)!.task),
      [1, 2, 3, 1, 3, 2],
    );
  });
});
