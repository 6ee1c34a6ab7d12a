/** Messages between the page and the core that draws, which may be in a worker. */
import type { FromWebview, ToWebview } from '../protocol/webview';
import type { Grouping } from '../model/lane-groups';
import type { Axis } from './axis';
import type { Card } from './card-content';
import type { SearchStatus } from './found';
import type { LandmarkAction } from './landmarks';
import type { LaneMenu } from './lane-menu';
import type { LanesWindow, StepWindow } from './list-windows';
import type { SavedView } from './saved-content';
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
