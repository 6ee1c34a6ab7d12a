import assert from 'node:assert/strict';
import { Lanes, creationOrder } from '../../model/lanes';
import { Model } from '../../model/model';
import { modelOf, part, traceText } from '../support/trace-text';

const FAMILY = `
   0 A start main@1
   1 B start load@5
   2 C start read@8
   3 C suspend @9 on p
   4 B suspend @6 on C
   5 D start save@11
   6 D end
   7 A suspend @3 on B
   8 E start timer@20`;

function childrenOf(lanes: Lanes, task: number): number[] {
  const rows: number[] = [];
  const first = task < 0 ? lanes.firstRoot : lanes.firstChild[task]!;
  for (let row = first; row >= 0; row = lanes.nextSibling[row]!) rows.push(row);
  return rows;
}

describe('Lanes', () => {
  it('know the depth and the children of each task', () => {
    const lanes = new Lanes();
    lanes.extend(modelOf(FAMILY));
    assert.deepEqual([...lanes.depth.subarray(0, lanes.count)], [0, 1, 2, 1, 0]);
    assert.deepEqual(childrenOf(lanes, -1), [0, 4]);
    assert.deepEqual(childrenOf(lanes, 0), [1, 3]);
    assert.deepEqual(childrenOf(lanes, 1), [2]);
    assert.deepEqual([...lanes.children.subarray(0, lanes.count)], [2, 1, 0, 0, 0]);
  });

  it('grow with the recording', () => {
    const { info, tables, batch } = traceText(FAMILY);
    const model = new Model();
    model.addStream(info, tables);
    const lanes = new Lanes();
    for (let i = 0; i < batch.count; i++) {
      model.append(0, part(batch, i, i + 1));
      lanes.extend(model);
      assert.equal(lanes.count, model.tasks.count);
    }
    assert.deepEqual(childrenOf(lanes, 0), [1, 3]);
  });

  it('stop counting at the deepest depth that fits', () => {
    const lines = Array.from({ length: 70_000 }, (_, i) => `0 T${i} start f@1`);
    const lanes = new Lanes();
    lanes.extend(modelOf(lines.join('\n')));
    assert.equal(lanes.depth[65_534], 65_534);
    assert.equal(lanes.depth[69_999], 65_535);
  });

  it('stand stream by stream, in the order of creation', () => {
    const model = new Model();
    const main = traceText('0 A start a@1\n1 B start b@1');
    const worker = traceText('0 A start c@1\n1 B start d@1', { tid: 1 });
    for (const { info, tables } of [main, worker]) model.addStream(info, tables);
    model.append(1, part(worker.batch, 0, 1));
    model.append(0, main.batch);
    model.append(1, part(worker.batch, 1, 2));
    assert.deepEqual([...creationOrder(model)], [1, 2, 0, 3]);
    assert.deepEqual([...creationOrder(new Model())], []);
  });
});
