import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { availableMajors, nodeBinary } from '../support/nodes';
import { ROOT, fixture } from '../support/paths';
import { assertGolden } from '../support/golden';
import { drawOrder, ownOf } from './order';
import { PROGRAMS, eventsOf, recordings } from './traced';

const TSX = ['--import', join(ROOT, 'node_modules/tsx/dist/loader.mjs')];

/** Programs whose order is their own doing: their goldens were checked by hand against the source. */
const ORDERED = [
  'order.cjs',
  'rejections.cjs',
  'returns.cjs',
  'constructs.mjs',
  'parents.mjs',
  'pending.cjs',
  'deadlock.cjs',
  'typed.ts',
  'hostile.cjs',
];
/** What only markers tell. */
const MARKED = ['generators.cjs'];

/** From this Node on there are `using` and `await using`. */
const DISPOSES = 24;

/** How the functions of `disposals.cjs` end. */
const DISPOSED: Readonly<Record<string, string>> = {
  atTheEnd: 'fulfilled',
  throwsAtTheEnd: 'rejected',
  throwsBehindReturn: 'rejected',
  throwsAtOnce: 'rejected',
  returns: 'fulfilled',
  twice: 'fulfilled',
  caught: 'fulfilled',
  looped: 'fulfilled',
};

const KNOWN = /(?:value|throw|fulfilled|rejected)$/;

/** Both ways of finding places give the same; but markers may know an outcome that the stack does not tell. */
function assertOrder(actual: string, golden: string): void {
  const expected = readFileSync(join(ROOT, 'test/goldens', golden), 'utf8').split('\n');
  const lines = actual.split('\n').map((line, i) => {
    const lessKnown = line.replace(KNOWN, 'unknown');
    return lessKnown === expected[i] ? lessKnown : line;
  });
  assertGolden(lines.join('\n'), golden);
}

/** Where one version of Node differs it has its own. */
function goldenOf(name: string, major: number): string {
  const ofVersion = `order/${name}.${major}.txt`;
  return existsSync(join(ROOT, 'test/goldens', ofVersion)) ? ofVersion : `order/${name}.txt`;
}

for (const locations of ['stacks', 'markers'] as const)
  describe(`The order of a program, by ${locations}`, function () {
    this.timeout(60_000);
    const { trace } = recordings(locations);

    for (const major of availableMajors()) {
      for (const name of locations === 'markers' ? [...ORDERED, ...MARKED] : ORDERED) {
        it(`${name} is recorded on Node ${major}`, async () => {
          const flags = name.endsWith('.ts') && major < 22 ? TSX : [];
          const { file } = await trace([nodeBinary(major), ...flags, join(PROGRAMS, name)]);
          assertOrder(drawOrder(ownOf(await eventsOf(file))), goldenOf(name, major));
        });
      }
      it(`a generator on a module's first line is not the module on Node ${major}`, async () => {
        const { file } = await trace([nodeBinary(major), join(PROGRAMS, 'firstLine.mjs')]);
        const events = await eventsOf(file);
        const module = events.find((e) => e.kind === 'task-start' && e.name === '(module)');
        assert.ok(module?.kind === 'task-start');
        const awaits = events.filter((e) => e.kind === 'suspend' && e.task === module.task);
        assert.deepEqual(
          awaits.map((e) => e.kind === 'suspend' && e.site?.line),
          [3, 3, 3, 4],
        );
        assert.equal(events.filter((e) => e.kind === 'task-end' && e.task === module.task).length, 1);
      });
      if (major >= DISPOSES)
        it(`what is disposed of is recorded on Node ${major}`, async () => {
          const { file } = await trace([nodeBinary(major), fixture('disposals.cjs')]);
          const events = await eventsOf(file);
          assertOrder(drawOrder(ownOf(events)), 'order/disposals.cjs.txt');
          const names = new Map<number, string>();
          for (const e of events) if (e.kind === 'task-start') names.set(e.task, e.name);
          for (const e of events) {
            const truth = e.kind === 'task-end' ? DISPOSED[names.get(e.task)!] : undefined;
            if (e.kind !== 'task-end' || truth === undefined) continue;
            assert.ok(
              e.state === truth || (locations === 'stacks' && e.state === 'unknown'),
              names.get(e.task),
            );
          }
        });
      it(`typed.ts is recorded through tsx on Node ${major}`, async () => {
        const { file } = await trace([nodeBinary(major), ...TSX, join(PROGRAMS, 'typed.ts')]);
        assertOrder(drawOrder(ownOf(await eventsOf(file))), goldenOf('typed.ts', major));
      });
    }
  });
