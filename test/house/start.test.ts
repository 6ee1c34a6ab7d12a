import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { launchChromium } from '../support/chromium';
import { ROOT } from '../support/paths';

/** Stands for the command of a desktop VS Code: tells how it was called. */
const FAKE_CODE = `#!/usr/bin/env node
const { AWAITSCOPE_START } = process.env;
require('node:fs').writeFileSync(__dirname + '/called.json', JSON.stringify({
  args: process.argv.slice(2),
  start: JSON.parse(AWAITSCOPE_START),
}));
`;

describe('npm start', function () {
  // it builds, and gets VS Code from npm if nobody has so far
  this.timeout(180_000);

  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'awaitscope start '))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcessWithoutNullStreams {
    const script = join(ROOT, 'scripts/start.mjs');
    const place = { cwd: ROOT, env: { ...process.env, INIT_CWD: folder, ...env } };
    return spawn(process.execPath, [script, ...args], place);
  }

  /** @returns exit status and all that was printed, once it has ended */
  async function endOf(child: ChildProcessWithoutNullStreams): Promise<{ status: number; text: string }> {
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    child.stderr.on('data', (chunk) => (text += chunk));
    const [status] = await once(child, 'close');
    return { status, text };
  }

  it('says in one line what is wrong with its arguments', async () => {
    const missing = await endOf(start(['nothing.ts']));
    assert.deepEqual(missing, { status: 1, text: `There is no program ${join(folder, 'nothing.ts')}.\n` });
    const unknown = await endOf(start(['--nope']));
    assert.deepEqual(unknown, {
      status: 1,
      text: 'unknown option --nope; there are --no-open and --browser\n',
    });
  });

  it('opens a program of the user in a desktop VS Code', async function () {
    if (process.platform === 'win32') this.skip();
    const program = join(folder, 'my program.js');
    writeFileSync(program, '');
    writeFileSync(join(folder, 'code'), FAKE_CODE);
    chmodSync(join(folder, 'code'), 0o755);
    const env = { PATH: `${folder}${delimiter}${process.env.PATH}`, DISPLAY: ':0' };
    const { status, text } = await endOf(start(['my program.js', 'one', '--two'], env));
    assert.equal(status, 0, text);
    const called = JSON.parse(readFileSync(join(folder, 'called.json'), 'utf8'));
    assert.deepEqual(called.start, { program, args: ['one', '--two'] });
    assert.ok(called.args.includes(`--extensionDevelopmentPath=${ROOT}`));
    assert.deepEqual(called.args.slice(-2), [folder, program]);
  });

  it('serves VS Code with the tour where no desktop is, until it is interrupted', async function () {
    if (process.platform !== 'linux' || process.arch !== 'x64') this.skip();
    const child = start(['--browser', '--no-open']);
    const end = endOf(child);
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(await addressOf(child));
      // the extension has opened it, so it is there and knows what to run
      await page.waitForSelector('.tab[data-resource-name="tour.ts"]', { timeout: 60_000 });
    } finally {
      await browser.close();
      child.kill('SIGINT');
    }
    assert.equal((await end).status, 0);
  });
});

function addressOf(child: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const address = /http:\/\/\S+(?=\n)/.exec(text)?.[0];
      if (address) resolve(address);
    });
    child.on('close', () => reject(new Error(`it ended:\n${text}`)));
  });
}
