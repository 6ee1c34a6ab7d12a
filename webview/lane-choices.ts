/** What a reader has chosen of lanes: which are folded, pinned or hidden, and whether those of libraries and those without a match are shown. */
import type { LaneGroup } from '../model/lane-groups';
import { Arrangement } from './arrangement';
import { Folds } from './folds';
import type { KeptLanes } from './only-matches';

export class LaneChoices {
  readonly folds = new Folds();
  readonly arrangement = new Arrangement(this.folds);
  private withLibrary = false;
  /** The others are left out. */
  private kept: KeptLanes | undefined;
  private changes = 0;

  /** Rises with each change: other rows are wanted. */
  get version(): number {
    return this.changes + this.folds.version + this.arrangement.version;
  }

  get showsLibrary(): boolean {
    return this.withLibrary;
  }
  set showsLibrary(shows: boolean) {
    this.withLibrary = shows;
    this.changes++;
  }

  /** Leaves out all lanes but these; undefined: none. */
  keep(kept: KeptLanes | undefined): void {
    if (kept === this.kept) return;
    this.kept = kept;
    this.changes++;
  }

  /** Lanes are left out. */
  get leavesOut(): boolean {
    return this.kept !== undefined;
  }

  /** @returns whether it was left out */
  keepToo(task: number): boolean {
    if (this.kept?.tasks[task] !== 0) return false;
    this.kept.tasks[task] = 1;
    this.changes++;
    return true;
  }

  /** @returns whether one of the tasks has a match, or something below it has; of all tasks, where none is left out */
  keepsAny(tasks: readonly number[]): boolean {
    const { kept } = this;
    return !kept || tasks.some((task) => kept.tasks[task] === 1);
  }

  keepsGroup(group: LaneGroup): boolean {
    return !this.kept || this.kept.group(group) || this.keepsAny(group.tasks);
  }

  /** @returns whether the task has a lane below its creator or its group, where nothing is collapsed */
  hasLane(task: number): boolean {
    const { arrangement, kept } = this;
    return !arrangement.pinned.has(task) && kept?.tasks[task] !== 0 && !arrangement.hides(task);
  }
}
