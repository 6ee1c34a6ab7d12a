/** Messages between the page and the core that draws, which may be in a worker. */
import type { Site } from '../protocol/ids';
import type { FromWebview, ToWebview } from '../protocol/webview';
import type { Severity } from '../model/findings';
import type { Grouping } from '../model/lane-groups';
import type { Axis } from './axis';
import type { TaskState } from './facts';
import type { SearchStatus } from './found';
import type { LandmarkAction } from './landmarks';
import type { LaneMenu } from './lane-menu';
import type { Theme } from './theme';

export type Action =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'first'
  | 'last'
  | 'pageUp'
  | 'pageDown'
  | 'openBeside'
  | 'open'
  | 'zoomIn'
  | 'zoomOut'
  | 'panLeft'
  | 'panRight'
  | 'fitSelection'
  | 'fitAll'
  | 'toggleAxis'
  | 'stepForward'
  | 'stepBack'
  | 'stepToNextResume'
  | 'cause'
  | 'effect'
  | 'creator'
  | 'awaited'
  | 'toggleFold'
  | 'collapseAll'
  | 'expandAll'
  | 'nextAtCursor'
  | 'toggleLibrary'
  | 'toggleSteps'
  | 'toggleSlim'
  | 'toggleLoop'
  | 'pin'
  | 'movePinned'
  | 'hideLane'
  | 'showHidden'
  | 'nextMatch'
  | 'previousMatch'
  | 'toggleMatches'
  | 'nextGrouping'
  | LandmarkAction
  | 'namesNarrower'
  | 'namesWider'
  | 'measureSelection'
  | 'clear';

export type ToCore =
  | { readonly type: 'start'; readonly theme: Theme; readonly saved: unknown }
  /** There may be bytes before there is a canvas. */
  | { readonly type: 'canvas'; readonly canvas: OffscreenCanvas | HTMLCanvasElement }
  | { readonly type: 'size'; readonly width: number; readonly height: number; readonly dpr: number }
  | { readonly type: 'theme'; readonly theme: Theme }
  | { readonly type: 'host'; readonly message: ToWebview }
  /** Where the mouse is, in pixels of the canvas; null: elsewhere. */
  | { readonly type: 'hover'; readonly at: Point | null }
  | { readonly type: 'click'; readonly at: Point; readonly double: boolean }
  /** The menu of what is at a point of the canvas, in its pixels, is wanted; null: of what is selected. */
  | { readonly type: 'menu'; readonly at: Point | null }
  | { readonly type: 'zoom'; readonly factor: number; readonly x: number }
  /** On the map of the whole, in pixels of the canvas. */
  | { readonly type: 'brush'; readonly phase: 'press' | 'drag' | 'release'; readonly x: number }
  /** Shift and a drag over the lanes, in pixels of the canvas. */
  | { readonly type: 'measure'; readonly phase: 'press' | 'drag' | 'release'; readonly x: number }
  | { readonly type: 'pan'; readonly dx: number; readonly dy: number }
  | { readonly type: 'scrollTo'; readonly top: number }
  /** How wide the names are to be; null: as wide as they would be by themselves. */
  | { readonly type: 'names'; readonly width: number | null }
  | { readonly type: 'search'; readonly query: string }
  | { readonly type: 'group'; readonly by: Grouping }
  | { readonly type: 'act'; readonly action: Action }
  /** A link to what is selected, or the picture as it is now, is wanted. */
  | { readonly type: 'link' }
  | { readonly type: 'picture' }
  | { readonly type: 'showTask'; readonly task: number }
  /** Which steps the table wants to be told. */
  | { readonly type: 'stepRows'; readonly first: number; readonly count: number }
  /** A step of the table is selected. `open`: its place is opened, too. `nth`: of these messages, from 1. */
  | { readonly type: 'showStep'; readonly step: number; readonly open: boolean; readonly nth: number }
  | { readonly type: 'probe'; readonly id: number; readonly query: BarQuery | null };

export type FromCore =
  /** It runs. */
  | { readonly type: 'here' }
  | { readonly type: 'host'; readonly message: FromWebview }
  | { readonly type: 'status'; readonly status: Status }
  | { readonly type: 'hovered'; readonly card: Card | null; readonly at: Point; readonly clickable: boolean }
  | { readonly type: 'selected'; readonly card: Card | null }
  | { readonly type: 'menu'; readonly menu: LaneMenu }
  /** What an action did. `nothing`: why it did nothing, which is to be seen, too. */
  | { readonly type: 'said'; readonly text: string; readonly nothing: boolean }
  | { readonly type: 'lanes'; readonly lanes: LanesWindow }
  | { readonly type: 'steps'; readonly steps: StepWindow }
  | { readonly type: 'found'; readonly found: SearchStatus }
  | { readonly type: 'picture'; readonly picture: Blob }
  /** What to remember for a page that comes back. */
  | { readonly type: 'save'; readonly saved: SavedView }
  | {
      readonly type: 'probed';
      readonly id: number;
      readonly bars: readonly BarHit[];
      readonly state: CoreState;
    };

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What the toolbar and the scrollbar show. */
export interface Status {
  readonly tasks: number;
  readonly awaits: number;
  /** Printed lines. */
  readonly printed: number;
  readonly events: number;
  readonly live: boolean;
  /** Bytes wait to be taken in, or the host has not said that these are all. */
  readonly loading: boolean;
  /** How much of it has been taken in, of a hundred; -1 if nobody knows. */
  readonly loaded: number;
  readonly axis: Axis;
  readonly fitting: boolean;
  readonly grouping: Grouping;
  /** The table of steps stands beside the order axis. */
  readonly steps: boolean;
  /** Lanes are as low as can be. */
  readonly slim: boolean;
  /** Lanes that were hidden one by one. */
  readonly hiddenLanes: number;
  /** Tasks of libraries, and whether they have lanes. */
  readonly library: number;
  readonly showsLibrary: boolean;
  /** Tasks that the editor's cursor is on. */
  readonly atCursor: number;
  /** Whose critical path is shown; empty if none is. */
  readonly path: string;
  /** What the rules found; -1 while they have not looked. */
  readonly findings: number;
  /** Rules that must see the program's text have looked, too. */
  readonly findingsWithSources: boolean;
  /** Events that the recording itself counts as lost, and why. */
  readonly lost: number;
  readonly lostWhy: string;
  readonly damage: string;
  /** Processes of a recording that is over which did not come to their ends. */
  readonly killed: number;
  /** Why nothing can be read. */
  readonly refused: string;
  readonly scrollTop: number;
  readonly contentHeight: number;
  readonly plotHeight: number;
  readonly plotLeft: number;
  readonly plotWidth: number;
  /** Of all lanes, on the canvas: where they begin, and where the last one ends, which may be below it. */
  readonly lanesTop: number;
  readonly lanesBottom: number;
}

/** A line of a card: `label: text`, which may lead somewhere. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly site?: Site;
  readonly task?: number;
  /** Of what a rule found. */
  readonly severity?: Severity;
  /** Of a part of a whole, 0 to 1. */
  readonly share?: number;
}
export interface Part {
  readonly state: 'waiting' | 'ready' | 'running' | 'unknown';
  readonly label: string;
  readonly text: string;
  /** Of the whole, 0 to 1. */
  readonly share: number;
}
/** What is told about a bar, a task or a printed line. */
export interface Card {
  readonly title: string;
  readonly kind: string;
  readonly sign: TaskState | 'unfinished' | 'output' | 'thread' | 'group' | 'job' | 'path';
  readonly parts: readonly Part[];
  readonly facts: readonly Fact[];
  /** Of a selected await: why it went on when it did, or has not, in sentences, the nearest cause first. Their labels are empty. */
  readonly why?: readonly Fact[];
  /** What these sentences answer. */
  readonly whyTitle?: string;
  /** Of a selected await: those of the same place. */
  readonly siblings?: SiblingsShown;
  /** The same in one sentence. */
  readonly summary: string;
}

/** In a sentence and as a small distribution. */
export interface SiblingsShown {
  readonly text: string;
  /** How many took about as long, from the shortest to the longest. */
  readonly bins: readonly number[];
  /** That of the await itself. */
  readonly bin: number;
}

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

/** For tests: which bars. */
export interface BarQuery {
  readonly name?: string;
  readonly task?: number;
  readonly kind?: string;
  /** Number of the await within its task. */
  readonly await?: number;
}
/** The middle of what is visible of a bar, in pixels of the canvas. */
export interface BarHit extends Point {
  readonly name: string;
  readonly task: number;
  readonly kind: string;
  readonly await: number;
  readonly left: number;
  readonly width: number;
}
export interface CoreState extends Status {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  readonly selected: string;
  readonly frames: number;
  /** What each frame since the last answer took, in ms. */
  readonly frameTimes: readonly number[];
}
