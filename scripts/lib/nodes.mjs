/** Other versions of Node, from npm packages that hold nothing but the binary. See test/support/nodes.ts. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE, ROOT } from './paths.mjs';
import { SetupError, step } from './progress.mjs';
import { npm } from './run.mjs';

const VERSIONS = JSON.parse(readFileSync(join(ROOT, 'test/support/nodes.json'), 'utf8'));
const CURRENT = process.versions.node.split('.')[0];

/** @param {boolean} all every version that we support; else the newest two beside the one that runs this */
export async function ensureNodes(all) {
  const majors = all ? Object.keys(VERSIONS) : ['24', '26'];
  for (const major of majors) if (major !== CURRENT) await ensureNode(VERSIONS[major]);
}

async function ensureNode(version) {
  const target = join(CACHE, 'node', version);
  if (existsSync(target)) return;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  await step(`getting Node ${version}`, async () => {
    const fresh = `${target}.${process.pid}`;
    mkdirSync(fresh, { recursive: true });
    try {
      await npm(['install', '--prefix', fresh, '--no-save', '--ignore-scripts', `${name}@${version}`]);
      if (!existsSync(target)) renameSync(fresh, target);
    } catch (error) {
      throw new SetupError(`Node ${version} is not to be had as the npm package ${name}. ${error.message}`);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
  });
}
