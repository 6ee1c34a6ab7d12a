/** Where a location of the recording is in the original source, as the host has told. */
import type { Site } from '../protocol/ids';
import type { MappedLoc, ToWebview } from '../protocol/webview';
import { taskName } from '../model/names';
import { oneLine } from '../model/plain-text';
import type { StreamRow, TaskTable } from '../model/tables';

export interface Place {
  readonly site: Site;
  /** The file as it is shown. */
  readonly label: string;
  /** Name of the function around it; may be empty. */
  readonly name: string;
  /** In node_modules. */
  readonly library: boolean;
  /** Of a call: what it calls; empty if that is not known. */
  readonly called: string;
  /** Of an await: what is awaited, as it is written; empty if that is not known. */
  readonly awaited: string;
  /** Of a function that a call is given with a title: that; else empty. */
  readonly title: string;
}

type SitesMessage = Extract<ToWebview, { type: 'sites' }>;

interface Mapped {
  readonly loc: MappedLoc;
  readonly file: string | undefined;
  readonly label: string;
}

export class Places {
  /** Counts the messages: what was derived from the places is stale once it has changed. */
  version = 0;
  private readonly byStream = new Map<string, Mapped[]>();

  add(message: SitesMessage): void {
    const key = `${message.source}:${message.stream}`;
    let known = this.byStream.get(key);
    if (!known) this.byStream.set(key, (known = []));
    message.locs.forEach((loc, i) => {
      const file = message.files[loc.file];
      known[message.first + i] = { loc, file, label: oneLine(message.labels[loc.file] ?? file ?? '') };
    });
    this.version++;
  }

  /** @param stream as the host numbers it: source and stream */
  of(stream: string, loc: number): Place | undefined {
    const mapped = this.byStream.get(stream)?.[loc];
    if (!mapped || mapped.file === undefined) return undefined;
    const { line, column, name, library = false, called = '', awaited = '', title = '' } = mapped.loc;
    const { file, label } = mapped;
    return { site: { file, line, column }, label, name, library, called, awaited, title };
  }

  /** @returns for each location of the stream whether it is on that line */
  onLine(stream: string, { file, line }: Site): boolean[] {
    const wanted = comparable(file);
    const same = new Map<string, boolean>();
    return (this.byStream.get(stream) ?? []).map((mapped) => {
      if (mapped.file === undefined || mapped.loc.line !== line) return false;
      let equal = same.get(mapped.file);
      if (equal === undefined) same.set(mapped.file, (equal = comparable(mapped.file) === wanted));
      return equal;
    });
  }

  /** What to call a task. */
  taskName(stream: string, row: StreamRow, tasks: TaskTable, task: number): string {
    const loc = tasks.loc(task);
    const mapped = this.byStream.get(stream)?.[loc];
    const site = mapped && { file: '', line: 0, column: 0, name: mapped.loc.name };
    return taskName(row.tables, tasks.variant(task), loc, site ?? null);
  }
}

/** Windows does not care about the case of a drive, and writes slashes both ways. */
function comparable(file: string): string {
  return /^[a-z]:[\\/]/i.test(file) ? file.replaceAll('\\', '/').toLowerCase() : file;
}
