/** Of lists that are too long for the page, the parts in view: the steps of a thread, and the lanes for those who do not see the canvas. */

/** A step of the order axis. */
export interface StepRow {
  readonly seq: number;
  readonly name: string;
  readonly text: string;
  /** Empty if it is not known. */
  readonly place: string;
  readonly time: string;
  readonly sign: 'running' | 'waiting' | 'ready' | 'left' | 'output' | 'rejected' | 'ended';
}
/** A part of the steps of one thread; the first of all is 0. */
export interface StepWindow {
  readonly thread: string;
  readonly total: number;
  readonly first: number;
  readonly rows: readonly StepRow[];
  /** The one that stands for the selection; -1 for none. */
  readonly current: number;
  /** The one to be brought into view; -1 for none. */
  readonly inView: number;
  /** The last `nth` of `showStep` that this is the answer to. */
  readonly heard: number;
}

/** The rows in view, for those who do not see the canvas. */
export interface LanesWindow {
  readonly total: number;
  readonly first: number;
  readonly rows: readonly LaneRow[];
  /** Row that is selected; -1 for none. */
  readonly selected: number;
}
export interface LaneRow {
  readonly name: string;
  readonly level: number;
  readonly expanded: boolean | null;
  readonly state: string;
  readonly duration: string;
  readonly place: string;
  /** The selected segment, where it is in this row. */
  readonly segment: string;
  /** Its segments near the selected one, of the selected row only. */
  readonly segments: readonly string[];
}
