import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlockType } from '../../protocol/container';
import { createRecording, finishRecording } from '../../recording/finish';
import { loadRecording } from '../../recording/load';
import { readBlocks } from '../../recording/read-blocks';
import { DEAD_PID, RUN, RUN_END, eachPlace, file, json, settles, streamInfo, wholePart } from './build';

describe('createRecording', () => {
  const place = eachPlace();

  it('makes the folder and a recording that says how the program is started', async () => {
    const path = join(place().folder, 'new', 'folder', 'x.awaitscope');
    createRecording(path, RUN);
    const recording = await loadRecording(path);
    assert.deepEqual(recording.run, RUN);
    assert.deepEqual(recording.warnings, [
      'the recording holds nothing yet: it has just begun, or is cut short',
    ]);
  });

  it('refuses to replace a recording or a part, unless forced', () => {
    const path = place().part(1, 0, wholePart(1));
    assert.throws(
      () => createRecording(place().file, RUN),
      /1-0\.part: exists already; give --force to replace it$/,
    );
    assert.ok(!existsSync(place().file));
    place().write(Buffer.from('precious'));
    assert.throws(() => createRecording(place().file, RUN), /b\.awaitscope: exists already/);
    assert.equal(readFileSync(place().file, 'utf8'), 'precious');
    createRecording(place().file, RUN, true);
    assert.ok(!existsSync(path));
  });

  it('says in one line why it cannot', () => {
    const path = join(place().folder, 'x');
    writeFileSync(path, '');
    assert.throws(() => createRecording(join(path, 'y'), RUN), { name: 'UserError', message: /^[^\n]+$/ });
  });
});

describe('finishRecording', () => {
  const place = eachPlace();
  const blocksOf = (path: string): (readonly [number, number])[] =>
    [...readBlocks(path)].map(({ type, stream, whole }) => {
      assert.ok(whole);
      return [type, stream] as const;
    });
  const { run, stream, events, streamEnd, runEnd } = BlockType;

  it('gives each part a stream of its own, ends the run and leaves only FILE', async () => {
    createRecording(place().file, RUN);
    place().part(DEAD_PID, 0, wholePart(DEAD_PID));
    place().part(DEAD_PID, 1, wholePart(DEAD_PID, 1));
    await finishRecording(place().file, RUN_END);
    assert.deepEqual(blocksOf(place().file), [
      [run, 0],
      ...[0, 1].flatMap((n) => [
        [stream, n],
        [events, n],
        [events, n],
        [streamEnd, n],
      ]),
      [runEnd, 0],
    ]);
    assert.deepEqual(readdirSync(place().folder), ['a b.awaitscope']);
    const recording = await loadRecording(place().file);
    assert.deepEqual(recording.warnings, []);
    assert.deepEqual(recording.runEnd, RUN_END);
    assert.equal(recording.model.streams[1]!.events, 3);
  });

  it('keeps of a part that was cut anywhere just what is whole', async () => {
    const whole = wholePart(DEAD_PID);
    for (let length = 0; length <= whole.length; length++) {
      place().write(file(json(run, 0, RUN)));
      place().part(DEAD_PID, 0, whole.subarray(0, length));
      const events = (await loadRecording(place().file)).model.streams[0]?.events ?? 0;
      await finishRecording(place().file, RUN_END);
      const merged = await loadRecording(place().file);
      assert.deepEqual(merged.warnings, [], `cut at ${length}`);
      assert.equal(merged.model.streams[0]?.events ?? 0, events);
      assert.equal(readdirSync(place().folder).length, 1);
    }
  });

  it('leaves a readable recording wherever it is interrupted', async () => {
    createRecording(place().file, RUN);
    const begun = readFileSync(place().file);
    place().part(DEAD_PID, 0, wholePart(DEAD_PID));
    await finishRecording(place().file, RUN_END);
    const merged = readFileSync(place().file);
    const eventsNow = async (): Promise<number[]> =>
      (await loadRecording(place().file)).model.streams.map((s) => s.events);

    // before FILE was replaced: the merged file is half there
    place().write(begun);
    place().part(DEAD_PID, 0, wholePart(DEAD_PID));
    writeFileSync(`${place().file}.merging`, merged.subarray(0, 99));
    assert.deepEqual(await eventsNow(), [3]);
    await finishRecording(place().file, RUN_END);
    assert.deepEqual(readFileSync(place().file), merged);

    // after that, and before the part was removed
    place().part(DEAD_PID, 0, wholePart(DEAD_PID));
    assert.deepEqual(await eventsNow(), [3]);
    await finishRecording(place().file, RUN_END);
    assert.deepEqual(readFileSync(place().file), merged);
    assert.deepEqual(readdirSync(place().folder), ['a b.awaitscope']);
  });

  it('leaves the part of a process that still writes it, and readers use it', async () => {
    createRecording(place().file, RUN);
    const path = place().part(
      process.pid,
      0,
      file(json(stream, 0, streamInfo(process.pid)), settles(0, 1, 2)),
    );
    place().part(process.pid, 3, wholePart(process.pid, 3));
    await finishRecording(place().file, RUN_END);
    assert.ok(existsSync(path));
    const recording = await loadRecording(place().file);
    assert.deepEqual(
      recording.model.streams.map((s) => [s.info.tid, s.events]),
      [
        [3, 3],
        [0, 2],
      ],
    );
  });

  it('does not touch what only looks like a part', async () => {
    createRecording(place().file, RUN);
    const path = place().part(DEAD_PID, 0, Buffer.from('a letter to grandmother'));
    await finishRecording(place().file, RUN_END);
    assert.equal(readFileSync(path, 'utf8'), 'a letter to grandmother');
  });

  it('says in one line that FILE has gone, and leaves the parts alone', async () => {
    const path = place().part(DEAD_PID, 0, wholePart(DEAD_PID));
    await assert.rejects(finishRecording(place().file, RUN_END), {
      name: 'UserError',
      message: /: no such file$/,
    });
    assert.deepEqual(readdirSync(place().folder), [path.slice(place().folder.length + 1)]);
  });
});
