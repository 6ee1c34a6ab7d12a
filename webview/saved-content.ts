/** What is remembered of how a recording is shown, as another page can read it. */
import type { Grouping } from '../model/lane-groups';
import type { Axis } from './axis';

/** A task across pages: the model's rows may differ. */
export type TaskKey = readonly [pid: number, tid: number, task: number];
export interface SavedView {
  readonly version: 1;
  /** Name of the recording: a view of VS Code's panel shows one after the other. */
  readonly recording?: string;
  readonly axis: Axis;
  readonly range: readonly [from: number, to: number] | null;
  readonly scrollTop: number;
  readonly selection: { readonly task: TaskKey; readonly startSeq: number; readonly state: number } | null;
  readonly collapsed: readonly TaskKey[];
  readonly pinned?: readonly TaskKey[];
  readonly grouping?: Grouping;
  readonly library?: boolean;
  readonly steps?: boolean;
  readonly slim?: boolean;
  readonly tallLoop?: boolean;
  /** Width of the names, if a person chose it. */
  readonly names?: number;
  readonly bookmarks?: readonly (NonNullable<SavedView['selection']> & {
    readonly t: number;
    readonly seq: number;
  })[];
  /** Groups that are not open, or not closed, as they are by themselves. */
  readonly groups?: readonly SavedGroup[];
  readonly pinnedGroups?: readonly SavedGroup[];
  readonly hidden?: readonly TaskKey[];
  readonly hiddenGroups?: readonly SavedGroup[];
  readonly search?: string;
  /** Only lanes with matches are shown. */
  readonly onlyMatches?: boolean;
  /** Whose critical path is shown. */
  readonly path?: TaskKey;
  readonly measure?: { readonly axis: Axis; readonly from: number; readonly to: number };
  /** Where back and forward lead, the nearest last. */
  readonly past?: readonly SavedStandpoint[];
  readonly future?: readonly SavedStandpoint[];
}
export type SavedStandpoint = Pick<SavedView, 'axis' | 'range' | 'scrollTop' | 'selection'>;
/** `of`: a thread, the task that a request began with, or what sorts functions and lines. */
export interface SavedGroup {
  readonly by: Grouping;
  readonly of: readonly [pid: number, tid: number] | TaskKey | string;
}
