/** The beginning and the end of a recording: FILE is made before the program starts, and takes in its parts after it has ended. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import {
  BLOCK_HEADER_BYTES,
  BlockType,
  fileHeader,
  jsonBlock,
  writeBlockHeader,
} from '../protocol/container';
import type { RunEnd, RunInfo } from '../protocol/container';
import { StreamDecoder } from '../protocol/decoder';
import { UserError, fileError } from './errors';
import { readStream } from './json-blocks';
import type { Part } from './parts';
import { isRunning, partsOf, streamKey } from './parts';
import { EMPTY, readBlocks } from './read-blocks';

const utf8 = (s: string): Uint8Array => Buffer.from(s);
const MAX_STREAMS = 0x10000;
const WRITE_BYTES = 1024 * 1024;

/**
 * Makes the file of a recording that is about to begin, and its folder.
 * @param force whether an earlier recording of that name, and its parts, may be removed
 * @throws UserError if there is one and it may not, or if the file cannot be written
 */
export function createRecording(file: string, run: RunInfo, force = false): void {
  const parts = partsOf(file);
  try {
    if (force) {
      for (const { path } of parts) rmSync(path, { force: true });
      rmSync(file, { force: true });
    } else if (existsSync(file) || parts.length > 0) {
      const what = existsSync(file) ? file : parts[0]!.path;
      throw new UserError(`${what}: exists already; give --force to replace it`);
    }
    mkdirSync(dirname(file), { recursive: true });
    const fd = openSync(file, 'wx');
    try {
      writeSync(fd, Buffer.concat([fileHeader(), jsonBlock(BlockType.run, 0, run, utf8)]));
    } finally {
      closeSync(fd);
    }
  } catch (e) {
    throw fileError(file, e);
  }
}

/**
 * Merges the parts into FILE. What it writes takes FILE's place only when it is complete, and parts are removed only after
 * that: whenever this process dies, FILE and the parts that are left are a readable recording. A part that a process still
 * writes stays as it is; readers use it too.
 * @throws UserError if FILE cannot be read or written
 */
export async function finishRecording(file: string, end: RunEnd): Promise<void> {
  const merging = `${file}.merging`;
  try {
    const out = new BlockWriter(merging);
    const merged: string[] = [];
    try {
      const present = await copyFile(file, out);
      for (const part of partsOf(file)) {
        if (await copyPart(part, out, present)) merged.push(part.path);
      }
      out.put(jsonBlock(BlockType.runEnd, 0, end, utf8));
    } finally {
      out.close();
    }
    renameSync(merging, file);
    for (const path of merged) rmSync(path, { force: true });
  } catch (e) {
    rmSync(merging, { force: true });
    throw fileError(file, e);
  }
}

/** The streams that the merged file has. */
interface Present {
  readonly keys: Set<string>;
  next: number;
}

/** Copies what FILE has so far, but not its end. */
async function copyFile(file: string, out: BlockWriter): Promise<Present> {
  const present: Present = { keys: new Set(), next: 0 };
  for (const block of readBlocks(file)) {
    if (!block.whole || block.type === BlockType.runEnd) continue;
    if (block.type === BlockType.stream) {
      const info = readStream(block.payload);
      if (info) present.keys.add(streamKey(info));
      present.next = Math.max(present.next, block.stream + 1);
    }
    if (out.block(block.type, block.stream, block.payload)) await breathe();
  }
  return present;
}

/** @returns whether the part is now in the merged file, or holds nothing, and may be removed */
async function copyPart(part: Part, out: BlockWriter, present: Present): Promise<boolean> {
  const running = isRunning(part.pid);
  let stream = -1;
  let cutEvents: Uint8Array | undefined;
  try {
    if (running && !hasEnd(part.path)) return false;
    for (const block of readBlocks(part.path)) {
      if (stream < 0) {
        const info = block.whole && block.type === BlockType.stream ? readStream(block.payload) : undefined;
        // killed before it could say who it is
        if (!info) return true;
        if (present.keys.has(streamKey(info))) return true;
        if (present.next >= MAX_STREAMS) return false;
        present.keys.add(streamKey(info));
        stream = present.next++;
      }
      if (!block.whole) cutEvents = block.type === BlockType.events ? block.payload.slice() : undefined;
      else if (out.block(block.type, stream, block.payload)) await breathe();
    }
  } catch (e) {
    // An empty one was made by a process that was killed at once; anything else is not ours, whatever its name says.
    if (stream < 0 && e instanceof UserError) return e.message.endsWith(EMPTY) && !running;
    throw e;
  }
  if (cutEvents) {
    const sound = soundBytes(part.path, cutEvents);
    if (sound > 0) out.block(BlockType.events, stream, cutEvents.subarray(0, sound));
  }
  return true;
}

function hasEnd(path: string): boolean {
  for (const block of readBlocks(path)) if (block.whole && block.type === BlockType.streamEnd) return true;
  return false;
}

/** How much of a block that was cut holds whole events; whether an event is sound depends on the tables of those before. */
function soundBytes(path: string, cut: Uint8Array): number {
  const decoder = new StreamDecoder();
  for (const block of readBlocks(path)) {
    if (block.whole && block.type === BlockType.events) decoder.decode(block.payload);
  }
  decoder.decode(cut, false);
  return decoder.sound;
}

/** Writes a new recording, in large pieces. */
class BlockWriter {
  private readonly fd: number;
  private held: Uint8Array[] = [];
  private size = 0;

  constructor(path: string) {
    this.fd = openSync(path, 'w');
    this.put(fileHeader());
  }

  /** @returns whether bytes went to the disk, so that others should have their turn */
  block(type: number, stream: number, payload: Uint8Array): boolean {
    const bytes = new Uint8Array(BLOCK_HEADER_BYTES + payload.length);
    writeBlockHeader(bytes, 0, type as BlockType, stream, payload.length);
    bytes.set(payload, BLOCK_HEADER_BYTES);
    return this.put(bytes);
  }

  put(bytes: Uint8Array): boolean {
    this.held.push(bytes);
    this.size += bytes.length;
    if (this.size < WRITE_BYTES) return false;
    this.flush();
    return true;
  }

  private flush(): void {
    const bytes = Buffer.concat(this.held);
    this.held = [];
    this.size = 0;
    for (let at = 0; at < bytes.length;) at += writeSync(this.fd, bytes, at);
  }

  /** Sees to it that the bytes are on the disk: what they were copied from is removed next. */
  close(): void {
    try {
      this.flush();
      fsyncSync(this.fd);
    } finally {
      closeSync(this.fd);
    }
  }
}
