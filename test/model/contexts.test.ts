import assert from 'node:assert/strict';
import { Kind } from '../../protocol/events';
import { Contexts } from '../../model/contexts';
import { traceText } from '../support/trace-text';

/** Who runs after each line, by name: a task's letter, a callback in brackets, `-` for nobody. */
function whoRuns(text: string): string {
  const { batch, id } = traceText(text);
  const names = new Map(
    ['A', 'B', 'C', 'D', 'E'].filter((n) => text.includes(`${n} `)).map((n) => [id(n), n]),
  );
  const contexts = new Contexts();
  const seen: string[] = [];
  for (let i = 0; i < batch.count; i++) {
    contexts.step(batch.kind[i]!, batch.a[i]!);
    const { task, resource, promise } = contexts;
    if (task) seen.push(names.get(task) ?? `#${task}`);
    else seen.push(resource ? `[r${resource}]` : promise ? '[p]' : '-');
  }
  return seen.join(' ');
}

describe('Contexts', () => {
  it('goes back to the caller when a called task suspends', () => {
    const text = `
      0 A start main@1
      1 B start load@5
      2 B suspend @6 on p
      3 A suspend @2 on B`;
    assert.equal(whoRuns(text), 'A B A -');
  });

  it('goes back to the caller when a called task ends without an await', () => {
    assert.equal(whoRuns('0 A start main@1\n1 B start load@5\n2 B end fulfilled'), 'A B A');
  });

  it('keeps a job of a resumed task until the task suspends', () => {
    const text = `
      0 A start main@1
      1 A suspend @2 on p
      2 settle p
      3 A resume
      4 B start load@5
      5 B suspend @6 on q
      6 A suspend @3 on q`;
    assert.equal(whoRuns(text), 'A - - A B A -');
  });

  it('tells the callback of a resource, and the task that it starts', () => {
    const text = `
      0 call r7
      1 A start main@1
      2 A suspend @2 on p
      3 after`;
    assert.equal(whoRuns(text), '[r7] A [r7] -');
  });

  it('tells the reaction of a promise', () => {
    assert.equal(whoRuns('0 call p\n1 A start main@1\n2 A end fulfilled\n3 after'), '[p] A [p] -');
  });

  it('shows no task while a callback runs inside one, and the task again after it', () => {
    assert.equal(whoRuns('0 A start main@1\n1 call r7\n2 after\n3 A end'), 'A [r7] A -');
  });

  it('takes out what stands above a task that ends', () => {
    assert.equal(whoRuns('0 A start main@1\n1 B start load@5\n2 A end fulfilled'), 'A B -');
  });

  it('leaves the stack alone when a task that had left ends', () => {
    const text = `
      0 A start main@1
      1 A leave
      2 B start other@5
      3 A end fulfilled
      4 B end fulfilled`;
    assert.equal(whoRuns(text), 'A - B B -');
  });

  it('does not reach below the current job', () => {
    const text = `
      0 A start main@1
      1 call r7
      2 A end fulfilled
      3 after`;
    assert.equal(whoRuns(text), 'A [r7] [r7] A', 'A stands below a callback, so it cannot be what ended');
  });

  it('ends with After only a job that is still on the stack', () => {
    const text = `
      0 call r7
      1 A start main@1
      2 B resume
      3 B suspend @2 on p
      4 after`;
    assert.equal(whoRuns(text), '[r7] A B A -');
  });

  it('passes over an After too many', () => {
    assert.equal(whoRuns('0 A start main@1\n1 after\n2 after'), 'A A A');
  });

  it('names the callback that After ends', () => {
    const contexts = new Contexts();
    contexts.step(Kind.CallbackResource, 7);
    contexts.step(Kind.TaskStart, 1);
    assert.deepEqual(contexts.callback, { resource: 7 });
    contexts.step(Kind.CallbackPromise, 9);
    assert.deepEqual(contexts.callback, { promise: 9 });
    contexts.step(Kind.Resume, 3);
    assert.equal(contexts.callback, undefined);
  });

  it('replays a stack of a hundred thousand tasks that never end in linear time', () => {
    const contexts = new Contexts();
    for (let id = 1; id <= 100_000; id++) contexts.step(Kind.TaskStart, id);
    for (let i = 0; i < 100_000; i++) contexts.step(Kind.TaskEnd, 200_000);
    assert.equal(contexts.depth, 100_000);
  });
});
