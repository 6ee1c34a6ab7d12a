/**
 * What the user says of recordings: names and pins, in one small file of the workspace's storage. Each change reads the file anew and
 * replaces it by a rename, so that two windows do not undo each other's.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export interface Remark {
  readonly name?: string;
  readonly pinned?: boolean;
}

export class HistoryIndex {
  constructor(private readonly file: string) {}

  /** By the path of the recording. A file that cannot be read says nothing. */
  read(): Readonly<Record<string, Remark>> {
    const remarks: Record<string, Remark> = Object.create(null);
    try {
      const value: unknown = JSON.parse(readFileSync(this.file, 'utf8'));
      if (typeof value !== 'object' || value === null) return remarks;
      for (const [path, remark] of Object.entries(value)) {
        if (typeof remark === 'object' && remark !== null) remarks[path] = sound(remark as Remark);
      }
    } catch {
      // not there yet, or not ours
    }
    return remarks;
  }

  /**
   * @param change undefined: nothing is said of the recording any more
   * @throws if the file cannot be written
   */
  change(recording: string, change: Remark | undefined): void {
    const remarks: Record<string, Remark> = { ...this.read() };
    const remark = change && sound({ ...remarks[recording], ...change });
    if (remark && Object.keys(remark).length > 0) remarks[recording] = remark;
    else delete remarks[recording];
    mkdirSync(dirname(this.file), { recursive: true });
    const beside = `${this.file}.${process.pid}.tmp`;
    writeFileSync(beside, JSON.stringify(remarks, null, 2));
    renameSync(beside, this.file);
  }
}

/** Only what has a meaning. */
function sound({ name, pinned }: Remark): Remark {
  return {
    ...(typeof name === 'string' && name.trim() !== '' && { name: name.trim() }),
    ...(pinned === true && { pinned }),
  };
}
