import assert from 'node:assert/strict';
import { outputAt } from '../../webview/output-lane';
import { OutputMarks } from '../../webview/output-marks';
import type { Scene } from '../../webview/scene';
import { modelOf } from '../support/trace-text';

/** Lines printed by a task and by nobody, at the times given. */
function sceneOf(times: readonly number[], from: number, to: number): Scene {
  const lines = ['0 A start main@1', ...times.map((t) => `${t} print "${t}\\n" @3`)];
  const model = modelOf(lines.join('\n'));
  const outputs = new OutputMarks();
  outputs.update(model);
  const view = { axis: 'time', scale: { from, to, width: 100 } };
  return { view, outputs, facts: { tables: model } } as unknown as Scene;
}

describe('The lane of printed lines', () => {
  const printedNear = (scene: Scene, x: number): string => {
    const output = outputAt(scene, x);
    return output < 0 ? '' : scene.facts.tables.outputs.text(output).trim();
  };

  it('has each line where it was printed', () => {
    const scene = sceneOf([100, 500, 900], 0, 1000);
    assert.deepEqual(
      [10, 14, 47, 53, 90, 30].map((x) => printedNear(scene, x)),
      ['100', '100', '500', '500', '900', ''],
    );
  });

  it('has one of those that would stand on one another, and all where there is room', () => {
    const times = Array.from({ length: 1000 }, (_, i) => 1000 + i);
    const far = sceneOf(times, 0, 100_000);
    assert.equal(printedNear(far, 1), '1000');
    const near = sceneOf(times, 1500, 1510);
    assert.deepEqual(
      [0, 10, 50, 90].map((x) => printedNear(near, x)),
      ['1500', '1501', '1505', '1509'],
    );
  });

  it('has nothing of what is out of view', () => {
    const scene = sceneOf([100, 900], 200, 800);
    assert.deepEqual(
      [0, 50, 100].map((x) => printedNear(scene, x)),
      ['', '', ''],
    );
  });
});
