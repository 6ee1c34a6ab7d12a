/** How an example is run: as it is by a Node that understands TypeScript, compiled by an older one. */
import { readFileSync, readdirSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/**
 * @typedef {{ en: string, zh: string }} Text
 * @typedef {object} Lesson
 * @property {string} chapter
 * @property {Text} title
 * @property {Text} summary
 * @property {string[]} [needs] variables that name servers
 * @property {number} [node] the oldest major version of Node that runs it as it is
 * @property {(string | string[])[]} order lines in the order in which they come; a list in the list comes in any order
 * @property {{ order: (string | string[])[], why: Text }} [python] where Python's order is another
 */

/**
 * @returns {{ chapters: Record<string, Text>, lessons: Record<string, Lesson>, blocks: Record<string, { title: Text, summary: Text }> }}
 *   in the order of the tutorial
 */
export function readLessons() {
  return JSON.parse(readFileSync(join(EXAMPLES, 'lessons.json'), 'utf8'));
}

/** @returns {string[]} ids of all examples */
export function exampleIds() {
  return readdirSync(EXAMPLES)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort();
}

/**
 * @param {string} id
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<string[]>} arguments of Node
 */
export async function exampleArguments(id, env, version = process.versions.node) {
  const args = ['--enable-source-maps'];
  const scale = Number(env.SLEEP_SCALE ?? 1);
  if (!(scale >= 0)) throw new Error(`SLEEP_SCALE is a number of 0 or more, not ${env.SLEEP_SCALE}`);
  if (scale !== 1) args.push('--import', new URL('scale.mjs', import.meta.url).href);
  const file = join(EXAMPLES, `${id}.ts`);
  return [...args, runsAsItIs(id, version) ? file : await compiled(file, id)];
}

/** Node takes the types away by itself from 22.18 on; the syntax that is left may still be too new for it. */
function runsAsItIs(id, version) {
  const [major, minor] = version.split('.').map(Number);
  return major >= 24 || (major === 22 && minor >= 18 && readLessons().lessons[id]?.node === undefined);
}

/** The example as JavaScript with a map, in one file: threads and child processes of an older Node can load that too. */
async function compiled(file, id) {
  const esbuild = await import('esbuild');
  const outfile = join(EXAMPLES, `../out/examples/compiled/${id}.mjs`);
  const { outputFiles } = await esbuild.build({
    entryPoints: [file],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    write: /** @type {const} */ (false),
    logLevel: 'silent',
  });
  await mkdir(dirname(outfile), { recursive: true });
  // another run may be reading it
  const fresh = `${outfile}.${process.pid}`;
  await writeFile(fresh, outputFiles[0].contents);
  await rename(fresh, outfile);
  return outfile;
}
