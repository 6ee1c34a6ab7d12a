import assert from 'node:assert/strict';
import { keepPlace } from '../../webview/keep-place';
import { Rows } from '../../webview/rows';
import { View } from '../../webview/view';
import { modelOf } from '../support/trace-text';

/** A task calls others, which wait; then one of these goes on and calls some. */
const CALLS = Array.from({ length: 30 }, (_, i) => `1 B${i} start load@2\n1 B${i} suspend @3 on p`);
const BEFORE = ['0 A start main@1', ...CALLS].join('\n');
const MORE = ['2 A suspend @4 on p', '3 settle p', '4 B3 resume', '5 C start read@5', '5 C suspend @6 on q'];
const AFTER = [BEFORE, ...MORE, '6 D start read@5'].join('\n');

describe('What a reader looks at', () => {
  const shown = (scrollTop: number, selected = -1) => {
    const [rows, view] = [new Rows(), new View()];
    view.resize(500, 300, 1, { from: 0, to: 1 });
    const grow = (text: string): string => {
      const model = modelOf(text);
      const row = (): number => (selected < 0 ? -1 : rows.rowOf(model, selected));
      keepPlace(view, rows, model, row, () => rows.update(model));
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

  it('stays where it is on the screen if it is selected, even at the very top', () => {
    for (const scrollTop of [0, 10 * 24]) {
      // just below the one that calls others
      const selected = scrollTop === 0 ? 5 : 12;
      const { rows, view, grow } = shown(scrollTop, selected);
      const model = modelOf(AFTER);
      const y = (): number => rows.rowOf(model, selected) * 24 - view.scrollTop;
      const before = y();
      grow(AFTER);
      assert.equal(y(), before);
      assert.ok(rows.rowOf(model, selected) > selected, 'others have come in above it');
    }
  });

  it('stays at the top if what is selected is out of sight', () => {
    const { grow } = shown(10 * 24, 1);
    assert.equal(grow(AFTER), 'load10');
  });

  it('stays the end, for those who have scrolled there', () => {
    const { rows, view, grow } = shown(1e6);
    grow(AFTER);
    assert.equal(view.endRow, rows.count);
    assert.ok(view.isAtEnd);
  });
});
