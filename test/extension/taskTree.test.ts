import assert from 'node:assert/strict';
import { PAGE, ROOT, TaskTree } from '../../extension/taskTree';
import type { Tables } from '../../model/tables';

/** Tasks 0, 1, 2, … with these creators. */
const withCreators = (...parents: number[]) =>
  ({ tasks: { count: parents.length, parent: (task: number) => parents[task]! } }) as unknown as Pick<
    Tables,
    'tasks'
  >;

describe('TaskTree', () => {
  it('puts tasks under their creators, in the order they began', () => {
    const tree = new TaskTree();
    tree.update(withCreators(-1, 0, -1, 0, 1));
    assert.deepEqual(tree.children(ROOT, 1), { tasks: [0, 2], more: 0 });
    assert.deepEqual(tree.children(0, 1), { tasks: [1, 3], more: 0 });
    assert.deepEqual(tree.children(1, 1), { tasks: [4], more: 0 });
    assert.deepEqual(tree.children(4, 1), { tasks: [], more: 0 });
  });

  it('grows with the recording', () => {
    const tree = new TaskTree();
    const parents: number[] = [];
    for (let task = 0; task < 1000; task++) {
      parents.push(task - 2);
      if (task % 97 === 0) tree.update(withCreators(...parents));
    }
    tree.update(withCreators(...parents));
    assert.equal(tree.size, 1000);
    assert.deepEqual(tree.children(ROOT, 1).tasks, [0, 1]);
    for (let task = 0; task < 998; task++) assert.deepEqual(tree.children(task, 1).tasks, [task + 2]);
    assert.equal(tree.childCount(999), 0);
  });

  it('lists many children page by page', () => {
    const tree = new TaskTree();
    tree.update(withCreators(...new Array<number>(PAGE * 2 + 5).fill(-1)));
    assert.equal(tree.children(ROOT, 1).tasks.length, PAGE);
    assert.equal(tree.children(ROOT, 1).more, PAGE + 5);
    assert.deepEqual([tree.children(ROOT, 3).tasks.length, tree.children(ROOT, 3).more], [PAGE * 2 + 5, 0]);
  });

  it('makes roots of tasks whose creator cannot be', () => {
    const tree = new TaskTree();
    tree.update(withCreators(0, 7, -5));
    assert.deepEqual(tree.children(ROOT, 1).tasks, [0, 1, 2]);
  });
});
