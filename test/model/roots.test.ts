import assert from 'node:assert/strict';
import { Roots } from '../../model/findings/roots';
import type { Scope } from '../../model/findings/finding';
import type { Model } from '../../model/model';
import { modelOf } from '../support/trace-text';

/** @param own lines that are the user's own */
function roots(model: Model, own: (line: number) => boolean, inCircle: readonly number[] = []): number[] {
  const scope = {
    tables: model,
    own: ({ stream, loc }: { stream: number; loc: number }) =>
      own(model.streams[stream]!.tables.locs[loc]!.line),
  } as unknown as Scope;
  const of = new Roots(scope, new Set(inCircle));
  return Array.from({ length: model.tasks.count }, (_, task) => of.of(task));
}

describe('The end of a chain of waits', () => {
  const chain = `
    0 A start a@1
    1 A suspend @2 on p
    2 B start b@1
    3 B suspend @3 on A
    4 C start c@1
    5 C suspend @4 on B`;

  it('is the last task that stands at a place of the user’s own', () => {
    assert.deepEqual(
      roots(modelOf(chain), () => true),
      [0, 0, 0],
    );
    assert.deepEqual(
      roots(modelOf(chain), (line) => line !== 2),
      [-1, 1, 1],
    );
    assert.deepEqual(
      roots(modelOf(chain), () => false),
      [-1, -1, -1],
    );
  });

  it('is nowhere if the chain leads to a circle, or to a generator that nobody asks', () => {
    assert.deepEqual(
      roots(modelOf(chain), () => true, [0]),
      [-1, -1, -1],
    );
    assert.deepEqual(
      roots(modelOf(chain.replace('on p', 'on p yield')), () => true),
      [-1, -1, -1],
    );
  });

  it('is found once for all who share it', () => {
    // each link waits for the one before: walking every chain to its end would be a billion steps
    const links = Array.from(
      { length: 30_000 },
      (_, i) => `${2 * i} T${i} start f@1\n${2 * i + 1} T${i} suspend @2 on ${i === 0 ? 'p' : `T${i - 1}`}`,
    );
    let asked = 0;
    const model = modelOf(links.join('\n'));
    const found = roots(model, () => ++asked > 0);
    assert.ok(found.every((root) => root === 0));
    assert.ok(asked <= 30_000);
  });
});
