import assert from 'node:assert/strict';
import type { FollowedModel } from '../../recording/followed-model';
import { TaskRows } from '../../extension/taskRows';
import { PAGE } from '../../extension/taskTree';
import { State } from '../../protocol/events';

const NEVER = Number.NaN;

/** A recording whose tasks a test makes and ends by hand. */
function recording() {
  const rows: { readonly parent: number; ended: boolean }[] = [];
  const tasks = {
    get count() {
      return rows.length;
    },
    parent: (task: number) => rows[task]!.parent,
    stream: () => 0,
    loc: () => 0,
    end: (task: number) => (rows[task]!.ended ? 1 : NEVER),
    state: (task: number) => (rows[task]!.ended ? State.fulfilled : State.unknown),
    left: () => NEVER,
    lastAwait: () => -1,
  };
  const model = {
    recording: '/r.awaitscope',
    ended: false,
    tables: { tasks, awaits: {} },
    site: () => undefined,
    taskName: (task: number) => `task ${task}`,
  } as unknown as FollowedModel;
  const begin = (parent: number): void => void rows.push({ parent, ended: false });
  const end = (task: number): void => {
    rows[task]!.ended = true;
  };
  return { model, begin, end };
}

describe('TaskRows', () => {
  /** Draws all rows, as VS Code does. */
  function draw(rows: TaskRows, parent?: Parameters<TaskRows['children']>[0]): string[] {
    return rows.children(parent).flatMap((row) => {
      if ('more' in row) return [`${row.more} more`];
      return [rows.facts(row).name, ...draw(rows, row)];
    });
  }

  it('draws anew only what looks otherwise', () => {
    const { model, begin, end } = recording();
    const rows = new TaskRows(model);
    begin(-1);
    begin(0);
    begin(0);
    assert.equal(rows.update(), undefined, 'a new root: all');
    assert.deepEqual(draw(rows), ['task 0', 'task 1', 'task 2']);
    assert.deepEqual(rows.update(), []);
    end(2);
    assert.deepEqual(rows.update(), [{ task: 2 }]);
    draw(rows);
    begin(1);
    assert.deepEqual(rows.update(), [{ task: 1 }], 'it has a child now');
    draw(rows);
    assert.deepEqual(rows.update(), []);
  });

  it('gives the same task the same row', () => {
    const { model, begin } = recording();
    const rows = new TaskRows(model);
    begin(-1);
    rows.update();
    assert.equal(rows.children()[0], rows.children()[0]);
  });

  it('lists more where it is asked', () => {
    const { model, begin } = recording();
    const rows = new TaskRows(model);
    begin(-1);
    for (let i = 0; i < PAGE + 3; i++) begin(0);
    rows.update();
    assert.equal(draw(rows).at(-1), '3 more');
    assert.deepEqual(rows.showMore(0), { task: 0 });
    assert.equal(draw(rows).length, PAGE + 4);
  });
});
