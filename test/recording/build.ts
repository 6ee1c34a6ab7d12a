/** Builds recordings and parts byte by byte, in a folder of their own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BLOCK_HEADER_BYTES,
  BlockType,
  fileHeader,
  jsonBlock,
  writeBlockHeader,
} from '../../protocol/container';
import type { RunEnd, RunInfo, SourceInfo, StreamInfo } from '../../protocol/container';
import { EventEncoder } from '../../protocol/encoder';
import { Kind } from '../../protocol/events';
import type { RawLoc } from '../../protocol/events';
import { partName } from '../../protocol/options';

export const RUN: RunInfo = {
  command: ['node', 'a.js'],
  cwd: '/work',
  monotonic: '1000',
  epochMs: 5,
  awaitscope: '0.1.0',
};
export const RUN_END: RunEnd = { exitCode: 0, signal: null, monotonic: '9000' };
/** No process has it: the kernel gives none so high. */
export const DEAD_PID = 2 ** 22 + 5;

const utf8 = (s: string): Uint8Array => Buffer.from(s);

export function streamInfo(pid: number, tid = 0, monotonic = '1000'): StreamInfo {
  return {
    pid,
    tid,
    ppid: 1,
    node: 'v20.20.2',
    v8: '11.3',
    platform: 'linux',
    arch: 'x64',
    argv: ['node', 'a.js'],
    cwd: '/work',
    monotonic,
    epochMs: 5,
    locations: 'stacks',
  };
}

export function json(type: BlockType, stream: number, value: unknown): Uint8Array {
  return jsonBlock(type, stream, value, utf8);
}

export function block(type: number, stream: number, payload: Uint8Array): Uint8Array {
  const out = new Uint8Array(BLOCK_HEADER_BYTES + payload.length);
  writeBlockHeader(out, 0, type as BlockType, stream, payload.length);
  out.set(payload, BLOCK_HEADER_BYTES);
  return out;
}

/** A block of Settle events, one a nanosecond, of the promises given. */
export function settles(stream: number, ...promises: number[]): Uint8Array {
  const encoder = new EventEncoder(1 << 16, 0);
  encoder.begin(0);
  promises.forEach((promise, i) => {
    encoder.at(i + 1);
    encoder.event(Kind.Settle, 1);
    encoder.id(promise);
  });
  return block(BlockType.events, stream, encoder.bytes.subarray(0, encoder.length));
}

/** A block that defines scripts and locations. */
export function places(stream: number, scripts: readonly string[], locs: readonly RawLoc[]): Uint8Array {
  const encoder = new EventEncoder(1 << 16, 0);
  encoder.begin(0);
  for (const url of scripts) {
    encoder.event(Kind.Script, 0);
    encoder.text(utf8(url));
  }
  for (const loc of locs) {
    encoder.event(Kind.Loc, loc.role);
    for (const n of [loc.script, loc.line, loc.column, loc.functionLine, loc.functionColumn])
      encoder.varint(n);
    encoder.text(utf8(loc.name));
  }
  return block(BlockType.events, stream, encoder.bytes.subarray(0, encoder.length));
}

export function source(stream: number, info: SourceInfo): Uint8Array {
  return json(BlockType.source, stream, info);
}

export function file(...blocks: readonly Uint8Array[]): Buffer {
  return Buffer.concat([fileHeader(), ...blocks]);
}

/** What a program's process or thread leaves behind: two blocks of events and its end. */
export function wholePart(pid: number, tid = 0): Buffer {
  return file(
    json(BlockType.stream, 0, streamInfo(pid, tid)),
    settles(0, 1, 2),
    settles(0, 3),
    json(BlockType.streamEnd, 0, { exitCode: 0 }),
  );
}

/** A folder for one test, and the name of a recording in it. */
export class Place {
  readonly folder = mkdtempSync(join(tmpdir(), 'awaitscope-test-'));
  readonly file = join(this.folder, 'a b.awaitscope');

  write(bytes: Uint8Array): void {
    writeFileSync(this.file, bytes);
  }

  /** @returns the part's path */
  part(pid: number, tid: number, bytes: Uint8Array): string {
    const path = partName(this.file, pid, tid);
    writeFileSync(path, bytes);
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A place for each test of the suite; call it within `describe`. */
export function eachPlace(): () => Place {
  let place: Place;
  beforeEach(() => {
    place = new Place();
  });
  afterEach(() => place.remove());
  return () => place;
}
