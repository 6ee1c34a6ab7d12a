import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Coverage } from '../../webview/coverage';
import { GroupLanes } from '../../webview/group-coverage';
import { HiddenParts } from '../../webview/hidden-parts';
import { Intake } from '../../webview/intake';
import { Rows } from '../../webview/rows';
import { TaskTree, creatorOf } from '../../webview/task-tree';
import { modelOf } from '../support/trace-text';
import { shop } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';

/** A shop, all of whose tasks are one group. */
function shopByThread() {
  const intake = new Intake(() => undefined);
  intake.push(0, recordingOf(new Simulation().run(shop(9))));
  while (intake.step(() => false));
  const { model } = intake;
  const rows = new Rows();
  rows.grouping = 'thread';
  rows.update(model);
  return { model, rows };
}

describe('The lane of what a collapsed task hides', () => {
  it('has what all tasks below it do, also while they grow', () => {
    const bytes = recordingOf(new Simulation().run(shop(9)));
    const cuts = fc.uniqueArray(fc.nat(bytes.length), { maxLength: 8 });
    fc.assert(
      fc.property(cuts, fc.nat(6), fc.nat(40), (at, library, root) => {
        const intake = new Intake(() => undefined);
        const { model } = intake;
        const [tree, hidden] = [new TaskTree(), new HiddenParts()];
        let got: readonly number[] = [];
        const ends = [...at.sort((a, b) => a - b), bytes.length];
        ends.forEach((end, i) => {
          intake.push(0, bytes.slice(ends[i - 1] ?? 0, end));
          while (intake.step(() => false));
          tree.update(model, (task) => task % 7 === library, true);
          if (root < model.tasks.count) got = hidden.of(model, tree, root).parts;
        });
        const wanted: number[] = [];
        const isBelow = (task: number): boolean => {
          let above = creatorOf(model, task);
          while (above > root) above = creatorOf(model, above);
          return above === root && !tree.hides(task);
        };
        for (let task = 0; task < model.tasks.count; task++) if (isBelow(task)) wanted.push(-1 - task);
        for (let w = 0; w < model.awaits.count; w++) if (isBelow(model.awaits.task(w))) wanted.push(w);
        const sorted = (parts: readonly number[]): number[] => [...parts].sort((a, b) => a - b);
        assert.deepEqual(sorted(got), sorted(wanted));
      }),
    );
  });

  it('is there only while something is hidden', () => {
    const model = modelOf('0 A start main@1\n1 B start load@2\n2 B suspend @3 on p');
    const rows = new Rows();
    rows.update(model);
    assert.equal(rows.hiddenLane(model, 0), undefined);
    rows.fold(0, true);
    rows.update(model);
    assert.deepEqual(rows.hiddenLane(model, 0)?.parts, [-2, 0]);
  });

  it('is kept while it is in view, however many there are', () => {
    const { model, rows } = shopByThread();
    // as many lanes as no screen has
    const groups = Array.from({ length: 700 }, () => ({ ...rows.groups[0]! }));
    const lanes = new GroupLanes(50, 1);
    const coverage = new Coverage();
    const frame = (): void => {
      lanes.begin(model, '');
      for (const group of groups)
        lanes.cover(model, group, 'time', { from: 0, to: 1e8, width: 20 }, coverage);
    };
    frame();
    while (lanes.catchUp(model, 1000));
    frame();
    assert.equal(lanes.behind, false);
    lanes.begin(model, 'other groups');
    lanes.cover(model, groups[0]!, 'time', { from: 0, to: 1e8, width: 20 }, coverage);
    assert.equal(lanes.behind, true, 'what is no group any more is not kept');
  });

  it('is summed up over several frames where much is hidden', () => {
    const { model, rows } = shopByThread();
    const scale = { from: 0, to: model.streams[0]!.last, width: 200 };
    const cover = (lanes: GroupLanes): Float32Array => {
      const coverage = new Coverage();
      lanes.cover(model, rows.groups[0]!, 'time', scale, coverage);
      return coverage.shares;
    };
    const slow = new GroupLanes(20);
    let frames = 0;
    do {
      slow.begin(model, '');
      cover(slow);
      frames++;
    } while (slow.behind);
    assert.equal(frames, Math.floor(rows.groups[0]!.parts.length / 20) + 1);
    assert.deepEqual(cover(slow), cover(new GroupLanes()));
  });
});
