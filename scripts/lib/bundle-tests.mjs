/** Turns test/**\/*.ts into out/test/**\/*.js, each test file a bundle of its own. */
import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { ROOT } from './paths.mjs';

/** @returns {string[]} all test files of a folder, relative to the repository, with forward slashes */
export function testFilesIn(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .map((name) => join(folder, name).split(sep).join('/'))
    .filter((name) => name.endsWith('.test.ts') && !name.includes('/fixtures/'))
    .sort();
}

/**
 * @param {string[]} sources
 * @returns {Promise<{ built: string[], broken: number }>} the bundles in the order of their sources, and how many sources
 *   do not build; esbuild has printed why
 */
export async function bundleTests(sources) {
  const esbuild = await import('esbuild');
  const results = await Promise.allSettled(
    sources.map((source) =>
      esbuild.build({
        absWorkingDir: ROOT,
        entryPoints: [source],
        outfile: bundleOf(source),
        bundle: true,
        platform: 'node',
        format: 'cjs',
        target: 'node20',
        packages: 'external',
        external: ['vscode'],
        jsx: 'automatic',
        jsxImportSource: 'preact',
        sourcemap: true,
        logLevel: 'error',
      }),
    ),
  );
  const built = sources.filter((_, i) => results[i].status === 'fulfilled').map(bundleOf);
  return { built, broken: sources.length - built.length };
}

function bundleOf(source) {
  return `out/${source.replace(/\.ts$/, '.js')}`;
}
