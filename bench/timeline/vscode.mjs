/** How soon a recording is drawn in a VS Code of the tests: its server, its window in Chromium. */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runHostTests } from '../../scripts/host/run.mjs';
import { VSCODE_VERSIONS, ensureVSCodeServer } from '../../scripts/lib/vscode-server.mjs';

const MEASURED = 'test/host/measured/timeline.test.ts';

/**
 * @param version of VS Code, or how it begins
 * @param out a folder
 * @returns ms from the command to the first lanes, and until all is drawn, of each round
 */
export async function inVSCode(version, recording, events, rounds, out) {
  const vscodeVersion = VSCODE_VERSIONS.find((one) => `${one}.`.startsWith(`${version}.`));
  if (!vscodeVersion) throw new Error(`--vscode takes one of ${VSCODE_VERSIONS.join(', ')}`);
  const folder = await ensureVSCodeServer(vscodeVersion);
  mkdirSync(out, { recursive: true });
  const file = join(out, 'rounds.jsonl');
  rmSync(file, { force: true });
  process.env.AWAITSCOPE_BENCH_TIMELINE = JSON.stringify({ recording, events, rounds, out: file });
  await runHostTests({ folder, vscodeVersion, files: [MEASURED], trusted: true });
  return readFileSync(file, 'utf8').trim().split('\n').map(JSON.parse);
}
