/** The parts of a recording: one file for each process and thread, beside the recording, until they are merged. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { StreamInfo } from '../protocol/container';
import { PART_SUFFIX } from '../protocol/options';

export interface Part {
  readonly path: string;
  readonly pid: number;
  readonly tid: number;
}

/** @returns the parts that are there now, by process and thread; none if the folder cannot be read */
export function partsOf(file: string): Part[] {
  const folder = dirname(file);
  const name = basename(file);
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  const parts: Part[] = [];
  for (const entry of names) {
    if (!entry.startsWith(name)) continue;
    const match = PART_SUFFIX.exec(entry.slice(name.length));
    if (match) parts.push({ path: join(folder, entry), pid: Number(match[1]), tid: Number(match[2]) });
  }
  return parts.sort((a, b) => a.pid - b.pid || a.tid - b.tid);
}

/** What tells a stream from all others of the machine, whether it stands in a part or has been merged. */
export function streamKey({ pid, tid, monotonic }: StreamInfo): string {
  return `${pid}-${tid}-${monotonic}`;
}

/** Whether a process still runs; one that has ended and that nobody has asked about does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (e) {
    return (e as NodeJS.ErrnoException).code === 'EPERM';
  }
  if (process.platform !== 'linux') return true;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !/^[ZX]/.test(stat.slice(stat.lastIndexOf(')') + 2));
  } catch {
    return true;
  }
}
