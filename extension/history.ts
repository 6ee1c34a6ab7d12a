/** The recordings that there are: those of the workspace's storage, which are bounded, and those in its `.awaitscope` folders. No vscode. */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { outlineOf } from '../recording/outline';
import type { Outline } from '../recording/outline';
import { partsOf } from '../recording/parts';
import type { HistoryIndex } from './historyIndex';

/** Larger recordings are listed without the number of their events: reading them would take too long. */
const MOST_BYTES = 64 * 1024 * 1024;

export interface HistoryEntry {
  readonly path: string;
  /** The user's, or that of the program. */
  readonly name: string;
  readonly pinned: boolean;
  /** Bytes, with those of the parts. */
  readonly bytes: number;
  readonly changedMs: number;
  /** Kept by us, and removed by us when there are too many. */
  readonly ours: boolean;
  readonly live: boolean;
  /** Undefined while it has not been read. */
  readonly outline: Outline | undefined;
}

export interface Bounds {
  readonly count: number;
  readonly bytes: number;
}

export interface HistoryPlaces {
  /** The folder of the workspace's storage. */
  readonly storage: string;
  /** Other folders that are looked into. */
  readonly others: readonly string[];
}

export class History {
  private readonly outlines = new Map<string, { readonly key: string; readonly outline: Outline }>();

  constructor(
    private readonly places: () => HistoryPlaces,
    readonly index: HistoryIndex,
    /** Whether a recording may still grow. */
    private readonly isLive: (recording: string) => boolean,
  ) {}

  /** @returns pinned ones first, then the newest */
  list(): HistoryEntry[] {
    const { storage, others } = this.places();
    const remarks = this.index.read();
    const entries = [storage, ...others].flatMap((folder) =>
      recordingsIn(folder).map((path): HistoryEntry => {
        const { bytes, changedMs } = sizeOf(path);
        const live = this.isLive(path);
        const outline = this.known(path, bytes, changedMs, live);
        const { name, pinned = false } = remarks[path] ?? {};
        return {
          path,
          name: name ?? programOf(path, outline),
          pinned,
          bytes,
          changedMs,
          ours: folder === storage,
          live,
          outline,
        };
      }),
    );
    return entries.sort((a, b) => Number(b.pinned) - Number(a.pinned) || b.changedMs - a.changedMs);
  }

  /** Reads what is not known of an entry yet. @returns whether something was read */
  async learn({ path, bytes, changedMs, live }: HistoryEntry): Promise<boolean> {
    if (bytes > MOST_BYTES || this.known(path, bytes, changedMs, live)) return false;
    this.outlines.set(path, { key: keyOf(bytes, changedMs), outline: await outlineOf(path) });
    return true;
  }

  /** Removes the oldest of our own, without those that are pinned or grow, until the rest is within bounds. @returns what was removed */
  prune(bounds: Bounds): string[] {
    const ours = this.list().filter((entry) => entry.ours);
    const kept = ours.filter(({ pinned, live }) => pinned || live);
    let count = kept.length;
    let bytes = kept.reduce((sum, entry) => sum + entry.bytes, 0);
    const removed: string[] = [];
    let newest = true;
    for (const entry of ours.filter(({ pinned, live }) => !pinned && !live)) {
      const fits = count + 1 <= bounds.count && bytes + entry.bytes <= bounds.bytes;
      // The one that has just been made is never taken away from under its reader.
      if (fits || newest) {
        count++;
        bytes += entry.bytes;
      } else {
        this.remove(entry.path);
        removed.push(entry.path);
      }
      newest = false;
    }
    return removed;
  }

  /** Removes a recording with its parts, and what is said of it. */
  remove(path: string): void {
    for (const part of partsOf(path)) rmSync(part.path, { force: true });
    rmSync(path, { force: true });
    this.forget(path);
  }

  /** The recording has gone. */
  forget(path: string): void {
    this.outlines.delete(path);
    this.index.change(path, undefined);
  }

  /** What has been read of a recording; of one that grows, whenever that was, once it had begun to tell of itself. */
  private known(path: string, bytes: number, changedMs: number, live: boolean): Outline | undefined {
    const known = this.outlines.get(path);
    if (known?.key === keyOf(bytes, changedMs)) return known.outline;
    return live && known?.outline.run ? known.outline : undefined;
  }
}

function recordingsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.awaitscope'))
      .map((name) => join(folder, name));
  } catch {
    return []; // not there, or not to be read
  }
}

function sizeOf(path: string): { bytes: number; changedMs: number } {
  let bytes = 0;
  let changedMs = 0;
  for (const file of [path, ...partsOf(path).map((part) => part.path)]) {
    const stat = statSync(file, { throwIfNoEntry: false });
    bytes += stat?.size ?? 0;
    changedMs = Math.max(changedMs, stat?.mtimeMs ?? 0);
  }
  return { bytes, changedMs };
}

function keyOf(bytes: number, changedMs: number): string {
  return `${bytes} ${changedMs}`;
}

/** `app.ts` of `node --import tsx src/app.ts arg`; the file's name where the command tells nothing. */
function programOf(path: string, outline: Outline | undefined): string {
  const program = outline?.run?.command.find(
    (word, i) => i > 0 && /\.[cm]?[jt]sx?$/.test(word) && !word.startsWith('-'),
  );
  const stem = basename(path, '.awaitscope');
  if (program !== undefined) return basename(program.replaceAll('\\', '/'));
  return outline?.run ? basename(outline.run.command[0] ?? stem) : stem.replace(/-\d{8}-\d{6}(-\d+)?$/, '');
}
