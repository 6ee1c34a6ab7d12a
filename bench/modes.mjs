/** The ways a program is run for a bench: by itself, traced by us, and traced by others. */
import { mkdtempSync, rmSync, statSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const RUNTIME = join(here, '../dist/runtime/awaitscope.js');
const folder = mkdtempSync(join(tmpdir(), 'awaitscope-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
let count = 0;

function traced(locations) {
  const file = join(folder, `${++count}.awaitscope`);
  const options = { file, runtime: RUNTIME, locations, cache: join(folder, 'cache') };
  return {
    flags: ['--require', RUNTIME],
    env: { AWAITSCOPE: JSON.stringify(options) },
    bytes: () => sizeOf(`${count}.awaitscope.`, folder),
  };
}

function sizeOf(prefix, inFolder) {
  let sum = 0;
  for (const name of readdirSync(inFolder))
    if (name.startsWith(prefix)) sum += statSync(join(inFolder, name)).size;
  return sum;
}

/** Each gives flags for Node, variables, and how many bytes it left. */
export const MODES = {
  untraced: () => ({ flags: [], env: {} }),
  'empty hooks': () => ({ flags: ['--require', join(here, 'programs/floor.cjs')], env: {} }),
  markers: () => traced('markers'),
  stacks: () => traced('stacks'),
  'trace events': () => {
    const prefix = `trace-${++count}`;
    return {
      flags: [
        '--trace-event-categories',
        'node.async_hooks',
        '--trace-event-file-pattern',
        join(folder, `${prefix}-\${rotation}.json`),
      ],
      env: {},
      bytes: () => sizeOf(prefix, folder),
    };
  },
  'inspector async stacks': () => ({
    flags: ['--require', join(here, 'programs/async-stacks.cjs')],
    env: {},
  }),
  'clinic bubbleprof': () => optional('@clinic/bubbleprof'),
  trace: () => optional('trace'),
};

/** Packages of others are used if AWAITSCOPE_BENCH_PEERS is a folder in which they are installed. */
function optional(name) {
  const peers = process.env.AWAITSCOPE_BENCH_PEERS;
  if (!peers) return undefined;
  if (name === 'trace') return { flags: ['--require', join(peers, 'node_modules/trace')], env: {} };
  const injects = join(peers, 'node_modules', name, 'injects');
  return {
    flags: [
      '-r',
      'no-cluster.js',
      '-r',
      'logger.js',
      '--trace-event-categories',
      'node.async_hooks',
      '--trace-event-file-pattern',
      join(folder, `bubble-${++count}-\${rotation}.json`),
    ],
    env: { NODE_PATH: injects, NODE_CLINIC_BUBBLEPROF_DATA_PATH: folder },
    bytes: () => sizeOf(`bubble-${count}`, folder),
  };
}
