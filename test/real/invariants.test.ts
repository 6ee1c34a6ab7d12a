import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventBody } from '../../model/event-types';
import { PROGRAMS, eventsOf, recordings } from '../runtime/traced';
import { availableMajors, nodeBinary } from '../support/nodes';
import { ROOT } from '../support/paths';
import { Functions } from './functions';
import { Invariants } from './invariants';

const TRACED = ['constructs.mjs', 'order.cjs', 'parents.mjs', 'pending.cjs', 'rejections.cjs', 'returns.cjs']
  .map((name) => join(PROGRAMS, name))
  .concat(join(ROOT, 'test/real/fixtures/leaving.cjs'));

function textOf(file: string): string {
  return readFileSync(file, 'utf8');
}

describe('Invariants of recordings', () => {
  const { trace } = recordings();
  for (const major of availableMajors()) {
    for (const program of TRACED) {
      it(`hold for ${program.slice(ROOT.length + 1)} on Node ${major}`, async () => {
        const { file } = await trace([nodeBinary(major), program]);
        const invariants = new Invariants(new Functions(textOf));
        for (const event of await eventsOf(file)) invariants.step(event);
        const broken = invariants.violations.map(({ rule, detail }) => `${rule}: ${detail}`);
        assert.deepEqual(broken, []);
        assert.ok(invariants.checks.get('an await stands in its task')! > 0);
      });
    }
  }
});

describe('Invariants', () => {
  const TEXT = 'async function a() {\n  b();\n}\nasync function b() {\n  await 1;\n}\na();\n';
  const site = (line: number, column: number) => ({ file: '/x.js', line, column });
  const start = (task: number, line: number, parent: number | null, caller: number) =>
    ({
      kind: 'task-start',
      task,
      name: 'f',
      site: site(line, 1),
      caller: site(caller, caller === 7 ? 1 : 3),
      parent,
      resource: null,
    }) as const;
  const suspend = (task: number, n: number) =>
    ({
      kind: 'suspend',
      task,
      await: n,
      site: site(5, 3),
      on: { promise: 90, task: null, what: 'value' },
    }) as const;

  function broken(...bodies: EventBody[]): string[] {
    const invariants = new Invariants(new Functions(() => TEXT));
    bodies.forEach((body, i) => invariants.step({ seq: i + 1, t: i, pid: 1, tid: 0, ...body }));
    return invariants.violations.map(({ rule }) => rule);
  }

  it('find nothing in a sound trace', () => {
    const resume = { kind: 'resume', task: 4, await: 1, site: null, outcome: 'value' } as const;
    const end = (task: number) => ({ kind: 'task-end', task, state: 'fulfilled' }) as const;
    const settle = {
      kind: 'settle',
      promise: 90,
      task: null,
      state: 'fulfilled',
      by: null,
      resource: null,
    } as const;
    const sound = [start(2, 1, null, 7), start(4, 4, 2, 2), suspend(4, 1), end(2), settle, resume, end(4)];
    assert.deepEqual(broken(...sound), []);
  });

  it('find a parent in which the call does not stand', () => {
    const rule = ['the caller stands in the parent'];
    assert.deepEqual(broken(start(2, 1, null, 7), start(4, 4, 2, 2), start(6, 4, 4, 2)), rule);
    assert.deepEqual(broken(start(2, 1, null, 7), start(4, 4, null, 2)), rule);
  });

  it('find an await in another task, and one out of turn', () => {
    assert.deepEqual(broken(start(2, 1, null, 7), suspend(2, 1)), ['an await stands in its task']);
    assert.deepEqual(broken(start(4, 4, null, 7), suspend(4, 2)), ['awaits are numbered']);
    assert.deepEqual(broken(start(4, 4, null, 7), suspend(4, 1), suspend(4, 2)), [
      'a task that suspends runs',
    ]);
  });

  it('find a parent that does not run', () => {
    const found = broken(start(4, 4, null, 7), suspend(4, 1), start(2, 1, 4, 7));
    assert.deepEqual(found, ['the parent runs']);
  });
});
