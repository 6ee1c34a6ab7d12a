/** The recording of format version 1 that every later version must go on reading: each kind of block and event once at least. */
import { BlockType } from '../../protocol/container';
import type { RunEnd, RunInfo, StreamInfo } from '../../protocol/container';
import { EventEncoder } from '../../protocol/encoder';
import {
  Kind,
  LocRole,
  OUTPUT_CUT,
  OUTPUT_STDERR,
  SCRIPT_LIBRARY,
  State,
  TaskVariant,
  What,
} from '../../protocol/events';
import { block, file, json } from './build';

const RUN: RunInfo = {
  command: ['node', '--enable-source-maps', 'dist/main.js', 'an "argument"'],
  cwd: '/home/ada/project',
  monotonic: '123456789000000',
  epochMs: 1795000000000,
  awaitscope: '0.1.0',
};
const RUN_END: RunEnd = { exitCode: null, signal: 'SIGTERM', monotonic: '123459789000000' };

function stream(tid: number, locations: StreamInfo['locations']): StreamInfo {
  return {
    pid: 4242,
    tid,
    ppid: 4200,
    node: 'v24.21.0',
    v8: '13.6.233.17-node.37',
    platform: 'linux',
    arch: 'x64',
    argv: ['/usr/bin/node', '/home/ada/project/dist/main.js', 'an "argument"'],
    cwd: '/home/ada/project',
    monotonic: String(123456800000000 + tid),
    epochMs: 1795000000011 + tid,
    locations,
  };
}

const utf8 = new TextEncoder();

/** The first block of the main thread: tables, and a task that waits for a timer and prints. */
function mainEvents(): Uint8Array {
  const e = new EventEncoder(1 << 16, 0);
  const loc = (role: LocRole, script: number, numbers: readonly number[], name: string): void => {
    e.event(Kind.Loc, role);
    for (const n of [script, ...numbers]) e.varint(n);
    e.text(utf8.encode(name));
  };
  e.begin(1_500_000);
  e.event(Kind.Script, 0);
  e.text(utf8.encode('/home/ada/project/dist/main.js'));
  e.event(Kind.Script, SCRIPT_LIBRARY);
  e.text(utf8.encode('/home/ada/project/node_modules/lib/index.js'));
  loc(LocRole.function, 1, [3, 20, 3, 1], 'main');
  loc(LocRole.call, 1, [12, 1, 1, 1], '');
  loc(LocRole.await, 1, [4, 9, 3, 1], 'main');
  loc(LocRole.call, 2, [7, 300, 2, 5], 'naïve😀');
  e.event(Kind.String, 0);
  e.text(utf8.encode('Timeout'));
  e.at(1_500_300);
  e.event(Kind.TaskStart, TaskVariant.function);
  e.id(1);
  e.varint(1);
  e.varint(2);
  e.at(1_500_400);
  e.event(Kind.Promise, 0);
  e.id(3);
  e.varint(4 * 16 + 1);
  e.varint(0);
  e.event(Kind.Resource, 0);
  e.resourceId(17);
  e.varint(4);
  e.varint(1);
  e.at(1_500_900);
  e.event(Kind.Suspend, What.promise);
  e.id(1);
  e.id(3);
  e.varint(3);
  e.at(6_000_000);
  e.event(Kind.CallbackResource, 0);
  e.resourceId(17);
  e.event(Kind.Settle, State.fulfilled);
  e.id(3);
  e.event(Kind.After, 0);
  e.at(6_000_700);
  e.event(Kind.Resume, State.fulfilled);
  e.id(1);
  e.event(Kind.Output, OUTPUT_STDERR | OUTPUT_CUT);
  e.varint(2);
  e.text(utf8.encode('\ufeffready → go\n'));
  e.event(Kind.Leave, 0);
  e.id(1);
  e.event(Kind.After, 0);
  return e.bytes.slice(0, e.length);
}

/** A later block: a module, a generator, what is lost, a kind of the future, a time beyond 32 bits. */
function laterEvents(): Uint8Array {
  const e = new EventEncoder(1 << 16, 0);
  e.begin(2 ** 40);
  e.event(Kind.TaskEnd, State.rejected);
  e.id(1);
  e.event(Kind.TaskStart, TaskVariant.module);
  e.id(4_000_000_000);
  e.varint(1);
  e.varint(0);
  e.event(Kind.TaskStart, TaskVariant.generator);
  e.id(5);
  e.varint(1);
  e.varint(0);
  for (const what of [What.value, What.thenable, What.yield]) {
    e.event(Kind.Suspend, what);
    e.id(5);
    e.id(9 + what);
    e.varint(3);
  }
  // kind 31, which this version passes over: its length, and that many bytes
  e.event(31 as Kind, 3);
  e.varint(3);
  for (const byte of [1, 2, 200]) e.varint(byte & 127);
  e.event(Kind.CallbackPromise, 0);
  e.id(10);
  e.event(Kind.After, 0);
  e.event(Kind.String, 0);
  e.text(utf8.encode('size limit'));
  e.at(2 ** 40 + 2 ** 35);
  e.event(Kind.Lost, 0);
  e.varint(100_000);
  e.varint(2);
  return e.bytes.slice(0, e.length);
}

/** A worker's only block. */
function workerEvents(): Uint8Array {
  const e = new EventEncoder(1 << 16, 0);
  e.begin(0);
  e.event(Kind.Settle, State.unknown);
  e.id(70_000);
  return e.bytes.slice(0, e.length);
}

/** @returns the bytes of the whole recording */
export function goldenRecording(): Uint8Array {
  const map = '{"version":3,"sources":["../src/main.ts"],"names":[],"mappings":"AAAA"}';
  return file(
    json(BlockType.run, 0, RUN),
    json(BlockType.stream, 0, stream(0, 'stacks')),
    block(BlockType.events, 0, mainEvents()),
    json(BlockType.source, 0, {
      url: '/home/ada/project/dist/main.js',
      sha256: 'a'.repeat(64),
      mapUrl: 'main.js.map',
    }),
    json(BlockType.stream, 1, stream(1, 'markers')),
    block(BlockType.events, 1, workerEvents()),
    json(BlockType.source, 1, {
      url: 'file:///home/ada/project/src/x.ts',
      sha256: 'b'.repeat(64),
      map,
      text: 'await x;\n',
    }),
    json(BlockType.streamEnd, 1, { exitCode: null, why: 'size limit' }),
    block(200, 7, Uint8Array.of(1, 2, 3)),
    block(BlockType.events, 0, laterEvents()),
    json(BlockType.streamEnd, 0, { exitCode: 143 }),
    json(BlockType.runEnd, 0, RUN_END),
  );
}
