import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BlockType } from '../../protocol/container';
import { CHUNK_BYTES } from '../../protocol/webview';
import { BlockReader } from '../../protocol/reader';
import { createRecording, finishRecording } from '../../recording/finish';
import { Follower } from '../../recording/follow';
import {
  DEAD_PID,
  RUN,
  RUN_END,
  block,
  eachPlace,
  file,
  json,
  settles,
  streamInfo,
  wholePart,
} from './build';
import { Received } from './live';

describe('Follower', () => {
  const place = eachPlace();
  let received: Received;
  let follower: Follower;
  beforeEach(() => {
    received = new Received();
    follower = new Follower(place().file, received, { interval: 5 });
  });
  afterEach(() => follower.dispose());

  const blocksOf = (bytes: Uint8Array): (readonly [number, number])[] => {
    const reader = new BlockReader();
    const blocks = reader.push(bytes).map(({ type, stream }) => [type, stream] as const);
    assert.equal(reader.pending, 0);
    return blocks;
  };

  it('delivers a complete file and ends', async () => {
    const bytes = file(
      json(BlockType.run, 0, RUN),
      json(BlockType.stream, 0, streamInfo(7)),
      settles(0, 1),
      json(BlockType.runEnd, 0, RUN_END),
    );
    place().write(bytes);
    await follower.start();
    assert.deepEqual(received.bytes(0), bytes);
    assert.equal(received.ended, 1);
    assert.deepEqual([...received.sources.keys()], [0]);
  });

  it('ends with a merged file whose end was cut off', async () => {
    const bytes = file(
      json(BlockType.run, 0, RUN),
      json(BlockType.stream, 0, streamInfo(7)),
      settles(0, 1).subarray(0, 9),
    );
    place().write(bytes);
    await follower.start();
    assert.deepEqual(received.bytes(0), bytes);
    assert.equal(received.ended, 1);
  });

  it('delivers parts as they appear and grow, then only the end of the merged file', async () => {
    createRecording(place().file, RUN);
    const begun = readFileSync(place().file);
    await follower.start();
    const whole = wholePart(DEAD_PID);
    const path = place().part(DEAD_PID, 0, whole.subarray(0, 10));
    for (const length of [whole.length - 40, whole.length - 3, whole.length]) {
      writeFileSync(path, whole.subarray(0, length));
      await received.until(() => received.bytes(1).length === length);
    }
    place().part(DEAD_PID, 1, wholePart(DEAD_PID, 1));
    await received.until(() => received.bytes(2).length > 0);
    await finishRecording(place().file, RUN_END);
    await received.until(() => received.ended > 0);

    assert.deepEqual(received.bytes(1), whole);
    assert.deepEqual(received.bytes(2), wholePart(DEAD_PID, 1));
    assert.deepEqual(received.bytes(0), Buffer.concat([begun, json(BlockType.runEnd, 0, RUN_END)]));
    assert.equal(received.error, undefined);
  });

  it('takes from the merged file what came and went unseen', async () => {
    createRecording(place().file, RUN);
    place().part(DEAD_PID, 0, wholePart(DEAD_PID));
    await follower.start();
    // nothing between these lets the follower look
    place().part(DEAD_PID, 1, wholePart(DEAD_PID, 1));
    const merged = file(
      json(BlockType.run, 0, RUN),
      json(BlockType.stream, 0, streamInfo(DEAD_PID)),
      settles(0, 1, 2),
      json(BlockType.stream, 1, streamInfo(DEAD_PID, 1)),
      settles(1, 8),
      json(BlockType.runEnd, 0, RUN_END),
    );
    rmSync(`${place().file}.${DEAD_PID}-1.part`);
    writeFileSync(`${place().file}.merging`, merged);
    renameSync(`${place().file}.merging`, place().file);
    await received.until(() => received.ended > 0);
    assert.deepEqual(blocksOf(received.bytes(0)), [
      [BlockType.run, 0],
      [BlockType.stream, 1],
      [BlockType.events, 1],
      [BlockType.runEnd, 0],
    ]);
  });

  it('reads a part that was removed to its end', async () => {
    createRecording(place().file, RUN);
    const whole = wholePart(DEAD_PID);
    const path = place().part(DEAD_PID, 0, whole.subarray(0, -40));
    await follower.start();
    received.hold = true;
    appendFileSync(path, whole.subarray(-40));
    await finishRecording(place().file, RUN_END);
    received.hold = false;
    for (const release of received.held) release();
    await received.until(() => received.ended > 0);
    assert.deepEqual(received.bytes(1), whole);
  });

  it('delivers arrays of their own, of a bounded size, one after the other', async () => {
    const large = block(99, 0, new Uint8Array(2 * CHUNK_BYTES + 5).fill(7));
    const bytes = file(json(BlockType.run, 0, RUN), large, json(BlockType.runEnd, 0, RUN_END));
    place().write(bytes);
    received.hold = true;
    const started = follower.start();
    const chunks = (): Uint8Array[] => received.sources.get(0) ?? [];
    for (let n = 1; n <= 3; n++) {
      await received.until(() => chunks().length === n);
      await new Promise((resolve) => setImmediate(resolve));
      assert.equal(chunks().length, n, 'not before the last one was taken');
      received.held.shift()!();
    }
    await started;
    assert.ok(
      chunks().every((chunk) => chunk.byteLength === chunk.buffer.byteLength && chunk.length <= CHUNK_BYTES),
    );
    assert.deepEqual(received.bytes(0), bytes);
    assert.equal(received.ended, 1);
  });

  it('skips parts that FILE has already, and files that are none', async () => {
    place().write(
      file(
        json(BlockType.stream, 0, streamInfo(DEAD_PID)),
        settles(0, 1),
        json(BlockType.runEnd, 0, RUN_END),
      ),
    );
    place().part(DEAD_PID, 0, wholePart(DEAD_PID));
    place().part(DEAD_PID, 1, Buffer.from('grandmother'));
    await follower.start();
    assert.deepEqual([...received.sources.keys()], [0]);
    assert.equal(received.ended, 1);
  });

  it('says in one line why it cannot read', async () => {
    const cases: [() => void, RegExp][] = [
      [() => {}, /: no such file$/],
      [() => place().write(Buffer.alloc(0)), /: the file is empty$/],
      [() => place().write(Buffer.from('foreign')), /: not an Awaitscope recording$/],
    ];
    for (const [prepare, message] of cases) {
      prepare();
      const listener = new Received();
      const other = new Follower(place().file, listener);
      await other.start();
      other.dispose();
      assert.match(listener.error!.message, message);
      assert.equal(listener.ended, 0);
    }
  });

  it('says that the recording was removed', async () => {
    createRecording(place().file, RUN);
    await follower.start();
    rmSync(place().file);
    await received.until(() => received.error !== undefined);
    assert.match(received.error!.message, /: was removed$/);
  });

  it('says that another recording took its place', async () => {
    createRecording(place().file, RUN);
    await follower.start();
    const other = join(place().folder, 'other');
    createRecording(other, RUN);
    renameSync(other, place().file);
    await received.until(() => received.error !== undefined);
    assert.match(received.error!.message, /: was replaced by another file$/);
  });

  it('is silent after it was disposed', async () => {
    createRecording(place().file, RUN);
    received.hold = true;
    const started = follower.start();
    await received.until(() => received.held.length === 1);
    follower.dispose();
    place().part(DEAD_PID, 0, wholePart(DEAD_PID));
    received.held[0]!();
    await started;
    assert.deepEqual([received.sources.size, received.ended, received.error], [1, 0, undefined]);
  });
});
