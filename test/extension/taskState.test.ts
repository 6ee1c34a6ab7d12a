import assert from 'node:assert/strict';
import { taskState, waitsFor } from '../../extension/taskState';
import type { Tables } from '../../model/tables';
import { State, What } from '../../protocol/events';

const NEVER = Number.NaN;

/** One task with one await; times that are not given have not come. */
function tables(
  task: { end?: number; state?: State; left?: number },
  wait?: { settle?: number; resume?: number; on?: number; what?: What },
) {
  return {
    tasks: {
      end: () => task.end ?? NEVER,
      state: () => task.state ?? State.unknown,
      left: () => task.left ?? NEVER,
      lastAwait: () => (wait ? 0 : -1),
    },
    awaits: {
      settle: () => wait?.settle ?? NEVER,
      resume: () => wait?.resume ?? NEVER,
      on: () => wait?.on ?? -1,
      what: () => wait?.what ?? What.promise,
      loc: () => 8,
    },
  } as unknown as Pick<Tables, 'tasks' | 'awaits'>;
}

describe('taskState', () => {
  it('follows a task through its life', () => {
    assert.equal(taskState(tables({}), 0, false), 'running');
    assert.equal(taskState(tables({}, {}), 0, false), 'waiting');
    assert.equal(taskState(tables({}, { settle: 5 }), 0, false), 'ready');
    assert.equal(taskState(tables({}, { settle: 5, resume: 6 }), 0, false), 'running');
    assert.equal(taskState(tables({ left: 7 }, { settle: 5, resume: 6 }), 0, false), 'returned');
  });

  it('tells how it ended', () => {
    assert.equal(taskState(tables({ end: 9, state: State.fulfilled }), 0, false), 'fulfilled');
    assert.equal(taskState(tables({ end: 9, state: State.rejected }), 0, true), 'rejected');
    assert.equal(taskState(tables({ end: 9 }), 0, true), 'ended');
  });

  it('calls unfinished what had not ended when the recording did', () => {
    assert.equal(taskState(tables({}, {}), 0, true), 'unfinished');
    assert.equal(taskState(tables({}, { settle: 5 }), 0, true), 'unfinished');
  });
});

describe('waitsFor', () => {
  it('names the task whose outcome is awaited, else the kind of thing', () => {
    assert.deepEqual(waitsFor(tables({}, { on: 3 }), 0), { what: 'task', task: 3, loc: 8 });
    assert.deepEqual(waitsFor(tables({}, {}), 0), { what: 'promise', loc: 8 });
    assert.deepEqual(waitsFor(tables({}, { what: What.yield }), 0), { what: 'yield', loc: 8 });
  });

  it('is undefined outside an await', () => {
    assert.equal(waitsFor(tables({}), 0), undefined);
    assert.equal(waitsFor(tables({}, { settle: 1, resume: 2 }), 0), undefined);
  });
});
