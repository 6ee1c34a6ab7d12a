import assert from 'node:assert/strict';
import { Rows } from '../../webview/rows';
import type { Scene } from '../../webview/scene';
import { stickiesOf } from '../../webview/sticky';
import { View } from '../../webview/view';
import { modelOf, traceText } from '../support/trace-text';

const lane = 24;
/** A task with many children, of which the second has many too; then another one, in another thread. */
const MAIN = ['0 A start main@1', '1 B start load@2', '2 C start serve@3'];
const CALLED = Array.from({ length: 20 }, (_, i) => `3 C${i} start client@4\n3 C${i} suspend @5 on p`);

describe('Whose lanes are in view', () => {
  const model = modelOf([...MAIN, ...CALLED].join('\n'), traceText('0 X start worker@1', { pid: 2 }));
  const rows = new Rows();
  rows.update(model);
  const view = new View();
  view.resize(500, 300, 1, { from: 0, to: 1 });
  view.grow({ from: 0, to: 1 }, rows.count);
  const { head } = view.layout;
  /** Rows that stay on top, and how far below the edge. */
  const at = (scrollTop: number): unknown => {
    view.scrollTop = scrollTop;
    const stickies = stickiesOf({ view, rows, facts: { tables: model } } as unknown as Scene);
    return stickies.map(({ row, top }) => [row, top - head]);
  };

  it('is told by their thread and their creator', () => {
    // thread, main, load, serve, 20 clients, thread, worker
    assert.equal(rows.count, 26);
    assert.deepEqual(at(0), []);
    assert.deepEqual(at(10 * lane), [
      [0, 0],
      [3, lane],
    ]);
    assert.deepEqual(at(1.5 * lane), [
      [0, 0],
      [2, lane],
    ]);
  });

  it('is pushed up by what comes next', () => {
    // the last client is covered by half where the creator stands, the other thread comes next
    assert.deepEqual(at(22.5 * lane), [
      [0, 0],
      [3, lane / 2],
    ]);
    assert.deepEqual(at(23.5 * lane), [[0, -lane / 2]]);
  });
});
