import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { BlockType } from '../../protocol/container';
import { UserError } from '../../recording/errors';
import { loadRecording } from '../../recording/load';
import type { Recording } from '../../recording/load';
import { RUN, RUN_END, block, eachPlace, file, json, settles, streamInfo, wholePart } from './build';

const WHOLE = file(
  json(BlockType.run, 0, RUN),
  json(BlockType.stream, 0, streamInfo(7)),
  settles(0, 1, 2),
  json(BlockType.stream, 1, streamInfo(8)),
  settles(1, 11, 12, 13),
  settles(0, 3),
  json(BlockType.streamEnd, 0, { exitCode: 0 }),
  json(BlockType.runEnd, 0, RUN_END),
);

/** The promises settled, by stream. */
function settled(recording: Recording): number[][] {
  const found: number[][] = recording.model.streams.map(() => []);
  recording.batches((stream, batch) => found[stream]!.push(...batch.a.subarray(0, batch.count)));
  return found;
}

describe('loadRecording', () => {
  const place = eachPlace();
  const loadBytes = (bytes: Uint8Array): Promise<Recording> => {
    place().write(bytes);
    return loadRecording(place().file);
  };
  const refused = (path: string, message: RegExp): Promise<void> =>
    assert.rejects(loadRecording(path), (e) => {
      assert.ok(e instanceof UserError, String(e));
      assert.match(e.message, message);
      assert.ok(!e.message.includes('\n'));
      return true;
    });

  it('reads all streams, the run and its end', async () => {
    const recording = await loadBytes(WHOLE);
    assert.deepEqual(recording.run, RUN);
    assert.deepEqual(recording.runEnd, RUN_END);
    assert.deepEqual(recording.warnings, []);
    assert.deepEqual(
      recording.model.streams.map((s) => [s.info.pid, s.events, s.ended]),
      [
        [7, 3, true],
        [8, 3, false],
      ],
    );
    assert.deepEqual(settled(recording), [
      [1, 2, 3],
      [11, 12, 13],
    ]);
    assert.deepEqual(
      settled(recording),
      [
        [1, 2, 3],
        [11, 12, 13],
      ],
      'as often as asked',
    );
  });

  it('uses the parts that have not been merged', async () => {
    place().write(file(json(BlockType.run, 0, RUN)));
    place().part(8, 0, wholePart(8));
    place().part(8, 2, wholePart(8, 2));
    const recording = await loadRecording(place().file);
    assert.deepEqual(
      recording.model.streams.map((s) => [s.info.pid, s.info.tid]),
      [
        [8, 0],
        [8, 2],
      ],
    );
    assert.deepEqual(settled(recording), [
      [1, 2, 3],
      [1, 2, 3],
    ]);
    assert.deepEqual(recording.warnings, []);
    assert.equal(recording.runEnd, undefined);
  });

  it('does not read a part twice that has been merged and not removed', async () => {
    place().write(WHOLE);
    place().part(7, 0, file(json(BlockType.stream, 0, streamInfo(7)), settles(0, 1, 2), settles(0, 3)));
    assert.deepEqual(settled(await loadRecording(place().file)), [
      [1, 2, 3],
      [11, 12, 13],
    ]);
  });

  it('leaves out files that only look like parts, and says so', async () => {
    place().write(WHOLE);
    place().part(9, 0, Buffer.from('something else'));
    const recording = await loadRecording(place().file);
    assert.equal(recording.model.streams.length, 2);
    assert.equal(recording.warnings.length, 1);
    assert.match(recording.warnings[0]!, /9-0\.part: not an Awaitscope recording; left out/);
  });

  it('reads a file that was cut anywhere to its last whole event, and says so in one line', async () => {
    const full = await loadBytes(WHOLE);
    const all = settled(full);
    for (let length = 1; length < WHOLE.length; length++) {
      const recording = await loadBytes(WHOLE.subarray(0, length));
      settled(recording).forEach((ids, stream) => assert.deepEqual(ids, all[stream]!.slice(0, ids.length)));
      assert.equal(recording.warnings.length, 1, `cut at ${length}`);
      assert.match(recording.warnings[0]!, /cut short/);
    }
    const most = await loadBytes(WHOLE.subarray(0, WHOLE.length - 1));
    assert.deepEqual(settled(most), all);
  });

  it('says why a thread was not recorded to its end', async () => {
    const end = json(BlockType.streamEnd, 0, { exitCode: null, why: 'size limit' });
    const recording = await loadBytes(
      file(
        json(BlockType.run, 0, RUN),
        json(BlockType.stream, 0, streamInfo(7)),
        end,
        json(BlockType.runEnd, 0, RUN_END),
      ),
    );
    assert.deepEqual(recording.warnings, ['process 7, thread 0 was not recorded to its end: size limit']);
  });

  describe('refuses in one line', () => {
    it('a file that is missing', () => refused(join(place().folder, 'none'), /none: no such file$/));
    it('a folder', () => refused(place().folder, /: a folder, not a recording$/));
    it('an empty file', () => {
      place().write(Buffer.alloc(0));
      return refused(place().file, /: the file is empty$/);
    });
    it('a foreign file', () => {
      place().write(Buffer.from('{"traceEvents":[]}'));
      return refused(place().file, /: not an Awaitscope recording$/);
    });
    it('a file of another version', () => {
      place().write(Buffer.from([...Buffer.from('AWSCOPE\n'), 9, 0, 0, 0, 0, 0, 0, 0]));
      return refused(place().file, /: recorded in format 9; this Awaitscope reads format 1$/);
    });
    it('a name that cannot be one', () => refused('a\0b', /not a file name$/));
    if (process.platform !== 'win32') {
      it('a pipe, without waiting for it', () => {
        const path = join(place().folder, 'pipe');
        execFileSync('mkfifo', [path]);
        return refused(path, /pipe: not a file$/);
      });
    }
  });

  it('says that the file was replaced when it is read again', async () => {
    const recording = await loadBytes(WHOLE);
    const other = join(place().folder, 'other');
    writeFileSync(other, WHOLE);
    renameSync(other, place().file);
    assert.throws(() => settled(recording), /replaced while it was read/);
  });

  describe('is not shaken by', () => {
    const STREAM = json(BlockType.stream, 0, streamInfo(7));
    const RUN_BLOCK = json(BlockType.run, 0, RUN);

    it('a block longer than the file, or than any', async () => {
      const lying = block(BlockType.events, 0, new Uint8Array(4));
      for (const length of [1000, 2 ** 31, 2 ** 32 - 1]) {
        new DataView(lying.buffer).setUint32(4, length, true);
        const recording = await loadBytes(file(RUN_BLOCK, STREAM, settles(0, 1), lying));
        assert.deepEqual(settled(recording), [[1]]);
        assert.equal(recording.warnings.length, 1);
      }
    });

    it('streams that were never declared, or declared twice', async () => {
      const recording = await loadBytes(
        file(
          settles(5, 1),
          STREAM,
          json(BlockType.stream, 0, streamInfo(8)),
          settles(0, 2),
          settles(9, 3),
          RUN_BLOCK,
        ),
      );
      assert.deepEqual(settled(recording), [[2]]);
      assert.equal(recording.model.streams[0]!.info.pid, 7);
    });

    it('a second header', async () => {
      const recording = await loadBytes(Buffer.concat([file(STREAM, settles(0, 1)), file(STREAM)]));
      assert.deepEqual(settled(recording), [[1]]);
      assert.match(recording.warnings[0]!, /damaged|cut short/);
    });

    it('events that make no sense: what follows in their stream is left out', async () => {
      const bad = block(BlockType.events, 0, Uint8Array.of(0, 0));
      const recording = await loadBytes(file(RUN_BLOCK, STREAM, settles(0, 1), bad, settles(0, 2)));
      assert.deepEqual(settled(recording), [[1]]);
      assert.match(
        recording.warnings[0]!,
        /^the recording is damaged: .* makes no sense after byte 1; read up to there$/,
      );
    });

    it('JSON that is none, is of the wrong shape, or is a bomb', async () => {
      const bomb = Buffer.from('['.repeat(1_000_000));
      const payloads = [
        '',
        'null',
        '[]',
        '1',
        '{',
        '{"monotonic":"x"}',
        '{"monotonic":1}',
        '{"monotonic":"-1"}',
      ].map((s) => Buffer.from(s));
      for (const payload of [...payloads, bomb]) {
        for (const type of [1, 2, 4, 5, 6]) {
          const recording = await loadBytes(
            file(block(type, 0, payload), RUN_BLOCK, STREAM, block(type, 0, payload), settles(0, 1)),
          );
          assert.deepEqual(settled(recording), [[1]], `type ${type}`);
          assert.deepEqual(recording.run, RUN);
        }
      }
    });

    it('a missing run block, and blocks of types to come', async () => {
      const recording = await loadBytes(file(block(77, 3, Buffer.from('?')), STREAM, settles(0, 1)));
      assert.equal(recording.run, undefined);
      assert.deepEqual(settled(recording), [[1]]);
    });

    it('whatever bytes follow a header', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(8), fc.nat(2), fc.uint8Array({ maxLength: 80 })), { maxLength: 6 }),
          async (list) => {
            const recording = await loadBytes(
              file(STREAM, ...list.map(([type, stream, bytes]) => block(type, stream, bytes))),
            );
            settled(recording);
          },
        ),
        { numRuns: 200 },
      );
    });
  });

  it('reads a folder full of other things beside it', async () => {
    mkdirSync(`${place().file}.1-0.part`);
    place().write(WHOLE);
    const recording = await loadRecording(place().file);
    assert.match(recording.warnings[0]!, /a folder, not a recording; left out$/);
  });
});
