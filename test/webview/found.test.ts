import assert from 'node:assert/strict';
import { Facts } from '../../webview/facts';
import { Found } from '../../webview/found';
import { FoundMarks } from '../../webview/found-marks';
import type { Intake } from '../../webview/intake';
import { OnlyMatches } from '../../webview/only-matches';
import { OutputMarks } from '../../webview/output-marks';
import { Places } from '../../webview/places';
import { Rows } from '../../webview/rows';
import { Say } from '../../webview/strings';
import { modelOf } from '../support/trace-text';

/** Two requests; of the second one a query fails. */
const REQUESTS = `
   0 A start handle@1
   1 B start query@2
   2 B suspend @3 on p
   3 A suspend @4 on B
   10 C start handle@1
   11 D start query@2
   12 D suspend @3 on q
   13 C suspend @4 on D
   20 settle p fulfilled
   21 B resume value
   22 B end fulfilled
   23 settle q rejected
   24 D resume throw
   25 D end rejected`;

function search(query: string) {
  const model = modelOf(REQUESTS);
  const facts = new Facts({ model, keys: ['0:0'] } as unknown as Intake, new Places(), new Say());
  const found = new Found();
  const rows = new Rows();
  const only = new OnlyMatches();
  found.set(query);
  const update = (): string => {
    found.update(facts, new OutputMarks());
    rows.choices.keep(only.update(found, model, rows.grouping));
    rows.update(model, facts);
    return Array.from({ length: rows.count }, (_, row) => {
      const content = rows.at(row);
      return content < 0 ? `[${rows.groupAt(content).tasks.join()}]` : facts.taskName(content) + content;
    }).join(' ');
  };
  return { model, found, rows, update };
}

describe('what is found', () => {
  it('is counted where lanes hide it', () => {
    const { model, found, rows, update } = search('state:rejected');
    update();
    assert.deepEqual(
      [0, 1, 2, 3].map((task) => found.counts.ofTask(task)),
      [0, 0, 0, 1],
    );
    assert.deepEqual(
      [0, 2, 3].map((task) => found.counts.ofTree(model, task)),
      [0, 1, 1],
    );
    rows.grouping = 'request';
    update();
    assert.deepEqual(
      rows.groups.map((group) => found.counts.ofGroup('request', group)),
      [0, 1],
    );
  });

  it('is counted for a line by its awaits', () => {
    const { found, rows, update } = search('waiting>=11ns name:query');
    rows.grouping = 'line';
    update();
    assert.deepEqual(
      rows.groups.map((group) => found.counts.ofGroup('line', group)),
      [2, 0],
    );
  });

  it('is all that is seen where nothing else is wanted, with those that created it', () => {
    const { model, found, rows, update } = search('state:rejected');
    assert.equal(update(), 'handle0 query1 handle2 query3');
    found.only = true;
    assert.equal(update(), 'handle2 query3');
    assert.equal(rows.rowOf(model, 3), 1);
    rows.grouping = 'request';
    assert.equal(update(), '[2,3]');
    rows.foldAll(model, false);
    assert.equal(update(), '[2,3] query3');
    rows.unfold(model, 1);
    assert.equal(update(), '[0,1] query1 [2,3] query3', 'what was gone to is shown, too');
    found.set('nowhere');
    assert.equal(update(), '[0,1] handle0 query1 [2,3] handle2 query3');
    found.set('');
    assert.equal(update(), '[0,1] handle0 query1 [2,3] handle2 query3');
  });

  it('has marks on the map where it begins', () => {
    const { model, found, update } = search('name:query waiting>=11ns');
    update();
    const marks = new FoundMarks();
    const pixels = (axis: 'time' | 'order', to: number): number[] => {
      marks.update(model, found.matches, axis, { from: 0, to, width: 26 });
      return [...marks.pixels.keys()].filter((x) => marks.pixels[x] === 1);
    };
    assert.deepEqual(pixels('time', 26), [2, 12]);
    assert.deepEqual(pixels('order', 13), [6, 14]);
    found.set('nowhere');
    update();
    assert.deepEqual(pixels('order', 13), []);
  });
});
