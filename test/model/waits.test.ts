import assert from 'node:assert/strict';
import { needs } from '../../model/findings/waits';
import { modelOf } from '../support/trace-text';

describe('What a stuck task needs', () => {
  const text = `
    0 A start a@1
    1 A suspend @2 on p
    2 B start b@1
    3 B suspend @3 on q
    4 promise all all @5
    5 promise e1 all @5 from A.out
    6 promise e2 all @5 from s
    7 promise e3 all @5 from B.out
    8 settle s
    9 C start c@7
    10 C suspend @8 on all
    11 D start d@7
    12 D suspend @8 on all`;

  it('is every element of an `all` that has not settled', () => {
    assert.deepEqual([...needs(modelOf(text), 2).tasks].sort(), [0, 1]);
  });

  it('is looked for once for all who wait for the same, and anew when the recording has grown', () => {
    const model = modelOf(text);
    const { promises } = model.streams[0]!;
    const elements = promises.elements.bind(promises);
    let asked = 0;
    promises.elements = (combinator) => {
      asked++;
      return elements(combinator);
    };
    for (const task of [2, 3, 2]) needs(model, task);
    assert.equal(asked, 1);
    const ending = modelOf(`${text}\n13 settle q\n14 B resume\n15 B end`);
    assert.deepEqual(needs(ending, 2).tasks, [0]);
  });
});
