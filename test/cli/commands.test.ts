import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/paths';
import { awaitscope, complaint, temporaryFolder } from './command';

describe('awaitscope', () => {
  const folder = temporaryFolder();

  it('says what it can do', async () => {
    const { status, stdout, stderr } = await awaitscope(folder.path, '--help');
    assert.equal(status, 0);
    assert.equal(stderr, '');
    for (const command of ['run', 'events', 'report']) {
      assert.match(stdout, new RegExp(`awaitscope ${command} `));
      assert.match(
        (await awaitscope(folder.path, command, '--help')).stdout,
        new RegExp(`^awaitscope ${command} `),
      );
    }
  });

  it('leaves the --help of the program to the program', async () => {
    const { stdout } = await awaitscope(
      folder.path,
      'run',
      '-o',
      'x',
      '--',
      process.execPath,
      '-p',
      'process.argv[1]',
      '--',
      '--help',
    );
    assert.equal(stdout, '--help\n');
  });

  it('tells its version', async () => {
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    assert.equal((await awaitscope(folder.path, '--version')).stdout, `${version}\n`);
  });

  it('refuses what it does not know, in one line', async () => {
    assert.match(complaint(await awaitscope(folder.path)), /no command/);
    assert.match(complaint(await awaitscope(folder.path, 'bogus')), /unknown command 'bogus'/);
    assert.match(complaint(await awaitscope(folder.path, '--bogus')), /unknown option '--bogus'/);
    assert.match(
      complaint(await awaitscope(folder.path, 'run', '--bogus', '--', 'x')),
      /unknown option '--bogus'/,
    );
    assert.match(
      complaint(await awaitscope(folder.path, 'a\u001b[2Jb\nc')),
      /unknown command 'a\\u001b\[2Jb\\u000ac'/,
    );
  });

  for (const command of ['attach']) {
    it(`says that ${command} is still to come`, async () => {
      const line = complaint(await awaitscope(folder.path, command, 'x'));
      assert.equal(line, `awaitscope: ${command} is not available in this version`);
    });
  }

  for (const command of ['events', 'report', 'check']) {
    it(`refuses bad input of ${command}, in one line that names the file`, async () => {
      assert.match(complaint(await awaitscope(folder.path, command, 'missing')), /missing/);
      folder.write('empty', '');
      assert.match(complaint(await awaitscope(folder.path, command, 'empty')), /empty/);
      folder.write('foreign', 'This is a text and no recording at all.\n');
      assert.match(complaint(await awaitscope(folder.path, command, 'foreign')), /foreign/);
      folder.write('future', 'AWSCOPE\n\u0063\0\0\0\0\0\0\0');
      assert.match(complaint(await awaitscope(folder.path, command, 'future')), /format 99/);
      complaint(await awaitscope(folder.path, command, '.'));
    });
  }
});
