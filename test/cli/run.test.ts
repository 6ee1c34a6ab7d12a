import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { MAGIC } from '../../protocol/container';
import { partName } from '../../protocol/options';
import { fixture } from '../support/paths';
import { awaitscope, complaint, start, temporaryFolder } from './command';

const POSIX = process.platform !== 'win32';

describe('awaitscope run', () => {
  const folder = temporaryFolder();
  const run = (...command: string[]): ReturnType<typeof awaitscope> =>
    awaitscope(folder.path, 'run', '-o', 'x.awaitscope', '--', ...command);

  it('leaves output and exit status to the program, and sums up on stderr', async () => {
    const app = folder.write(
      'app.js',
      `async function main() { await null; console.log('out'); console.error('err'); process.exitCode = 7; }
       main();`,
    );
    const result = await run(process.execPath, app);
    assert.equal(result.status, 7);
    assert.equal(result.stdout, 'out\n');
    assert.match(result.stderr, /^err\nawaitscope: 1 task, 1 await, .*: x\.awaitscope\n$/);
    assert.equal(readFileSync(join(folder.path, 'x.awaitscope'), 'latin1').slice(0, 8), MAGIC);
    assert.deepEqual(readdirSync(folder.path).sort(), ['app.js', 'x.awaitscope'], 'no part is left over');
  });

  it('writes into .awaitscope/ if no file is named', async () => {
    const result = await awaitscope(folder.path, 'run', '--', process.execPath, '-e', '0');
    assert.equal(result.status, 0);
    const files = readdirSync(join(folder.path, '.awaitscope'));
    assert.equal(files.length, 1);
    assert.match(files[0]!, /^\d{4}-\d\d-\d\dT.*\.awaitscope$/);
    assert.ok(result.stderr.includes(join('.awaitscope', files[0]!)));
  });

  it('gives the program its arguments untouched, without a shell', async () => {
    const result = await run(
      process.execPath,
      '-p',
      'JSON.stringify(process.argv.slice(1))',
      '--',
      '$HOME',
      'a b',
      '*',
      '',
    );
    assert.deepEqual(JSON.parse(result.stdout), ['$HOME', 'a b', '*', '']);
  });

  it('passes stdin on', async () => {
    const { child, ended } = start(
      folder.path,
      'run',
      '-o',
      'x',
      '--',
      process.execPath,
      '-e',
      'process.stdin.pipe(process.stdout)',
    );
    child.stdin!.end('through');
    assert.equal((await ended).stdout, 'through');
  });

  it('shows the program the environment it would have without us', async () => {
    const result = await run(
      process.execPath,
      '-p',
      '[process.env.AWAITSCOPE, process.env.NODE_OPTIONS].join()',
    );
    assert.equal(result.stdout, `,${process.env.NODE_OPTIONS ?? ''}\n`);
  });

  it('says so when it recorded nothing, and why that may be', async () => {
    const result = await run('true');
    assert.equal(result.status, 0);
    assert.match(result.stderr, /nothing was recorded: the command started no Node program/);
    assert.ok(existsSync(join(folder.path, 'x.awaitscope')));
  });

  it('says so when async functions were compiled down to generators', async () => {
    const program = fixture('compiled-down.cjs');
    const result = await run(process.execPath, program);
    assert.equal(result.stdout, '2\n');
    assert.match(result.stderr, /compiled down to generators, and are no tasks: .*compiled-down\.cjs/);
    assert.doesNotMatch(result.stderr, /no async function was called/);
    const report = await awaitscope(folder.path, 'report', 'x.awaitscope');
    assert.match(report.stdout, /compiled down to generators.*\n {2}.*compiled-down\.cjs/);
  });

  it('runs without a tracer on request', async () => {
    const result = await awaitscope(
      folder.path,
      'run',
      '-o',
      'x',
      '--locations',
      'off',
      '--',
      process.execPath,
      '-e',
      '0',
    );
    assert.equal(result.status, 0);
    assert.match(result.stderr, /^awaitscope: nothing was recorded \(--locations off\): x\n$/);
    assert.equal((await awaitscope(folder.path, 'events', 'x')).stdout, '');
  });

  it('ends with 127 or 126 where there is nothing to run, and leaves no file', async () => {
    const missing = await run('no-such-command-anywhere');
    assert.equal(missing.status, 127);
    assert.equal(missing.stderr, 'awaitscope: command not found: no-such-command-anywhere\n');
    if (POSIX) {
      const result = await run(folder.write('text', 'no program'));
      assert.equal(result.status, 126);
      assert.match(result.stderr, /^awaitscope: not executable: .*text\n$/);
    }
    assert.ok(!existsSync(join(folder.path, 'x.awaitscope')));
  });

  it('refuses to overwrite, unless forced', async () => {
    folder.write('x.awaitscope', 'precious');
    const refused = await run(process.execPath, '-p', '"ran"');
    assert.match(complaint(refused), /x\.awaitscope: exists already; give --force to replace it$/);
    assert.equal(readFileSync(join(folder.path, 'x.awaitscope'), 'utf8'), 'precious');

    folder.write(partName('y.awaitscope', 7, 0), '');
    const part = await awaitscope(folder.path, 'run', '-o', 'y.awaitscope', '--', 'true');
    assert.match(complaint(part), /y\.awaitscope\.7-0\.part: exists already/);

    const forced = await awaitscope(
      folder.path,
      'run',
      '--force',
      '-o',
      'x.awaitscope',
      '--',
      process.execPath,
      '-p',
      '"ran"',
    );
    assert.equal(forced.status, 0);
    assert.equal(forced.stdout, 'ran\n');
  });

  it('keeps to its size limit, and says what was lost', async () => {
    const app = folder.write('app.js', '(async () => { for (let i = 0; i < 50000; i++) await i; })();');
    const result = await awaitscope(
      folder.path,
      'run',
      '-o',
      'x',
      '--max-size',
      '70kb',
      '--',
      process.execPath,
      app,
    );
    assert.equal(result.status, 0);
    assert.match(result.stderr, /awaitscope: [\d,]+ events lost: size limit\n/);
    assert.ok(readFileSync(join(folder.path, 'x')).length < 300_000);
  });

  const itOnPosix = POSIX ? it : it.skip;
  const waits = 'setInterval(() => {}, 1e6); console.log("up")';

  itOnPosix('dies by the signal that the program died by', async () => {
    const result = await run(process.execPath, '-e', 'process.kill(process.pid, "SIGKILL")');
    assert.equal(result.signal, 'SIGKILL');
    assert.equal(result.status, null);
    assert.ok(existsSync(join(folder.path, 'x.awaitscope')));
  });

  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
    itOnPosix(`passes ${signal} on, and ends as the program does`, async () => {
      const dies = start(folder.path, 'run', '-o', 'dies', '--', process.execPath, '-e', waits);
      await dies.printed('up');
      dies.child.kill(signal);
      assert.equal((await dies.ended).signal, signal);

      const handler = `process.on("${signal}", () => { console.log("asked"); process.exit(5); });`;
      const exits = start(folder.path, 'run', '-o', 'exits', '--', process.execPath, '-e', handler + waits);
      await exits.printed('up');
      exits.child.kill(signal);
      const result = await exits.ended;
      assert.equal(result.status, 5);
      assert.equal(result.stdout, 'up\nasked\n');
    });
  }
});
