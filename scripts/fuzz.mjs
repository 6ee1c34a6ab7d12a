/**
 * Random programs that log their own truth, recorded and compared step by step, with fresh seeds:
 *
 *     npm run fuzz -- --seeds 200                  each in both location modes, on every Node that can be had
 *     npm run fuzz -- --seeds 1 --first 4711       again with a seed that failed
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { build, ensureDependencies } from './lib/dependencies.mjs';
import { ensureNodes } from './lib/nodes.mjs';

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '50' }, first: { type: 'string' } },
});
const number = (name, text) => {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}`);
  return text;
};

try {
  process.env.AWAITSCOPE_SEEDS = number('seeds', values.seeds);
  process.env.AWAITSCOPE_FIRST_SEED = number('first', values.first ?? String(randomInt(1e9)));
  await ensureDependencies();
  await build();
  await ensureNodes(true);
  console.log(`Seeds from ${process.env.AWAITSCOPE_FIRST_SEED}, ${values.seeds} of them`);
  const { runUnitTests } = await import('./lib/unit.mjs');
  const { passed, failed } = await runUnitTests({ files: ['test/runtime/random.test.ts'], allNodes: true });
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
