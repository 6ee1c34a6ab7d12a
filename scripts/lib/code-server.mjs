/** Takes VS Code's server and workbench out of the npm package `code-server`, without running anything of it. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capture, npm } from './run.mjs';

/**
 * @param {string} version of code-server
 * @param {string} target a folder; what is inside the package's lib/vscode comes into its lib/vscode
 * @param {{ integrity?: string, only?: string[] }} options the hash to insist on; files to restrict it to
 * @returns {Promise<string>} the hash of the package
 */
export async function unpackCodeServer(version, target, { integrity, only = [''] } = {}) {
  const temporary = mkdtempSync(join(tmpdir(), 'awaitscope-code-server-'));
  try {
    const [{ filename }] = JSON.parse(
      await npm(['pack', `code-server@${version}`, '--json', '--pack-destination', temporary]),
    );
    const archive = join(temporary, filename);
    const hash = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
    if (integrity && hash !== integrity) {
      throw new Error(`code-server ${version} has the hash ${hash}, not ${integrity}`);
    }
    mkdirSync(target, { recursive: true });
    const wanted = only.map((file) => `package/lib/vscode${file && '/'}${file}`);
    await capture('tar', ['xzf', archive, '-C', target, '--strip-components=1', ...UNWANTED, ...wanted]);
    return hash;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Large, and of no use here. */
const UNWANTED = ['*/extensions/copilot', '*/extensions/mermaid-markdown-features', '*.map'].map(
  (pattern) => `--exclude=${pattern}`,
);
