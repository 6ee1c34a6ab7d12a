/**
 * Builds all that ships, into dist/. `--watch` keeps building. An entry that does not build makes the exit status 1,
 * but does not keep the others from being built.
 */
import * as esbuild from 'esbuild';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateExamples } from './scripts/examples/generate.mjs';
import { noticesFor } from './scripts/lib/notices.mjs';
import { replaceFile } from './scripts/lib/replace-file.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const watch = process.argv.includes('--watch');

/** What all bundles share. Names are kept: they appear in stacks and in reports. */
const common = {
  absWorkingDir: root,
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  sourcemap: watch,
  metafile: true,
  logLevel: 'warning',
};
const node = { ...common, platform: 'node', format: 'cjs', target: 'node18' };
const browser = {
  ...common,
  // Each page carries them, and reads them before it shows anything.
  minifyIdentifiers: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

const bundles = [
  {
    ...node,
    // Loaded at the start of every window: small counts for more than names.
    minifyIdentifiers: true,
    entryPoints: ['extension/main.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
  },
  // Loaded with the first recording only, and with the first export.
  {
    ...node,
    minifyIdentifiers: true,
    entryPoints: ['extension/languageClient.ts'],
    outfile: 'dist/language.js',
    external: ['vscode'],
  },
  {
    ...node,
    minifyIdentifiers: true,
    entryPoints: ['extension/recordingTools.ts'],
    outfile: 'dist/tools.js',
    external: ['vscode'],
  },
  { ...node, minifyIdentifiers: true, entryPoints: ['server/main.ts'], outfile: 'dist/server.js' },
  { ...node, entryPoints: ['runtime/main.ts'], outfile: 'dist/runtime/awaitscope.js' },
  // The tracer's own, too, but loaded only when a script is to be parsed.
  { ...node, entryPoints: ['runtime/parser.ts'], outfile: 'dist/runtime/parser.js' },
  {
    ...node,
    entryPoints: ['cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...node,
    format: 'esm',
    entryPoints: ['scripts/examples/serve.mjs'],
    outfile: 'dist/examples/serve.mjs',
  },
  { ...browser, entryPoints: ['webview/boot.ts'], outfile: 'dist/webview/boot.js' },
  { ...browser, entryPoints: ['webview/main.ts'], outfile: 'dist/webview/timeline.js' },
  { ...browser, entryPoints: ['webview/worker.ts'], outfile: 'dist/webview/worker.js' },
  { ...browser, entryPoints: ['webview/standalone.ts'], outfile: 'dist/webview/standalone.js' },
  { ...common, entryPoints: ['webview/standalone.css'], outfile: 'dist/webview/standalone.css' },
  { ...common, entryPoints: ['webview/timeline.css'], outfile: 'dist/webview/timeline.css' },
];
const copies = [
  ['node_modules/@vscode/codicons/dist/codicon.css', 'dist/webview/codicon.css'],
  ['node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/webview/codicon.ttf'],
  ['webview/timeline.html', 'dist/webview/timeline.html'],
  ['webview/strings.json', 'dist/webview/strings.json'],
];

async function main() {
  await generateExamples(root);
  for (const [from, to] of copies) {
    replaceFile(join(root, to), readFileSync(join(root, from)));
  }
  const results = await Promise.allSettled(
    bundles.map((options) => (watch ? keepBuilding(options) : build(options))),
  );
  // a shell runs it by its first line
  if (existsSync(join(root, 'dist/cli.js'))) chmodSync(join(root, 'dist/cli.js'), 0o755);
  if (!watch) writeNotices(results);
  // esbuild has already said what is wrong
  if (results.some(({ status }) => status === 'rejected')) process.exitCode = 1;
}

async function build(options) {
  const result = await esbuild.build({ ...options, write: false });
  for (const { path, contents } of result.outputFiles) replaceFile(path, contents);
  return result;
}

function writeNotices(results) {
  const inputs = results.flatMap(({ value }) => Object.keys(value?.metafile.inputs ?? {}));
  const files = [...inputs, ...copies.map(([from]) => from)];
  replaceFile(join(root, 'dist/THIRD-PARTY-NOTICES.txt'), noticesFor(root, files));
}

async function keepBuilding(options) {
  const context = await esbuild.context({ ...options, logLevel: 'info' });
  await context.watch();
}

await main();
