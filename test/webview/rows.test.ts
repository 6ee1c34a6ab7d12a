import assert from 'node:assert/strict';
import { Rows, threadOf } from '../../webview/rows';
import { modelOf, traceText } from '../support/trace-text';

const TREE = `
   0 A start main@1
   1 B start load@2
   2 C start read@3
   3 C suspend @4 on p
   4 B suspend @5 on C
   5 D start save@6
   6 D suspend @7 on p
   7 A suspend @8 on B`;

function names(rows: Rows, model: ReturnType<typeof modelOf>): string {
  return Array.from({ length: rows.count }, (_, row) => {
    const task = rows.at(row);
    if (task < 0) return `#${threadOf(task)}`;
    const loc = model.tasks.loc[task]!;
    const { name } = model.streams[model.tasks.stream[task]!]!.tables.locs[loc]!;
    return '>'.repeat(rows.depth(row, model.streams.length > 1)) + name;
  }).join(' ');
}

describe('Rows', () => {
  it('put each task below its creator, in the order of creation', () => {
    const model = modelOf(TREE);
    const rows = new Rows();
    rows.update(model);
    assert.equal(names(rows, model), 'main >load >>read >save');
  });

  it('hide what is folded, and show its row for what it hides', () => {
    const model = modelOf(TREE);
    const rows = new Rows();
    rows.update(model);
    rows.fold(1, true);
    rows.update(model);
    assert.equal(names(rows, model), 'main >load >save');
    assert.equal(rows.rowOf(model, 2), 1);
    rows.foldAll(model, true);
    rows.update(model);
    assert.equal(names(rows, model), 'main');
    rows.unfold(model, 2);
    rows.update(model);
    assert.equal(names(rows, model), 'main >load >>read >save');
  });

  it('have a row for each thread where there are several', () => {
    const model = modelOf(TREE, traceText('0 X start worker@1', { pid: 2 }));
    const rows = new Rows();
    rows.update(model);
    assert.equal(names(rows, model), '#0 >main >>load >>>read >>save #1 >worker');
    rows.fold(-1, true);
    rows.update(model);
    assert.equal(names(rows, model), '#0 #1 >worker');
    assert.equal(rows.rowOf(model, 2), -1);
  });

  it('show a task that a damaged recording starts twice below itself', () => {
    const model = modelOf('0 A start main@1\n1 A start main@1');
    const rows = new Rows();
    rows.update(model);
    assert.equal(names(rows, model), 'main >main');
  });
});
