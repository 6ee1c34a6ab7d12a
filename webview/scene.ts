/** All that a frame is drawn from, and that a point of it is looked up in. */
import type { Bookmarks } from './bookmarks';
import type { CursorMarks } from './cursor-marks';
import type { Describe } from './describe';
import type { DurationText } from './durations';
import type { Facts } from './facts';
import type { Findings } from './findings';
import type { Found } from './found';
import type { Geometry } from './geometry';
import type { GroupLanes } from './group-coverage';
import type { LoopProfiles } from './loop-profile';
import type { LastShares } from './loop-shares';
import type { Measure } from './measure';
import type { MiniMap } from './mini-map';
import type { OutputMarks } from './output-marks';
import type { Path } from './path';
import type { ReadyQueues } from './ready-queues';
import type { Extent } from './scale';
import type { Rows } from './rows';
import type { FoundSegment, Selection } from './selection';
import type { TableSpans } from './spans';
import type { StepView } from './step-view';
import type { View } from './view';

export interface Scene {
  readonly view: View;
  readonly rows: Rows;
  readonly geometry: Geometry;
  readonly groupLanes: GroupLanes;
  readonly spans: TableSpans;
  readonly outputs: OutputMarks;
  readonly cursor: CursorMarks;
  readonly found: Found;
  readonly facts: Facts;
  readonly times: DurationText;
  readonly describe: Describe;
  readonly findings: Findings;
  readonly loops: LoopProfiles;
  /** Of the thread whose loop is shown. */
  readonly loopShares: LastShares;
  readonly queues: ReadyQueues;
  readonly map: MiniMap;
  readonly bookmarks: Bookmarks;
  readonly measure: Measure;
  /** The critical path, where one was asked for. */
  readonly path: Path | undefined;
  readonly steps: StepView;
  readonly extent: Extent;
  readonly selection: Selection | undefined;
  /** The selected segment, if it is one. */
  readonly segment: FoundSegment | undefined;
  /** Row under the mouse; -1 for none. */
  readonly hoveredRow: number;
}
