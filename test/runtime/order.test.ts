import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { availableMajors, nodeBinary } from '../support/nodes';
import { ROOT } from '../support/paths';
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

describe('The order of a program', function () {
  this.timeout(60_000);
  const { trace } = recordings();

  for (const major of availableMajors()) {
    for (const name of ORDERED) {
      it(`${name} is recorded on Node ${major}`, async () => {
        const flags = name.endsWith('.ts') && major < 22 ? TSX : [];
        const { file } = await trace([nodeBinary(major), ...flags, join(PROGRAMS, name)]);
        const ofVersion = `order/${name}.${major}.txt`;
        const golden = existsSync(join(ROOT, 'test/goldens', ofVersion)) ? ofVersion : `order/${name}.txt`;
        assertGolden(drawOrder(ownOf(await eventsOf(file))), golden);
      });
    }
    it(`typed.ts is recorded through tsx on Node ${major}`, async () => {
      const { file } = await trace([nodeBinary(major), ...TSX, join(PROGRAMS, 'typed.ts')]);
      assertGolden(drawOrder(ownOf(await eventsOf(file))), 'order/typed.ts.txt');
    });
  }
});
