import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  BLOCK_HEADER_BYTES,
  FormatError,
  HEADER_BYTES,
  MAX_BLOCK_BYTES,
  fileHeader,
  writeBlockHeader,
} from '../../protocol/container';
import type { BlockType } from '../../protocol/container';
import { BlockReader } from '../../protocol/reader';

interface AnyBlock {
  readonly type: number;
  readonly stream: number;
  readonly payload: Uint8Array;
}

const blocks = fc.array(
  fc.record(
    { type: fc.nat(255), stream: fc.nat(0xffff), payload: fc.uint8Array({ maxLength: 60 }) },
    { noNullPrototype: true },
  ),
  { maxLength: 8 },
);

function file(list: readonly AnyBlock[]): Uint8Array {
  const parts = list.map(({ type, stream, payload }) => {
    const out = new Uint8Array(BLOCK_HEADER_BYTES + payload.length);
    writeBlockHeader(out, 0, type as BlockType, stream, payload.length);
    out.set(payload, BLOCK_HEADER_BYTES);
    return out;
  });
  return Uint8Array.from([...fileHeader(), ...parts.flatMap((part) => [...part])]);
}

/** Pushes the bytes in pieces of the given sizes; each piece is overwritten afterwards. */
function read(bytes: Uint8Array, sizes: readonly number[]) {
  const reader = new BlockReader();
  const found: AnyBlock[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const piece = bytes.slice(at, at + 1 + (sizes[i % sizes.length] ?? bytes.length));
    at += piece.length;
    for (const { type, stream, payload } of reader.push(piece))
      found.push({ type, stream, payload: payload.slice() });
    piece.fill(0xee);
  }
  return { found, reader };
}

describe('BlockReader', () => {
  it('finds the same blocks however the bytes are split', () => {
    fc.assert(
      fc.property(blocks, fc.array(fc.nat(40), { minLength: 1, maxLength: 20 }), (list, sizes) => {
        const { found, reader } = read(file(list), sizes);
        assert.deepEqual(found, list);
        assert.equal(reader.pending, 0);
        assert.equal(reader.finish(), undefined);
      }),
    );
  });

  it('gives the whole blocks of a file cut anywhere, and what is left of the last', () => {
    fc.assert(
      fc.property(blocks, fc.double({ min: 0, max: 1, noNaN: true }), (list, where) => {
        const bytes = file(list);
        const cut = bytes.slice(0, Math.floor(where * bytes.length));
        const { found, reader } = read(cut, []);
        assert.deepEqual(found, list.slice(0, found.length));
        const rest = reader.finish();
        if (rest && rest.type !== 0) {
          const { type, stream, payload } = list[found.length]!;
          assert.deepEqual([rest.type, rest.stream, rest.whole], [type, stream, false]);
          assert.deepEqual(rest.payload, payload.slice(0, rest.payload.length));
        }
      }),
    );
  });

  it('never throws anything but a FormatError, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, headed) => {
        const reader = new BlockReader();
        try {
          if (headed) reader.push(fileHeader());
          reader.push(bytes);
        } catch (e) {
          assert.ok(e instanceof FormatError);
        }
        reader.finish();
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps payloads apart from what comes later', () => {
    const reader = new BlockReader();
    const bytes = file([
      { type: 3, stream: 0, payload: Uint8Array.of(1, 2, 3) },
      { type: 3, stream: 0, payload: Uint8Array.of(4, 5, 6) },
    ]);
    reader.push(bytes.slice(0, HEADER_BYTES + 9));
    const [first] = reader.push(bytes.slice(HEADER_BYTES + 9, HEADER_BYTES + 13));
    const [second] = reader.push(bytes.slice(HEADER_BYTES + 13));
    assert.deepEqual([...first!.payload], [1, 2, 3]);
    assert.deepEqual([...second!.payload], [4, 5, 6]);
  });

  it('stops at a block that is larger than any', () => {
    const head = new Uint8Array(BLOCK_HEADER_BYTES);
    writeBlockHeader(head, 0, 3, 0, MAX_BLOCK_BYTES + 1);
    const reader = new BlockReader();
    assert.equal(reader.push(file([{ type: 1, stream: 0, payload: Uint8Array.of(1) }])).length, 1);
    assert.deepEqual(reader.push(head), []);
    assert.match(reader.damage!, /268435457 bytes/);
    assert.deepEqual(reader.push(file([]).slice(HEADER_BYTES)), []);
  });

  it('refuses what is no recording at its first wrong byte, and other versions', () => {
    assert.throws(() => new BlockReader().push(Uint8Array.of(0x41, 0x58)), /not an Awaitscope recording/);
    const later = fileHeader();
    later[8] = 7;
    assert.throws(
      () => new BlockReader().push(later),
      /recorded in format 7; this Awaitscope reads format 1/,
    );
  });
});
