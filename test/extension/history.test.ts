import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { History } from '../../extension/history';
import { HistoryIndex } from '../../extension/historyIndex';
import { BlockType } from '../../protocol/container';
import { RUN, RUN_END, file, json, wholePart } from '../recording/build';
import { temporaryFolder } from '../runtime/traced';

describe('The history of recordings', () => {
  const root = temporaryFolder();
  let storage: string;
  let other: string;
  let history: History;
  const live = new Set<string>();
  let round = 0;

  beforeEach(() => {
    const folder = join(root.path, String(++round));
    storage = join(folder, 'storage');
    other = join(folder, 'work');
    for (const each of [storage, other]) mkdirSync(each, { recursive: true });
    live.clear();
    const index = new HistoryIndex(join(folder, 'index', 'recordings.json'));
    history = new History(
      () => ({ storage, others: [other] }),
      index,
      (path) => live.has(path),
    );
  });

  /** Makes a recording of a size that was changed at a minute. */
  function make(folder: string, name: string, minute: number, bytes = 100): string {
    const path = join(folder, `${name}.awaitscope`);
    const blocks = file(json(BlockType.run, 0, RUN), json(BlockType.runEnd, 0, RUN_END));
    writeFileSync(path, Buffer.concat([blocks, Buffer.alloc(Math.max(0, bytes - blocks.length))]));
    utimesSync(path, minute * 60, minute * 60);
    return path;
  }
  const names = (): string[] => history.list().map(({ path }) => basename(path, '.awaitscope'));

  it('lists the newest first, and pinned ones before them', () => {
    make(storage, 'a', 1);
    make(other, 'b', 3);
    const c = make(storage, 'c', 2);
    assert.deepEqual(names(), ['b', 'c', 'a']);
    history.index.change(c, { pinned: true });
    assert.deepEqual(names(), ['c', 'b', 'a']);
    history.index.change(c, { pinned: false });
    assert.deepEqual(names(), ['b', 'c', 'a']);
  });

  it('looks again at one that had just been made', async () => {
    const path = join(storage, 'server-20261123-140509.awaitscope');
    writeFileSync(path, '');
    live.add(path);
    await history.learn(history.list()[0]!);
    assert.equal(history.list()[0]!.name, 'server');
    make(storage, 'server-20261123-140509', 1);
    assert.equal(await history.learn(history.list()[0]!), true);
    assert.equal(history.list()[0]!.name, 'a.js');
  });

  it('names them by their program, or as the user does', async () => {
    const a = make(storage, 'server-20261123-140509', 1);
    const entry = (): string => history.list()[0]!.name;
    assert.equal(entry(), 'server');
    assert.equal(await history.learn(history.list()[0]!), true);
    assert.equal(entry(), 'a.js');
    history.index.change(a, { name: '  Before the fix ' });
    assert.equal(entry(), 'Before the fix');
    history.index.change(a, { name: '' });
    assert.equal(entry(), 'a.js');
  });

  it('reads a recording once, and anew when it has changed', async () => {
    const path = make(storage, 'a', 1);
    assert.equal(await history.learn(history.list()[0]!), true);
    assert.equal(history.list()[0]!.outline!.runEnd!.exitCode, 0);
    assert.equal(await history.learn(history.list()[0]!), false);
    utimesSync(path, 999, 999);
    assert.equal(history.list()[0]!.outline, undefined);
  });

  it('counts the parts of a recording that grows, and looks again when it has ended', async () => {
    const path = make(storage, 'a', 1);
    writeFileSync(`${path}.77-0.part`, wholePart(77));
    live.add(path);
    assert.equal(await history.learn(history.list()[0]!), true);
    assert.equal(history.list()[0]!.outline!.events, 3);
    writeFileSync(`${path}.78-0.part`, wholePart(78));
    assert.equal(history.list()[0]!.outline!.events, 3);
    live.clear();
    assert.equal(await history.learn(history.list()[0]!), true);
    assert.equal(history.list()[0]!.outline!.events, 6);
  });

  it('says what is no recording', async () => {
    writeFileSync(join(storage, 'x.awaitscope'), 'hello');
    await history.learn(history.list()[0]!);
    assert.match(history.list()[0]!.outline!.damage!, /not a recording|no recording|recording/);
  });

  it('removes the oldest of its own, but none that is pinned, grows, or lies elsewhere', () => {
    const made = [1, 2, 3, 4, 5, 6].map((minute) => make(storage, `s${minute}`, minute));
    make(other, 'elsewhere', 0);
    history.index.change(made[0]!, { pinned: true });
    live.add(made[1]!);
    writeFileSync(`${made[2]!}.5-0.part`, 'x');
    utimesSync(`${made[2]!}.5-0.part`, 180, 180);
    const removed = history.prune({ count: 3, bytes: 1e9 });
    assert.deepEqual(
      removed.map((path) => basename(path)),
      ['s5.awaitscope', 's4.awaitscope', 's3.awaitscope'],
    );
    assert.deepEqual(names().sort(), ['elsewhere', 's1', 's2', 's6']);
    assert.equal(existsSync(`${made[2]!}.5-0.part`), false);
  });

  it('keeps the newest even if it alone is too large', () => {
    make(storage, 'old', 1, 1000);
    make(storage, 'new', 2, 5000);
    history.prune({ count: 10, bytes: 2000 });
    assert.deepEqual(names(), ['new']);
  });

  it('keeps what two windows say, and survives a broken index', () => {
    const [a, b] = [make(storage, 'a', 1), make(storage, 'b', 2)];
    const file_ = join(root.path, `${round}`, 'index', 'recordings.json');
    const second = new HistoryIndex(file_);
    history.index.change(a, { pinned: true });
    second.change(b, { name: 'mine' });
    assert.deepEqual({ ...history.index.read() }, { [a]: { pinned: true }, [b]: { name: 'mine' } });
    for (const broken of ['', '[]', 'null', '{"x":5}', '{"__proto__":{"pinned":true}}']) {
      writeFileSync(file_, broken);
      assert.equal(history.list().length, 2);
      assert.ok(history.list().every(({ pinned }) => !pinned));
    }
    assert.deepEqual(
      readdirSync(join(root.path, `${round}`, 'index')).filter((name) => name.endsWith('.tmp')),
      [],
    );
  });
});
