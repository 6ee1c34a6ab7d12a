import assert from 'node:assert/strict';
import { keepTop } from '../../webview/keep-top';
import { Rows } from '../../webview/rows';
import { View } from '../../webview/view';
import { modelOf } from '../support/trace-text';

/** A task calls others, which wait; then one of these goes on and calls some. */
const CALLS = Array.from({ length: 30 }, (_, i) => `1 B${i} start load@2\n1 B${i} suspend @3 on p`);
const BEFORE = ['0 A start main@1', ...CALLS].join('\n');
const MORE = ['2 A suspend @4 on p', '3 settle p', '4 B3 resume', '5 C start read@5', '5 C suspend @6 on q'];
const AFTER = [BEFORE, ...MORE, '6 D start read@5'].join('\n');

describe('The top of the view', () => {
  const shown = (scrollTop: number) => {
    const [rows, view] = [new Rows(), new View()];
    view.resize(500, 200, 1, { from: 0, to: 1 });
    const grow = (text: string): string => {
      const model = modelOf(text);
      keepTop(view, rows, model, () => rows.update(model));
      view.grow({ from: 0, to: 1 }, rows.count);
      const task = rows.at(view.firstRow);
      return model.streams[0]!.tables.locs[model.tasks.loc(task)]!.name + task;
    };
    grow(BEFORE);
    view.scrollTo(scrollTop);
    return { rows, view, grow };
  };

  it('stays while tasks come in above it', () => {
    const { rows, view, grow } = shown(10 * 24);
    assert.equal(rows.at(view.firstRow), 10);
    assert.equal(grow(AFTER), 'load10');
    assert.ok(view.firstRow > 10, 'they stand below the task that called them');
  });

  it('stays at the very top', () => {
    const { view, grow } = shown(0);
    assert.equal(grow(AFTER), 'main0');
    assert.equal(view.scrollTop, 0);
  });

  it('does not follow what a reader folds away', () => {
    const { rows, view, grow } = shown(10 * 24);
    rows.fold(0, true);
    assert.equal(grow(AFTER), 'main0');
    assert.equal(view.scrollTop, 0);
  });
});
