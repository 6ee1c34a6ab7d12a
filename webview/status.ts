import { eventCount } from '../model/event-count';
import { FORMAT_VERSION } from '../protocol/container';
import type { FormatError } from '../protocol/container';
import type { Facts } from './facts';
import type { Intake } from './intake';
import { rowTop } from './layout';
import type { Scene } from './scene';
import type { Status } from './worker-protocol';

/** Why a file is none that can be read, and what to do. */
function refusal({ say }: Facts, { version }: FormatError): string {
  return version === undefined
    ? say.text('refused.foreign')
    : say.text('refused.version', version, FORMAT_VERSION);
}

/** @returns what the toolbar and the scrollbar show */
export function statusOf(
  { view, rows, cursor, path, facts, findings }: Scene,
  intake: Intake,
  live: boolean,
  loading: boolean,
): Status {
  const { tasks, awaits, outputs, streams } = intake.model;
  const losses = streams.flatMap((stream) => stream.lost);
  return {
    tasks: tasks.count,
    awaits: awaits.count,
    printed: outputs.count,
    events: eventCount(intake.model),
    live,
    loading,
    loaded: loading ? intake.share : 100,
    axis: view.axis,
    fitting: view.fitting,
    grouping: rows.grouping,
    steps: view.steps && view.axis === 'order',
    slim: view.slim,
    hiddenLanes: rows.choices.arrangement.hidden.size,
    library: rows.library,
    showsLibrary: rows.choices.showsLibrary,
    atCursor: cursor.tasks.length,
    path: path ? facts.taskName(path.task) : '',
    findings: findings.known ? findings.marks.length : -1,
    findingsWithSources: findings.withSources,
    lost: losses.reduce((n, loss) => n + loss.count, 0),
    lostWhy: [...new Set(losses.map((loss) => loss.why))].join(', '),
    killed: facts.over ? streams.filter(({ ended, info }) => !ended && info.tid === 0).length : 0,
    damage: [...intake.damage].join('; '),
    refused: intake.refused ? refusal(facts, intake.refused) : '',
    scrollTop: view.scrollTop,
    contentHeight: view.contentHeight,
    plotHeight: view.layout.plotHeight,
    plotLeft: view.layout.plotLeft,
    plotWidth: view.layout.plotWidth,
    lanesTop: view.layout.head,
    lanesBottom: rowTop(view.layout, rows.count, view.scrollTop),
  };
}

/** Before anything is known. */
export const NO_STATUS: Status = {
  tasks: 0,
  awaits: 0,
  printed: 0,
  events: 0,
  live: false,
  loading: true,
  loaded: -1,
  axis: 'time',
  fitting: true,
  grouping: 'creator',
  steps: false,
  slim: false,
  hiddenLanes: 0,
  library: 0,
  showsLibrary: false,
  atCursor: 0,
  path: '',
  findings: -1,
  findingsWithSources: false,
  lost: 0,
  lostWhy: '',
  damage: '',
  killed: 0,
  refused: '',
  scrollTop: 0,
  contentHeight: 0,
  plotHeight: 0,
  plotLeft: 0,
  plotWidth: 0,
  lanesTop: 0,
  lanesBottom: 0,
};
