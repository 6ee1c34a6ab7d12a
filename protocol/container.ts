/**
 * The file around the events: a header, then blocks that are only ever appended. See docs/trace-format.md.
 *
 *     "AWSCOPE\n"  u16 version  u16 0  u32 0          16 bytes
 *     u8 type  u8 0  u16 stream  u32 length  payload   8 bytes + length, little-endian, repeated
 *
 * A part file has one stream, number 0; merging gives each part its own number and copies payloads untouched.
 */
export const MAGIC = 'AWSCOPE\n';
export const FORMAT_VERSION = 1;
export const HEADER_BYTES = 16;
export const BLOCK_HEADER_BYTES = 8;
/** A block of events is never larger. */
export const MAX_EVENTS_BYTES = 4 * 1024 * 1024;
/** No block is ever larger; a file that says otherwise is damaged from there on. */
export const MAX_BLOCK_BYTES = 256 * 1024 * 1024;

export const BlockType = {
  /** JSON {@link RunInfo}; written by whoever started the recording. */
  run: 1,
  /** JSON {@link StreamInfo}; first block of every stream. */
  stream: 2,
  /** Events, see `encoder.ts`. Each block can be decoded by itself, given the tables of the blocks before. */
  events: 3,
  /** JSON {@link SourceInfo}. */
  source: 4,
  /** JSON {@link StreamEnd}: this stream is complete. */
  streamEnd: 5,
  /** JSON {@link RunEnd}: the recording is complete. */
  runEnd: 6,
  /** JSON {@link ProcessInfo}: this stream started a process. */
  process: 7,
  /** JSON {@link UnmarkedInfo}: a script of the program's own runs without markers. */
  unmarked: 8,
} as const;
export type BlockType = (typeof BlockType)[keyof typeof BlockType];

export interface RunInfo {
  readonly command: readonly string[];
  readonly cwd: string;
  /** Monotonic clock of the machine at the start, ns, as a decimal string (process.hrtime.bigint). */
  readonly monotonic: string;
  /** Milliseconds since 1970. */
  readonly epochMs: number;
  readonly awaitscope: string;
}
export interface RunEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly monotonic: string;
}
export interface StreamInfo {
  readonly pid: number;
  readonly tid: number;
  readonly ppid: number;
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly arch: string;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly monotonic: string;
  readonly epochMs: number;
  readonly locations: 'stacks' | 'markers' | 'off';
  /** The nearest recorded thread that it descends from; missing for the first process. */
  readonly startedBy?: ThreadName;
}
/** What a thread is called by the system and by Node. */
export interface ThreadName {
  readonly pid: number;
  /** 0 is the main thread. */
  readonly tid: number;
}
/** A script into which no markers could be put, so that its places come from the stack. */
export interface UnmarkedInfo {
  /** Path or URL, as it was loaded. */
  readonly url: string;
  readonly why: 'syntax' | 'dynamic';
}
/** A process that was started, whether it can be recorded or not. Its arguments are not kept: they may be secrets. */
export interface ProcessInfo {
  readonly pid: number;
  /** What was run, as the program named it. */
  readonly file: string;
}
export interface StreamEnd {
  readonly exitCode: number | null;
  /** Nothing was left that could have run: what was pending then could not settle any more. */
  readonly drained?: true;
  /** Why the stream ended, when it was not the program's own end: `size limit`, `tracer error: …`. */
  readonly why?: string;
}
/** A user script: enough to find its text and map again. */
export interface SourceInfo {
  /** As in the Script event. */
  readonly url: string;
  /** SHA-256 of the text that ran, hex. */
  readonly sha256: string;
  /** What the script's `sourceMappingURL` says, if it has one and it is no data URL. */
  readonly mapUrl?: string;
  /** The map itself, where it exists only in memory. */
  readonly map?: string;
  /** The text that ran, where it differs from the file on disk, or on request. */
  readonly text?: string;
}

export interface Block {
  readonly type: number;
  readonly stream: number;
  readonly payload: Uint8Array;
  /** False for the last block of a file that was cut short: only the beginning of the payload is there. */
  readonly whole: boolean;
}

/** A file that is no recording, or one this version cannot read. The message is for the user. */
export class FormatError extends Error {
  override name = 'FormatError';

  /** @param version of the format, where that is what is wrong */
  constructor(
    message: string,
    readonly version?: number,
  ) {
    super(message);
  }
}

/** @returns the 16 bytes that every recording and part begins with */
export function fileHeader(): Uint8Array {
  const out = new Uint8Array(HEADER_BYTES);
  for (let i = 0; i < MAGIC.length; i++) out[i] = MAGIC.charCodeAt(i);
  new DataView(out.buffer).setUint16(8, FORMAT_VERSION, true);
  return out;
}

/** Writes a block's 8 header bytes at `offset` of `out`. `length` and the payload's place are the caller's. */
export function writeBlockHeader(
  out: Uint8Array,
  offset: number,
  type: BlockType,
  stream: number,
  length: number,
): void {
  out[offset] = type;
  out[offset + 1] = 0;
  out[offset + 2] = stream & 255;
  out[offset + 3] = stream >>> 8;
  out[offset + 4] = length & 255;
  out[offset + 5] = (length >>> 8) & 255;
  out[offset + 6] = (length >>> 16) & 255;
  out[offset + 7] = length >>> 24;
}

/** @returns a whole block with a JSON payload; `utf8` is the caller's encoder (`TextEncoder.encode`, `Buffer.from`) */
export function jsonBlock(
  type: BlockType,
  stream: number,
  value: unknown,
  utf8: (s: string) => Uint8Array,
): Uint8Array {
  const payload = utf8(JSON.stringify(value));
  const out = new Uint8Array(BLOCK_HEADER_BYTES + payload.length);
  writeBlockHeader(out, 0, type, stream, payload.length);
  out.set(payload, BLOCK_HEADER_BYTES);
  return out;
}
