/** The scene of a recording of which nothing has come yet. */
import { Bookmarks } from './bookmarks';
import { CursorMarks } from './cursor-marks';
import { Describe } from './describe';
import { DurationText } from './durations';
import { Facts } from './facts';
import { Findings } from './findings';
import { Found } from './found';
import { Geometry } from './geometry';
import { GroupLanes } from './group-coverage';
import type { Intake } from './intake';
import { LoopProfiles } from './loop-profile';
import { LastShares } from './loop-shares';
import { Measure } from './measure';
import { MiniMap } from './mini-map';
import { OutputMarks } from './output-marks';
import type { Places } from './places';
import { ReadyQueues } from './ready-queues';
import { Rows } from './rows';
import type { Extent } from './scale';
import type { Scene } from './scene';
import { TableSpans } from './spans';
import { StepView } from './step-view';
import type { Say } from './strings';
import type { View } from './view';

/** Parts of groups' lanes that are summed up within a frame, of which there may be many while a recording grows: a millisecond or two. */
const PARTS_AT_ONCE = 2000;

export function makeScene(
  view: View,
  intake: Intake,
  places: Places,
  say: Say,
  locale: string | undefined,
  extent: Extent,
): Scene {
  const facts = new Facts(intake, places, say);
  const findings = new Findings();
  const queues = new ReadyQueues();
  const times = new DurationText((unit, number) => say.text(`unit.${unit}`, number), locale);
  return {
    view,
    rows: new Rows(),
    geometry: new Geometry(),
    groupLanes: new GroupLanes(PARTS_AT_ONCE),
    spans: new TableSpans(intake.model),
    outputs: new OutputMarks(),
    found: new Found(),
    cursor: new CursorMarks(),
    facts,
    times,
    describe: new Describe(facts, times, findings, queues),
    findings,
    loops: new LoopProfiles(),
    loopShares: new LastShares(),
    queues,
    map: new MiniMap(),
    bookmarks: new Bookmarks(),
    measure: new Measure(),
    path: undefined,
    steps: new StepView(),
    extent,
    selection: undefined,
    segment: undefined,
    hoveredRow: -1,
  };
}
