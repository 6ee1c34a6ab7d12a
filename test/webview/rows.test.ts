import assert from 'node:assert/strict';
import { Model } from '../../model/model';
import { awaitInRow } from '../../webview/line-rows';
import { Rows } from '../../webview/rows';
import { modelOf, part, traceText } from '../support/trace-text';

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
    if (task < 0) return rows.groupAt(task).key;
    const loc = model.tasks.loc(task);
    const { name } = model.streams[model.tasks.stream(task)]!.tables.locs[loc]!;
    return '>'.repeat(rows.depth(row)) + name;
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

  it('leave groups as they are where all are folded that stand by their creators', () => {
    const model = modelOf(TREE, traceText('0 X start worker@1', { pid: 2 }));
    const rows = new Rows();
    rows.grouping = 'function';
    rows.update(model);
    rows.fold(rows.at(0), false);
    rows.update(model);
    const { count } = rows;
    rows.grouping = 'creator';
    rows.update(model);
    rows.fold(-1, true);
    rows.foldAll(model, true);
    rows.update(model);
    assert.equal(names(rows, model), '#0 >main #1 >worker', 'threads are open');
    rows.grouping = 'function';
    rows.update(model);
    assert.equal(rows.count, count);
  });

  it('know under which heading they stand', () => {
    const model = modelOf(TREE);
    const rows = new Rows();
    rows.choices.arrangement.pin(3);
    rows.grouping = 'function';
    rows.update(model);
    rows.foldAll(model, false);
    rows.update(model);
    // save, pinned; then a heading and its task three times, and that of the pinned one
    const headings = Array.from({ length: rows.count }, (_, row) => rows.headingOf(row));
    assert.deepEqual(headings, [-1, 1, 1, 3, 3, 5, 5, 7]);
    assert.deepEqual(
      [0, 1, 2, 6, 7].map((row) => rows.headingBehind(row)),
      [1, 3, 3, 7, -1],
    );
  });

  it('put pinned tasks above all others, and back', () => {
    const model = modelOf(TREE);
    const rows = new Rows();
    rows.fold(1, true);
    for (const task of [3, 1]) rows.choices.arrangement.pin(task);
    rows.update(model);
    assert.equal(names(rows, model), 'save load main >>read', 'in the order in which they were pinned');
    assert.deepEqual([rows.rowOf(model, 3), rows.rowOf(model, 1), rows.children(1)], [0, 1, 0]);
    assert.deepEqual(
      [3, 1, 2, 'function x'].map((lane) => rows.choices.arrangement.moveOfPinned(lane)),
      ['last', 'up', undefined, undefined],
    );
    rows.choices.arrangement.movePinned(1);
    rows.update(model);
    assert.equal(names(rows, model), 'load save main >>read', 'in the order that they were moved to');
    rows.choices.arrangement.movePinned(1);
    rows.choices.arrangement.movePinned(2);
    rows.update(model);
    assert.equal(names(rows, model), 'save load main >>read', 'the uppermost goes to the end, others stay');
    rows.grouping = 'function';
    rows.update(model);
    assert.equal(names(rows, model).startsWith('save load 0:'), true);
    rows.grouping = 'creator';
    rows.choices.arrangement.pin(3);
    rows.update(model);
    assert.equal(names(rows, model), 'load main >>read >save');
    assert.equal(rows.pinnedRows, 1);
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

  it('show a task that began before the recording as soon as there is something of it, though no other begins', () => {
    const { info, tables, batch } = traceText(`
   0 A start main@1
   1 B resume
   5 B suspend @5 on p`);
    const model = new Model();
    model.addStream(info, tables);
    const rows = new Rows();
    model.append(0, part(batch, 0, 2));
    rows.update(model);
    assert.deepEqual([model.tasks.count, rows.count], [2, 1]);
    model.append(0, part(batch, 2, 3));
    rows.update(model);
    assert.equal(rows.count, 2);
  });

  it("leave out what is a library's, and put below its creator what that called back", () => {
    const model = modelOf(`
   0 A start main@1
   1 L start handle@lib:2
   2 B start handler@3
   3 M start helper@lib:4`);
    const rows = new Rows();
    const facts = {
      version: 1,
      isLibrary: (task: number) => task === 1 || task === 3,
      placeKey: () => '',
    };
    rows.update(model, facts);
    assert.equal(names(rows, model), 'main >handler');
    assert.deepEqual([rows.library, rows.children(0), rows.children(1)], [2, 1, 0]);
    assert.equal(rows.rowOf(model, 3), 1, 'its creator stands for it');
    rows.showLibraryOf(3);
    rows.unfold(model, 3);
    rows.update(model, facts);
    assert.equal(names(rows, model), 'main >handle >>handler >>>helper');
    rows.choices.showsLibrary = false;
    rows.update(model, { ...facts, isLibrary: () => true });
    assert.equal(names(rows, model), 'main >handler', 'asked anew only if answers may have changed');
    rows.update(model, { ...facts, version: 2, isLibrary: () => true });
    assert.equal(rows.count, 4, 'where there is nothing else, libraries are shown');
  });

  it('stand by function or line, closed at first, with counts and totals', () => {
    const model = modelOf(`
   0 A start main@1
   1 B start load@2
   2 B suspend @5 on p
   3 C start load@2
   4 C suspend @5 on q
   10 settle p fulfilled
   12 B resume
   13 B suspend @6 on r
   20 settle q fulfilled
   24 C resume`);
    const rows = new Rows();
    rows.grouping = 'line';
    rows.update(model);
    assert.equal(rows.count, 2);
    const { count, waiting, ready, tasks } = rows.groupAt(rows.at(0));
    assert.deepEqual([count, waiting, ready, tasks], [2, 8 + 16, 2 + 4, [1, 2]]);
    assert.equal(
      rows.groupAt(rows.at(1)).waiting,
      24 - 13,
      'what never settled waits to the end of the recording',
    );
    assert.equal(rows.rowOf(model, 2), 0, 'the closed group stands for it');
    rows.fold(rows.at(0), false);
    rows.update(model);
    assert.equal(names(rows, model).replace(/\d:\d/g, 'line'), 'line >load >load line');
    rows.grouping = 'function';
    rows.update(model);
    assert.equal(rows.count, 2);
    rows.unfold(model, 1);
    rows.update(model);
    assert.equal(rows.count, 4);
    rows.foldAll(model, true);
    rows.update(model);
    assert.equal(rows.count, 2);
  });

  it('tell of a collapsed task how many it hides, how many failed, and how many have not ended, while they grow', () => {
    const lines = [
      ...TREE.trim().split('\n'),
      '8 settle p rejected',
      '9 C resume throw',
      '10 C end rejected',
      '11 E start more@7',
    ];
    const rows = new Rows();
    rows.fold(0, true);
    const at = (count: number): unknown => {
      const model = modelOf(lines.slice(0, count).join('\n'));
      rows.update(model);
      return rows.hiddenBelow(model, 0);
    };
    assert.deepEqual(at(8), { tasks: 3, rejected: 0, open: 3 });
    assert.deepEqual(at(11), { tasks: 3, rejected: 1, open: 2 });
    rows.fold(0, false);
    assert.equal(at(11), undefined, 'nothing is hidden');
  });

  it('count in each group what failed and what has not ended', () => {
    const model = modelOf(`
   0 A start main@1
   1 A suspend @2 on p
   2 B start main@1
   3 B suspend @3 on q
   4 settle p rejected
   5 A resume throw
   6 A end rejected`);
    const rows = new Rows();
    rows.grouping = 'function';
    rows.update(model);
    const counts = () => rows.groups.map(({ rejected, open }) => [rejected, open]);
    assert.deepEqual(counts(), [[1, 1]]);
    rows.grouping = 'line';
    rows.update(model);
    assert.deepEqual(counts(), [
      [1, 0],
      [0, 1],
    ]);
  });

  it('give a task a row on each line where it waits, and find that of an await', () => {
    const model = modelOf(`
   0 A start main@1
   1 A suspend @3 on p
   2 B start main@1
   3 B suspend @3 on p
   4 settle p
   5 A resume
   6 A suspend @4 on q
   7 B resume
   8 B suspend @4 on q
   9 settle q
  10 A resume
  11 A suspend @3 on r`);
    const rows = new Rows();
    rows.grouping = 'line';
    rows.update(model);
    const rowOf = (task: number, w?: number): number => rows.rowOf(model, task, w);
    const { awaits, tasks } = model;
    const second = (task: number): number => awaits.next(tasks.firstAwait(task));
    assert.deepEqual(
      [rowOf(0), rowOf(0, second(0)), rowOf(1, second(1))],
      [0, 1, 1],
      'headings of closed groups',
    );
    rows.unfold(model, 1, second(1));
    rows.update(model);
    assert.equal(rows.count, 4, 'only the line of the await is opened');
    assert.deepEqual([rowOf(1), rowOf(1, second(1))], [0, 3]);
    rows.foldAll(model, false);
    rows.update(model);
    assert.deepEqual(
      [rowOf(0), rowOf(0, tasks.firstAwait(0)), rowOf(0, second(0)), rowOf(0, tasks.lastAwait(0))],
      [1, 1, 4, 1],
    );
    assert.equal(awaitInRow(rows, model, 4, 0), second(0));
    assert.equal(awaitInRow(rows, model, 1, 99), tasks.lastAwait(0), 'the last one before the moment');
    rows.choices.arrangement.pin(0);
    rows.update(model);
    assert.deepEqual([rowOf(0, second(0)), rowOf(1, second(1))], [0, 4], 'a pinned task has one row');
  });

  it('have totals on the headings of threads, also while nothing new is called', () => {
    const worker = '0 X start worker@1\n3 X suspend @2 on p';
    const rows = new Rows();
    const totals = (more: string): unknown => {
      const model = modelOf(TREE, traceText(worker + more, { pid: 2 }));
      rows.update(model);
      return rows.groups.map(({ count, waiting, rejected, open }) => [count, waiting, rejected, open]);
    };
    assert.deepEqual(totals(''), [
      [4, 4 + 3 + 1 + 0, 0, 4],
      [1, 0, 0, 1],
    ]);
    assert.deepEqual(totals('\n5 settle p rejected\n6 X resume throw\n7 X end rejected'), [
      [4, 4 + 3 + 1 + 0, 0, 4],
      [1, 2, 1, 0],
    ]);
  });

  it('put pinned groups first, in an order that can be changed, and leave out what is hidden until it is gone to', () => {
    const model = modelOf(TREE);
    const rows = new Rows();
    rows.grouping = 'function';
    const shown = (): string => {
      rows.update(model);
      return names(rows, model).replace(/[^ ]*:(\d+)/g, '$1');
    };
    const [main, load, read] = (shown(), [0, 1, 2].map((row) => rows.laneOf(row)));
    const at = shown().split(' ');
    assert.equal(at.length, 4);
    rows.choices.arrangement.pin(read!);
    assert.equal(shown(), [at[2], at[0], at[1], at[3]].join(' '));
    assert.deepEqual([rows.isPinned(0), rows.isPinned(1), rows.pinnedEnd], [true, false, 1]);
    rows.choices.arrangement.pin(load!);
    rows.choices.arrangement.movePinned(load!);
    assert.equal(shown(), [at[1], at[2], at[0], at[3]].join(' '));
    rows.fold(rows.at(0), false);
    shown();
    assert.deepEqual(
      [rows.count, rows.pinnedEnd, rows.headingOf(1)],
      [5, 3, 0],
      'an open group takes its lanes along',
    );
    rows.choices.arrangement.hide(main!);
    rows.choices.arrangement.hide(load!);
    assert.equal(shown(), [at[2], at[3]].join(' '));
    assert.equal(rows.choices.arrangement.hidden.size, 2);
    rows.unfold(model, 1);
    assert.equal(shown().split(' ').length, 4, 'its heading and its lane are back');
    rows.choices.arrangement.showHidden();
    assert.equal(shown().split(' ').length, 5);
    rows.grouping = 'line';
    rows.update(model);
    assert.equal(rows.pinnedEnd, 0, 'groups of one kind are not those of another');
    const line = rows.laneOf(0);
    rows.choices.arrangement.pin(line);
    assert.deepEqual(
      [rows.choices.arrangement.pinned.size > 1, rows.choices.arrangement.moveOfPinned(line)],
      [true, undefined],
      'nor do they stand together where they are pinned',
    );
  });

  it('leave open what a pinned task hides, as its lane has no sign to open it', () => {
    const model = modelOf(TREE);
    const rows = new Rows();
    rows.choices.arrangement.pin(1);
    rows.update(model);
    const before = names(rows, model);
    assert.equal(before, 'load main >>read >save');
    rows.foldAll(model, true);
    rows.unfold(model, 3);
    rows.update(model);
    assert.equal(names(rows, model), before);
  });

  it('show a hidden task that is pinned', () => {
    const model = modelOf(TREE);
    const rows = new Rows();
    rows.choices.arrangement.hide(1);
    rows.choices.arrangement.pin(1);
    rows.update(model);
    assert.equal(names(rows, model), 'load main >>read >save');
    assert.equal(rows.choices.arrangement.hidden.size, 0);
  });

  it('hide a task with all below it', () => {
    const model = modelOf(TREE);
    const rows = new Rows();
    rows.update(model);
    rows.choices.arrangement.hide(1);
    rows.update(model);
    assert.equal(names(rows, model), 'main >save');
    assert.equal(rows.rowOf(model, 2), 0, 'its creator stands for it');
    rows.unfold(model, 2);
    rows.update(model);
    assert.equal(names(rows, model), 'main >load >>read >save');
  });

  it('put pinned threads first', () => {
    const model = modelOf(TREE, traceText('0 X start worker@1', { pid: 2 }));
    const rows = new Rows();
    rows.update(model);
    rows.choices.arrangement.pin(rows.laneOf(5));
    rows.update(model);
    assert.equal(names(rows, model), '#1 >worker #0 >main >>load >>>read >>save');
    rows.choices.arrangement.hide(rows.laneOf(0));
    rows.update(model);
    assert.equal(names(rows, model), '#0 >main >>load >>>read >>save');
    assert.equal(rows.rowOf(model, 4), -1);
    rows.unfold(model, 4);
    rows.update(model);
    assert.equal(rows.count, 7);
  });
});
