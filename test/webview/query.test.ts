import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Facts } from '../../webview/facts';
import { Found } from '../../webview/found';
import type { Intake } from '../../webview/intake';
import { OutputMarks } from '../../webview/output-marks';
import { Places } from '../../webview/places';
import { parseQuery } from '../../webview/query';
import { partsOf, toggled } from '../../webview/query-parts';
import { Say } from '../../webview/strings';
import { modelOf } from '../support/trace-text';

const TRACE = String.raw`
   0 A start main@1
   1 print "Hello \u001b[1mWorld\u001b[0m\n" @2
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
    return { file: 0, line, column: 1, name, ...(line === 7 && { title: 'keeps it' }) };
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
  return Array.from({ length: all.matches.count }, (_, i) => all.matches.at(i))
    .map(({ task, await: w }) => facts.taskName(task) + (w < 0 ? '' : model.awaits.n(w)))
    .join(' ');
}

describe('the search', () => {
  it('finds words in names, places and printed lines', () => {
    assert.equal(found('LOAD'), 'main1 load', 'who waits for it, and the task by its name');
    assert.equal(found('app.ts'), 'main load save', 'the tasks, and not their awaits once more');
    assert.equal(found('"hello world"'), 'main', 'as a terminal shows it');
    assert.equal(found('name:keeps'), 'save', 'by the title of its test');
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

  it('finds what is awaited by plain words', () => {
    assert.equal(found('load()'), 'main1');
    assert.equal(found('name:load'), 'load');
    assert.equal(found('promise'), 'load1 save1');
    assert.equal(found('promise -name:save waiting>1ms'), 'load1');
    assert.equal(found('"a promise" src/app.ts:8'), 'save1');
  });

  it('takes places as they are printed', () => {
    assert.equal(found('app.ts:4'), 'load1');
    assert.equal(found('app.ts:4:1'), 'load1');
    assert.equal(found('line:src/app.ts:4:1'), 'load1');
    assert.equal(found('/w/src/app.ts:7'), 'save');
    assert.equal(found('line:4:1'), 'load1');
    assert.equal(found('app.ts:4:2'), '');
    assert.equal(found('"app.ts:4"'), '', 'in quotes it is a text');
  });

  it('takes comparisons as people write them', () => {
    for (const query of ['waiting > 49 ms', 'waiting:>49ms', 'Waiting >= 49ms', 'name:load waiting > 49ms'])
      assert.match(found(query), /load1/, query);
    assert.equal(found('awaits = 1 name:load'), 'load');
  });

  it('says what is wrong', () => {
    const wrong = {
      'state:odd': 'state',
      'state:': 'value',
      'line:app.ts': 'line',
      'waiting>5': 'time',
      'waiting > ': 'time',
      'waiting > name:load': 'time',
      'awaits>many': 'number',
      'foo:bar': 'key',
      'duration>5ms': 'compare',
      '-': 'nothing',
      '"': 'nothing',
    };
    assert.deepEqual(Object.fromEntries(Object.keys(wrong).map((query) => [query, found(query)])), wrong);
    assert.equal(found('"waiting>5"'), '', 'in quotes it is a word');
    for (const word of ['"foo:bar"', 'https://host/x', 'C:\\w', 'a=5', '12:30', 'Error:'])
      assert.equal(found(word), '', word);
  });

  it('is taken apart and put together as it was written', () => {
    const query = 'a "b c" -waiting > 50 ms state:rejected';
    assert.deepEqual(
      partsOf(query).map(({ part }) => part),
      ['a', '"b c"', '-waiting > 50 ms', 'state:rejected'],
    );
    assert.equal(toggled(query, '"b c"'), 'a -waiting > 50 ms state:rejected');
    assert.equal(toggled('a', 'ready>1ms'), 'a ready>1ms');
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
    for (const task of [1, 2, 3]) all.matches.add(task, -1, 0);
    assert.deepEqual(
      [1, 1, 1, 1, -1, -1].map((by) => all.next(by as 1 | -1)!.task),
      [1, 2, 3, 1, 3, 2],
    );
  });

  it('counts all of what is found, some of it at a time', () => {
    const many = 110_000;
    const model = modelOf(Array.from({ length: many }, (_, i) => `${i} T${i} start big@1`).join('\n'));
    const facts = new Facts({ model, keys: ['0:0'] } as unknown as Intake, new Places(), new Say());
    const outputs = new OutputMarks();
    const all = new Found();
    all.set('big');
    all.update(facts, outputs);
    assert.ok(all.status.more && all.status.count > 0 && all.status.count < many);
    assert.equal(all.next(-1), undefined, 'the last is not known yet');
    assert.equal(all.due, 0);
    while (!all.step());
    all.update(facts, outputs);
    assert.deepEqual([all.status.count, all.status.more, all.due], [many, false, -1]);
    assert.equal(all.next(-1)!.task, many - 1);
    assert.ok(all.has(many - 1));
  });
});
