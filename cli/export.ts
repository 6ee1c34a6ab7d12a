/** `awaitscope export` and `awaitscope view`: a recording in another format, or as a page in the browser. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { exportRecording } from '../export/formats';
import type { ExportOptions, Format } from '../export/formats';
import { readPageParts, readPageStrings } from '../export/page-parts';
import type { ExportArgs } from './args';
import { formatBytes } from '../model/format-bytes';
import { say } from './lines';

export async function exportTo({ file, to, out, force }: ExportArgs): Promise<void> {
  await write(file, to, out, force);
  say(`${out}: ${formatBytes(statSync(out).size)}`);
}

/** Writes the page into a folder that nobody else can look into, and opens it. */
export async function view(file: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'awaitscope-'));
  chmodSync(folder, 0o700);
  const page = join(folder, `${basename(file).replace(/\.awaitscope$/, '')}.html`);
  await write(file, 'html', page, false);
  process.stdout.write(`${page}\n`);
  const opened = await open(page);
  if (!opened) say('no browser could be opened; open the page above in one');
}

async function write(file: string, format: Format, out: string, force: boolean): Promise<void> {
  const folder = join(__dirname, 'webview');
  const options: ExportOptions = {
    force,
    page: () => readPageParts(folder),
    texts: { locale: 'en', strings: readPageStrings(folder) },
  };
  for (const warning of await exportRecording(file, format, out, options)) say(warning);
}

/** @returns whether a browser was started */
function open(page: string): Promise<boolean> {
  const [command, ...args] = opener();
  return new Promise((resolve) => {
    const child = spawn(command, [...args, page], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      // An opener that cannot open anything says so at once; a browser stays.
      const patience = setTimeout(() => resolve(true), OPENER_MS);
      child.once('exit', (code) => {
        clearTimeout(patience);
        resolve(code === 0);
      });
    });
    child.unref();
  });
}

const OPENER_MS = 3000;

function opener(): [string, ...string[]] {
  const { BROWSER } = process.env;
  if (BROWSER) return [BROWSER];
  if (process.platform === 'darwin') return ['open'];
  return process.platform === 'win32' ? ['explorer.exe'] : ['xdg-open'];
}
