import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertGolden } from '../support/golden';
import { nodeBinary } from '../support/nodes';
import { ROOT } from '../support/paths';
import { drawOrder, ownOf } from '../runtime/order';
import { eventsOf, recordings } from '../runtime/traced';
import { EXPECTED } from './expected';
import { lessons } from './lessons';
import { scaleOf, turn } from './runner';

/** Those whose order no network, thread or child process decides. */
const IDS = Object.keys(EXPECTED).filter((id) => !lessons[id]!.needs && lessons[id]!.chapter !== 'pools');
const SCALE = ['--import', pathToFileURL(join(ROOT, 'scripts/examples/scale.mjs')).href];
/** The toy loop measures its waits itself: at full length they are longer than the start of a process. */
const KNOWN = /(?:value|throw|fulfilled|rejected)$/;

const golden = (name: string): string => readFileSync(join(ROOT, 'test/goldens', name), 'utf8');

/** Outcomes that the golden does not know are taken for unknown. */
function withKnownOutcomes(actual: string, name: string): string {
  const expected = golden(name).split('\n');
  const lines = actual.split('\n').map((line, i) => {
    const lessKnown = line.replace(KNOWN, 'unknown');
    return lessKnown === expected[i] ? lessKnown : line;
  });
  return lines.join('\n');
}

for (const locations of ['stacks', 'markers'] as const) {
  describe(`The examples on the order axis, by ${locations}`, function () {
    this.timeout(120_000);
    const { trace } = recordings(locations);
    const drawn = new Map<string, Promise<string>>();

    before(() => {
      for (const id of IDS) {
        const drawing = turn(async () => {
          const command = [nodeBinary(24), ...SCALE, join(ROOT, `examples/${id}.ts`)];
          const { file } = await trace(command, {
            env: { ...process.env, SLEEP_SCALE: scaleOf(id, '0.05') },
          });
          return drawOrder(ownOf(await eventsOf(file)));
        });
        drawing.catch(() => {}); // its own test tells
        drawn.set(id, drawing);
      }
    });

    for (const id of IDS) {
      it(id, async () => {
        const actual = (await drawn.get(id))!.replace(/libuv \d+\.\d+\.\d+/, 'libuv 1.0.0');
        const name = `examples/${id}.txt`;
        const ofMode = `examples/${id}.markers.txt`;
        if (locations === 'stacks') return assertGolden(actual, name);
        // where markers tell more than an outcome, such as the start of a module, they have a golden of their own
        const likeStacks = withKnownOutcomes(actual, name);
        if (existsSync(join(ROOT, 'test/goldens', ofMode))) return assertGolden(actual, ofMode);
        if (process.env.AWAITSCOPE_GOLDENS === 'write') {
          if (likeStacks !== golden(name)) assertGolden(actual, ofMode);
        } else assert.equal(likeStacks, golden(name));
      });
    }
  });
}
