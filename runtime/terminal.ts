/**
 * In a terminal that is recorded, each command has a recording of its own: it is made by the first of its processes. What a shell starts
 * for one command is one process group, which Linux tells; elsewhere a recording holds a process and what descends from it.
 */
import * as fs from 'node:fs';
import { BlockType, fileHeader, jsonBlock } from '../protocol/container';
import type { RunInfo } from '../protocol/container';
import type { TracerOptions } from '../protocol/options';

/**
 * @param options `file` is what the names of recordings begin with
 * @returns the options of this process; undefined if it is not to be recorded: recording in terminals is over, or this is our own command
 */
export function optionsInTerminal(options: TracerOptions): TracerOptions | undefined {
  const { lease, ...rest } = options;
  if (lease === undefined) return undefined;
  const ownCommand = ownCommandOf(lease);
  if (ownCommand === undefined || ownCommand === process.argv[1]) return undefined;
  const file = `${options.file}-${commandOf()}.awaitscope`;
  begin(file);
  return { ...rest, file };
}

/** @returns path of the `awaitscope` command, which is not recorded; undefined if recording in terminals is over */
function ownCommandOf(lease: string): string | undefined {
  try {
    return fs.readFileSync(lease, 'utf8');
  } catch {
    return undefined;
  }
}

/** The process group and when its leader began; for a process in the shell's own group the process itself. */
function commandOf(): string {
  try {
    const [, group, session] = fieldsOf('self');
    if (group && group !== session) return `${group}-${fieldsOf(group)[18]}`;
  } catch {
    // Not Linux, or the leader has ended.
  }
  return `${process.pid}-${process.hrtime.bigint()}`;
}

/** What follows on the name in /proc/PID/stat: parent, group, session, … */
function fieldsOf(pid: string): string[] {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 4).split(' ');
}

function begin(file: string): void {
  const run: RunInfo = {
    command: [process.execPath, ...process.argv.slice(1)],
    cwd: process.cwd(),
    monotonic: String(process.hrtime.bigint()),
    epochMs: Date.now(),
    awaitscope: '',
  };
  const bytes = Buffer.concat([fileHeader(), jsonBlock(BlockType.run, 0, run, (s) => Buffer.from(s))]);
  try {
    fs.writeFileSync(file, bytes, { flag: 'ax' });
  } catch (e) {
    // Another process of the command was first.
    if ((e as NodeJS.ErrnoException).code !== 'EEXIST') throw e;
  }
}
