import assert from 'node:assert/strict';
import { awaitedOf, creationOf, effectOf } from '../../webview/causes';
import { Segment } from '../../model/intervals';
import type { Intake } from '../../webview/intake';
import { rowTop } from '../../webview/layout';
import { linksOf, ranMeanwhile } from '../../webview/links';
import { makeScene } from '../../webview/new-scene';
import { Places } from '../../webview/places';
import { segmentNear } from '../../webview/selection';
import { AwaitIndexes } from '../../webview/await-index';
import { Say } from '../../webview/strings';
import { View } from '../../webview/view';
import { modelOf } from '../support/trace-text';

describe('what belongs to a selected await', () => {
  const model = modelOf(`0 resource r1 Timeout @1
    0 A start main@1
    5 B start child@4 from @2
    8 B suspend @5 on p
    10 A suspend @2 on B
    20 C start other@7
    25 C suspend @8 on p
    100 call r1
    110 settle p fulfilled
    120 after
    130 C resume value
    150 C end fulfilled
    160 B resume value
    170 B end fulfilled
    180 A resume value
    190 A end fulfilled`);
  const [a, b, c] = [0, 1, 2];
  const at = (task: number, seq: number) => segmentNear(model, new AwaitIndexes(), task, seq)!;
  const seqOf = (t: number): number => {
    const { times, events } = model.streams[0]!;
    for (let seq = 1; seq <= events; seq++) if (times.at(seq) === t) return seq;
    return 0;
  };

  it('is what ran while it was ready', () => {
    const ran = ranMeanwhile(model, 0);
    assert.deepEqual(
      ran.map(({ task }) => task),
      [c],
    );
    const { times } = model.streams[0]!;
    assert.deepEqual([times.at(ran[0]!.from), times.at(ran[0]!.to)], [130, 150]);
    assert.deepEqual(ranMeanwhile(model, 2), [], 'the first in the queue waited for nobody');
  });

  it('is its creator, what it waits for, and what it led to', () => {
    assert.deepEqual(creationOf(model, b), { task: a, seq: seqOf(5) });
    assert.equal(creationOf(model, a), undefined);
    assert.deepEqual(awaitedOf(model, at(a, seqOf(10))), { task: b, seq: seqOf(5) });
    assert.equal(awaitedOf(model, at(b, seqOf(8))), undefined);
    assert.deepEqual(effectOf(model, at(b, seqOf(160))), { task: a, seq: seqOf(180) });
    assert.equal(effectOf(model, at(c, seqOf(130))), undefined);
  });

  it('begins by line at the row of the await, of the several that its task has', () => {
    const two = modelOf(`0 A start main@1
      1 B start child@9 from @2
      2 B suspend @10 on p
      3 A suspend @2 on B
      5 settle p fulfilled
      6 B resume value
      7 B end fulfilled
      8 A resume value
      9 C start child@9 from @4
      10 C suspend @10 on q
      11 A suspend @4 on C
      12 settle q fulfilled`);
    const view = new View();
    const intake = { model: two, keys: ['0:0'] } as unknown as Intake;
    const scene = makeScene(view, intake, new Places(), new Say(), 'en', { from: 0, to: 11 });
    view.resize(600, 400, 1, scene.extent);
    const { rows, facts, geometry } = scene;
    rows.grouping = 'line';
    rows.update(two, facts);
    rows.foldAll(two, false);
    rows.update(two, facts);
    const middleOf = (row: number): number =>
      rowTop(view.layout, row, 0) + view.layout.lane.barTop + view.layout.lane.bar / 2;
    const waits = [...Array(two.awaits.count).keys()].filter((w) => two.awaits.task(w) === 0);
    const own = waits.map((w) => {
      const selection = { task: 0, startSeq: two.awaits.suspendSeq(w), state: Segment.waiting };
      const segment = segmentNear(two, geometry.indexes, 0, two.awaits.suspendSeq(w) + 1)!;
      assert.equal(segment.await, w);
      const links = linksOf({ ...scene, selection, segment });
      assert.deepEqual(
        links.map(({ kind }) => kind),
        ['awaited'],
      );
      assert.equal(links[0]!.y0, middleOf(rows.rowOf(two, 0, w)));
      return links[0]!.y0;
    });
    assert.notEqual(own[0], own[1]);
  });
});
