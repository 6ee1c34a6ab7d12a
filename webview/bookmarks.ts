/** Moments that a person marked, to come back to: the beginnings of segments, or of tasks, in the order of time. */
import type { Tables } from '../model/tables';
import type { FoundSegment, Selection } from './selection';

export interface Bookmark {
  readonly selection: Selection;
  /** Ns since the recording began. */
  readonly t: number;
  readonly seq: number;
}

export class Bookmarks {
  private marks: Bookmark[] = [];

  get all(): readonly Bookmark[] {
    return this.marks;
  }

  /** @returns whether it is marked */
  has(selection: Selection): boolean {
    return this.marks.some((mark) => same(mark.selection, selection));
  }

  /** Marks what is selected, or takes its mark away. */
  toggle(tables: Tables, selection: Selection, segment: FoundSegment | undefined): void {
    const at = this.marks.findIndex((mark) => same(mark.selection, selection));
    if (at >= 0) {
      this.marks.splice(at, 1);
      return;
    }
    const t = segment ? segment.start : tables.tasks.start(selection.task);
    const seq = segment ? segment.startSeq : tables.tasks.startSeq(selection.task);
    // A task that began before the recording has no beginning.
    if (seq !== 0) this.add({ selection, t, seq });
  }

  add(mark: Bookmark): void {
    this.marks.push(mark);
    this.marks.sort((a, b) => a.t - b.t || a.seq - b.seq);
  }

  /** @returns the mark after the selected one, the first after the last; undefined if there is none */
  next(selection: Selection | undefined): Bookmark | undefined {
    const at = selection ? this.marks.findIndex((mark) => same(mark.selection, selection)) : -1;
    return this.marks[(at + 1) % this.marks.length];
  }
}

function same(a: Selection, b: Selection): boolean {
  return a.task === b.task && a.startSeq === b.startSeq && (a.startSeq === 0 || a.state === b.state);
}
