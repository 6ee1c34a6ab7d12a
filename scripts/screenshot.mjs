/**
 * Takes the README's picture: the tour, run in the newest VS Code that npm gives, into docs/media/timeline.png.
 *
 *     npm run screenshot
 */
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ensureChromium } from './lib/chromium.mjs';
import { build, ensureDependencies } from './lib/dependencies.mjs';
import { ARTIFACTS, ROOT } from './lib/paths.mjs';
import { VSCODE_VERSIONS, ensureVSCodeServer } from './lib/vscode-server.mjs';

const TEST = 'test/host/pictures/tour.test.ts';
const PICTURE = join(ROOT, 'docs/media/timeline.png');

await ensureDependencies();
await build();
await ensureChromium();
const vscodeVersion = VSCODE_VERSIONS[0];
const folder = await ensureVSCodeServer(vscodeVersion);
const { runHostTests } = await import('./host/run.mjs');
const { failed } = await runHostTests({ folder, vscodeVersion, trusted: true, files: [TEST] });
if (failed > 0) {
  process.exitCode = 1;
} else {
  mkdirSync(dirname(PICTURE), { recursive: true });
  copyFileSync(join(ARTIFACTS, vscodeVersion, 'tour-dark.png'), PICTURE);
  console.log(`\n${PICTURE}`);
}
