import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { awaitscope, start, temporaryFolder } from './command';

/** Ends with a task that never does, and has every kind of event but `lost`. */
const PROGRAM = `
async function load(n) {
  await new Promise((done) => setTimeout(done, n));
  console.log('loaded');
  return n;
}
async function never() {
  await new Promise(() => {});
}
async function main() {
  await load(1);
  never();
}
main();
`;

/** The fields of each kind, as the contract has them, after seq, t, pid, tid and kind. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  'task-start': ['task', 'name', 'site', 'caller', 'parent', 'resource'],
  suspend: ['task', 'await', 'site', 'on'],
  settle: ['promise', 'task', 'state', 'by', 'resource'],
  resume: ['task', 'await', 'site', 'outcome'],
  'task-end': ['task', 'state'],
  resource: ['resource', 'type', 'site', 'by'],
  output: ['stream', 'text', 'task', 'site'],
};

interface Line {
  readonly [field: string]: unknown;
  readonly seq: number;
  readonly t: number;
  readonly kind: string;
}

describe('Reading a recording', () => {
  const folder = temporaryFolder();
  const record = async (text: string): Promise<string> => {
    const app = folder.write('app.js', text);
    const { stderr } = await awaitscope(folder.path, 'run', '-o', 'x', '--', process.execPath, app);
    assert.match(stderr, /^awaitscope: [\d,]+ task/);
    return app;
  };
  const events = async (file = 'x'): Promise<Line[]> => {
    const { status, stdout } = await awaitscope(folder.path, 'events', file);
    assert.equal(status, 0);
    return stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  };

  it('events has the fields of the contract, in the order of time', async () => {
    await record(PROGRAM);
    const lines = await events();
    lines.forEach((line, i) => {
      const { seq, t, pid, tid, kind, ...rest } = line;
      assert.equal(seq, i + 1);
      assert.ok(Number.isSafeInteger(t) && t >= (lines[i - 1]?.t ?? 0));
      assert.ok(Number.isInteger(pid) && tid === 0);
      if (kind.startsWith('callback-')) assert.equal(Object.keys(rest).length, 1);
      else assert.deepEqual(Object.keys(rest), FIELDS[kind], kind);
    });
    assert.deepEqual(
      [...new Set(lines.map((l) => l.kind))].toSorted(),
      [...Object.keys(FIELDS), 'callback-start', 'callback-end'].toSorted(),
    );
  });

  it('events tells the story of the program', async () => {
    const file = await record(PROGRAM);
    const lines = await events();
    const starts = lines.filter((l) => l.kind === 'task-start');
    const [main, load, never] = starts.map((l) => l.task);
    assert.deepEqual(
      starts.map((l) => [l.name, l.parent]),
      [
        ['main', null],
        ['load', main],
        ['never', main],
      ],
    );
    const suspend = lines.find((l) => l.kind === 'suspend' && l.task === main);
    const { promise } = suspend!.on as { promise: number };
    assert.deepEqual(suspend!.on, { promise, task: load, what: 'task' });
    assert.deepEqual(suspend!.site, { file, line: 11, column: 3 });
    const settle = lines.find((l) => l.promise === promise && l.kind === 'settle');
    assert.deepEqual([settle!.task, settle!.by, settle!.state], [load, load, 'fulfilled']);
    assert.equal(lines.find((l) => l.kind === 'output')!.task, load);
    assert.ok(!lines.some((l) => l.kind === 'resume' && l.task === never));
  });

  it('events stops without a word when nobody reads on', async () => {
    await record(
      'async function f(i) { await i; } (async () => { for (let i = 0; i < 5000; i++) await f(i); })();',
    );
    const { child, ended } = start(folder.path, 'events', 'x');
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    const { status, signal, stderr } = await ended;
    assert.deepEqual({ status, signal, stderr }, { status: 0, signal: null, stderr: '' });
  });

  it('events and report read a recording that was cut short, to its last whole record', async () => {
    await record(PROGRAM);
    const whole = readFileSync(join(folder.path, 'x'));
    const all = await events();
    for (const share of [0.5, 0.8, 0.95]) {
      writeFileSync(join(folder.path, 'cut'), whole.subarray(0, Math.floor(whole.length * share)));
      const { status, stdout, stderr } = await awaitscope(folder.path, 'events', 'cut');
      assert.equal(status, 0);
      assert.match(stderr, /^awaitscope: [^\n]+\n$/, 'one line');
      const lines = stdout.split('\n').slice(0, -1);
      // how something ended may be known only from what comes later
      const early = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
      const then = all.slice(0, lines.length).map((event, i) => ({
        ...event,
        ...(early[i]!.state === 'unknown' && { state: 'unknown' }),
        ...(early[i]!.outcome === 'unknown' && { outcome: 'unknown' }),
      }));
      assert.deepEqual(early, then);
      assert.equal((await awaitscope(folder.path, 'report', 'cut')).status, 0);
    }
  });

  it('report names the unfinished task and the place where it waits', async () => {
    await record(PROGRAM);
    const { status, stdout, stderr } = await awaitscope(folder.path, 'report', 'x');
    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.match(stdout, /^command +\S*node\S* .*app\.js$/m);
    assert.match(stdout, /^ended +exit status 0, after /m);
    assert.match(stdout, /3 tasks: 1 unfinished, 0 rejected/);
    assert.match(stdout, /^Unfinished tasks\n {2}never +app\.js:7:1 +waits at app\.js:8:3 +for a promise/m);
    assert.match(stdout, /^ +[\d.]+ [mµn]?s +app\.js:11:3 +in main +for task load$/m);
    assert.match(stdout, /^ {2}app\.js:8:3 +1 .* 1$/m);
  });
});
