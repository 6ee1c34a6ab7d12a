import assert from 'node:assert/strict';
import type { Controls } from '../../webview/controls';
import { Focus } from '../../webview/focus';
import { Rows } from '../../webview/rows';
import { View } from '../../webview/view';
import { modelOf } from '../support/trace-text';

describe('going to a task', () => {
  const TRACE = `
   0 A start main@1
   1 L start handle@lib:2
   2 B start handler@3
   3 C resume
   4 C end`;
  const shown = () => {
    const model = modelOf(TRACE);
    const facts = {
      tables: model,
      version: 1,
      isLibrary: (task: number) => task === 1,
      placeKey: (_: string, stream: number, loc: number) => `${stream}:${loc}`,
    };
    const rows = new Rows();
    rows.grouping = 'function';
    const controls = {
      scene: () => ({ rows, facts, view: new View() }),
      refresh: () => rows.update(model, facts),
      select: () => undefined,
    } as unknown as Controls;
    const focus = new Focus(controls);
    /** @returns whether the task has a row of its own */
    const hasRow = (task: number): boolean => {
      focus.task(task);
      rows.update(model, facts);
      const row = rows.rowOf(model, task);
      return row >= 0 && rows.at(row) === task;
    };
    return { rows, refresh: () => controls.refresh(), hasRow };
  };

  it('opens its group, also where its events have just come', () => {
    const { hasRow } = shown();
    assert.equal(hasRow(2), true);
  });

  it('shows those of libraries if it is one of them, and opens its group', () => {
    const { rows, refresh, hasRow } = shown();
    refresh();
    assert.equal(hasRow(1), true);
    assert.equal(rows.choices.showsLibrary, true);
  });

  it('does not show those of libraries for one of which there is nothing to draw', () => {
    const { rows, refresh, hasRow } = shown();
    refresh();
    assert.equal(hasRow(3), false);
    assert.equal(rows.choices.showsLibrary, false);
  });
});
