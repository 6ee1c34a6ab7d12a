import assert from 'node:assert/strict';
import { needs } from '../../model/findings/waits';
import { Model } from '../../model/model';
import { modelOf, part, traceText } from '../support/trace-text';

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
    assert.deepEqual(
      needs(modelOf(text), 2).tasks.toSorted((a, b) => a - b),
      [0, 1],
    );
  });

  it('is looked for once for all who wait for the same, and anew when the recording has grown', () => {
    const whole = traceText(`${text}\n13 settle q\n14 B resume\n15 B end`);
    const before = whole.batch.count - 3;
    const model = new Model();
    model.addStream(whole.info, whole.tables);
    model.append(0, part(whole.batch, 0, before));
    const { promises } = model.streams[0]!;
    const elements = promises.elements.bind(promises);
    let asked = 0;
    promises.elements = (combinator) => {
      asked++;
      return elements(combinator);
    };
    for (const task of [2, 3, 2]) needs(model, task);
    assert.equal(asked, 1);
    model.append(0, part(whole.batch, before, whole.batch.count));
    assert.deepEqual(needs(model, 2).tasks, [0]);
  });
});
