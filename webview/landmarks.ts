/** Ways through a large recording: the critical path, bookmarks, the longest wait, and back to where one has been. */
import type { Tables } from '../model/tables';
import { History } from './history';
import type { Standpoint } from './history';
import type { Controls } from './controls';
import { pathOf } from './path';
import type { Scene } from './scene';

export type LandmarkAction =
  | 'criticalPath'
  | 'hidePath'
  | 'bookmark'
  | 'nextBookmark'
  | 'longestWait'
  | 'nextFinding'
  | 'back'
  | 'forward';

export class Landmarks {
  readonly history = new History();
  /** The await that was gone to last as one of the longest. */
  private longest = -1;

  /** @param show selects what begins at a moment of a task, and brings it into view */
  constructor(
    private readonly controls: Controls,
    private readonly show: (task: number, seq: number) => void,
  ) {}

  act(action: LandmarkAction): void {
    const { selection, segment, bookmarks, facts, findings, path } = this.controls.scene();
    const { tables } = facts;
    switch (action) {
      case 'criticalPath': {
        const task = selection?.task ?? -1;
        const again = path && (task < 0 || task === path.task);
        return this.controls.showPath(again ? undefined : pathOf(tables, task));
      }
      case 'hidePath':
        return this.controls.showPath(undefined);
      case 'bookmark':
        if (selection) bookmarks.toggle(tables, selection, segment);
        return;
      case 'nextBookmark': {
        const next = bookmarks.next(selection)?.selection;
        if (next) this.show(next.task, next.startSeq);
        return;
      }
      case 'nextFinding': {
        findings.ask();
        findings.update(facts);
        const next = findings.next(selection, segment);
        if (next) this.show(next.task, next.seq);
        return;
      }
      case 'longestWait': {
        // from anywhere else the longest comes first
        const after = segment && segment.await === this.longest ? this.longest : -1;
        const w = nextLongest(tables, after, (task) => this.controls.scene().rows.hides(task));
        this.longest = w;
        if (w >= 0) this.show(tables.awaits.task(w), tables.awaits.suspendSeq(w));
        return;
      }
      case 'back':
        return this.go(this.history.back(this.standpoint));
      case 'forward':
        return this.go(this.history.forward(this.standpoint));
    }
  }

  /** To be called before a jump. */
  leave(): void {
    this.history.leave(this.standpoint);
  }

  private get standpoint(): Standpoint {
    const { view, selection }: Scene = this.controls.scene();
    const { axis, fitting, scale, scrollTop } = view;
    return { selection, axis, fitting, scale, scrollTop };
  }

  private go(to: Standpoint | undefined): void {
    if (!to) return;
    const { view } = this.controls.scene();
    view.axis = to.axis;
    view.fitting = to.fitting;
    // the page may have another width by now
    view.scale = { ...to.scale, width: view.scale.width };
    this.controls.select(to.selection);
    view.scrollTo(to.scrollTop);
  }
}

/** @returns the await that waited longest of those shorter than `after`, the longest of all after the shortest or if `after` is -1; -1 if none waited */
export function nextLongest(tables: Tables, after: number, hides: (task: number) => boolean): number {
  const { awaits, tasks, streams } = tables;
  const waited = (w: number): number => {
    const settle = awaits.settle(w);
    const until = Number.isNaN(settle) ? streams[tasks.stream(awaits.task(w))]!.last : settle;
    return until - awaits.suspend(w);
  };
  const below = after < 0 ? Infinity : waited(after);
  let longest = -1;
  let first = -1;
  for (let w = 0; w < awaits.count; w++) {
    if (hides(awaits.task(w))) continue;
    const time = waited(w);
    if (first < 0 || time > waited(first)) first = w;
    // of those that took the same, the row tells which comes next
    const isShorter = time < below || (time === below && w > after);
    if (isShorter && (longest < 0 || time > waited(longest))) longest = w;
  }
  return longest >= 0 ? longest : first;
}
