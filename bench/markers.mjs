/**
 * How fast scripts are planned for markers, cold and with the plan kept:
 *
 *     node bench/markers.mjs [folder, default node_modules] [MB at most, default 20]
 *
 * The scripts are those of the folder that have an async function in them.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const outfile = join(root, 'out/bench/markers.cjs');
await build({
  stdin: {
    contents: `export { planMarkers } from './syntax/markers'; export { applyPlan } from './syntax/marker-plan';`,
    resolveDir: root,
  },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile,
});
const { planMarkers, applyPlan } = createRequire(import.meta.url)(outfile);

const folder = process.argv[2] ?? join(root, 'node_modules');
const most = Number(process.argv[3] ?? 20) * 1e6;
const texts = [];
let bytes = 0;
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  if (bytes >= most) break;
  if (!entry.isFile() || !/\.[cm]?js$/.test(entry.name)) continue;
  const text = readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8');
  if (text.length > 400_000 || !/\basync\b/.test(text)) continue;
  texts.push({ text, type: entry.name.endsWith('.mjs') ? 'module' : 'commonjs' });
  bytes += text.length;
}
const begun = performance.now();
const plans = texts.map(({ text, type }) => planMarkers(text, type));
const planned = performance.now();
for (const [i, { text }] of texts.entries()) if (plans[i]) applyPlan(text, plans[i], 1);
const applied = performance.now();
const rate = (ms) => `${(bytes / ms / 1000).toFixed(1)} MB/s`;
console.log(
  `${texts.length} scripts, ${(bytes / 1e6).toFixed(1)} MB: planned at ${rate(planned - begun)}, applied at ${rate(applied - planned)}`,
);
