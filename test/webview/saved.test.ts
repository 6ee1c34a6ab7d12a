import assert from 'node:assert/strict';
import { History } from '../../webview/history';
import { Rows } from '../../webview/rows';
import { Wanted } from '../../webview/saved';
import type { SavedView } from '../../webview/saved-content';
import { restoreGroups, savedGroups } from '../../webview/saved-groups';
import { restoreHistory, savedHistory } from '../../webview/saved-history';
import { modelOf, traceText } from '../support/trace-text';

const MAIN = `
   0 A start main@1
   1 A suspend @2 on p
   2 B start serve@3
   3 B suspend @4 on q`;
const WORKER = `
   0 C start work@9
   1 C suspend @9 on p`;

/** Functions and lines have keys that sort as the sources are read. */
const PLACE = ['a b.ts', '000000001'].join('\0');

describe('what is saved of a view', () => {
  // the same threads come in another order
  const before = modelOf(traceText(MAIN), traceText(WORKER, { tid: 2 }));
  const after = modelOf(traceText(WORKER, { tid: 2 }), traceText(MAIN));
  type Do = (row: number) => void;

  it('knows groups of threads, requests and functions by what they are, not by their numbers', () => {
    const rows = new Rows();
    rows.choices.folds.restore('thread', '#1');
    rows.choices.folds.restore('request', '1');
    rows.choices.folds.restore('function', PLACE);
    const saved = JSON.parse(JSON.stringify(savedGroups(before, rows.choices.folds.toggledGroups)));
    const restored = new Rows();
    const wanted = new Wanted<Do>();
    restoreGroups(saved, (by, key) => restored.choices.folds.restore(by, key), wanted);
    wanted.look(after, (row, found) => found(row));
    const task = [0, 1, 2].find((row) => after.tasks.stream(row) === 1 && after.tasks.startSeq(row) > 1)!;
    assert.deepEqual(
      [...restored.choices.folds.toggledGroups].sort(),
      [`function ${PLACE}`, `request ${task}`, 'thread #0'].sort(),
    );
  });

  it('finds a thread when it comes, though its tasks come later', () => {
    const wanted = new Wanted<Do>();
    const found: number[] = [];
    wanted.add([1, 0, 0], (stream) => found.push(stream));
    wanted.look(modelOf(traceText(WORKER, { tid: 2 })), (row, what) => what(row));
    wanted.look(after, (row, what) => what(row));
    wanted.look(after, (row, what) => what(row));
    assert.deepEqual(found, [1]);
  });

  it('leads back to where one was, in tasks of another number', () => {
    const history = new History();
    const at = (task: number, from: number) => ({
      axis: 'time' as const,
      fitting: false,
      scale: { from, to: from + 10, width: 100 },
      scrollTop: 0,
      selection: { task, startSeq: 1, state: 0 },
    });
    history.leave(at(0, 5));
    history.leave(at(2, 7));
    const saved = JSON.parse(JSON.stringify(savedHistory(before, history))) as SavedView;
    const restored = new History();
    const wanted = new Wanted<Do>();
    restoreHistory(saved, restored, wanted);
    wanted.look(after, (row, found) => found(row));
    const back = restored.back(at(1, 1))!;
    assert.equal(back.scale.from, 7);
    assert.deepEqual(
      back.selection,
      { task: 0, startSeq: 1, state: 0 },
      'of the worker, which comes first now',
    );
  });
});
