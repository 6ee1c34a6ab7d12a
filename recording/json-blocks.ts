/** The blocks that hold JSON, checked: whatever stands in a file, what comes out has the shape that its type says. */
import type {
  ProcessInfo,
  RunEnd,
  RunInfo,
  SourceInfo,
  StreamEnd,
  UnmarkedInfo,
  StreamInfo,
  ThreadName,
} from '../protocol/container';

/** Blocks other than sources are small; a larger one is none of ours. */
const MAX_SMALL_BYTES = 4 * 1024 * 1024;
const MONOTONIC = /^\d{1,20}$/;

type Fields = Readonly<Record<string, unknown>>;

/** @returns undefined if the payload is no sound run block */
export function readRun(payload: Uint8Array): RunInfo | undefined {
  const o = fields(payload);
  const monotonic = o && clock(o);
  if (!o || monotonic === undefined) return undefined;
  return {
    command: texts(o['command']),
    cwd: text(o['cwd']),
    monotonic,
    epochMs: number(o['epochMs']),
    awaitscope: text(o['awaitscope']),
  };
}

/** @returns undefined if the payload is no sound run-end block */
export function readRunEnd(payload: Uint8Array): RunEnd | undefined {
  const o = fields(payload);
  if (!o) return undefined;
  return { exitCode: code(o['exitCode']), signal: textOrNull(o['signal']), monotonic: clock(o) ?? '0' };
}

/** @returns undefined if the payload is no sound stream block */
export function readStream(payload: Uint8Array): StreamInfo | undefined {
  const o = fields(payload);
  const monotonic = o && clock(o);
  if (!o || monotonic === undefined) return undefined;
  const locations = o['locations'];
  return {
    pid: number(o['pid']),
    tid: number(o['tid']),
    ppid: number(o['ppid']),
    node: text(o['node']),
    v8: text(o['v8']),
    platform: text(o['platform']),
    arch: text(o['arch']),
    argv: texts(o['argv']),
    cwd: text(o['cwd']),
    monotonic,
    epochMs: number(o['epochMs']),
    locations: locations === 'markers' || locations === 'off' ? locations : 'stacks',
    ...starter(o['startedBy']),
  };
}

function starter(value: unknown): { startedBy?: ThreadName } {
  if (typeof value !== 'object' || value === null) return {};
  const { pid, tid } = value as Fields;
  return typeof pid === 'number' && typeof tid === 'number' ? { startedBy: { pid, tid } } : {};
}

/** @returns undefined if the payload is no sound unmarked block */
export function readUnmarked(payload: Uint8Array): UnmarkedInfo | undefined {
  const o = fields(payload);
  const why = o?.['why'];
  if (!o || typeof o['url'] !== 'string' || (why !== 'syntax' && why !== 'dynamic')) return undefined;
  return { url: o['url'], why };
}

/** @returns undefined if the payload is no sound process block */
export function readProcess(payload: Uint8Array): ProcessInfo | undefined {
  const o = fields(payload);
  if (typeof o?.['pid'] !== 'number') return undefined;
  return { pid: o['pid'], file: text(o['file']) };
}

/** @returns undefined if the payload is no sound stream-end block */
export function readStreamEnd(payload: Uint8Array): StreamEnd | undefined {
  const o = fields(payload);
  if (!o) return undefined;
  const exitCode = code(o['exitCode']);
  return {
    exitCode,
    ...(o['drained'] === true && { drained: true as const }),
    ...(typeof o['why'] === 'string' && { why: o['why'] }),
  };
}

/** @returns undefined if the payload is no sound source block */
export function readSource(payload: Uint8Array): SourceInfo | undefined {
  const o = fields(payload, Infinity);
  if (!o || typeof o['url'] !== 'string' || typeof o['sha256'] !== 'string') return undefined;
  const optional = (name: 'mapUrl' | 'map' | 'text'): object =>
    typeof o[name] === 'string' ? { [name]: o[name] } : {};
  return {
    url: o['url'],
    sha256: o['sha256'],
    ...optional('mapUrl'),
    ...optional('map'),
    ...optional('text'),
  };
}

function fields(payload: Uint8Array, limit = MAX_SMALL_BYTES): Fields | undefined {
  if (payload.length > limit) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(payload));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}

function clock(o: Fields): string | undefined {
  const value = o['monotonic'];
  return typeof value === 'string' && MONOTONIC.test(value) ? value : undefined;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

function number(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0;
}

function code(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
}
