/**
 * What an action did, in a short sentence: for those who do not see the canvas, and, where it did nothing, for everybody. What it selected
 * says itself; here is the rest.
 */
import type { Selection } from './selection';
import { causeText } from './cause-text';
import { siteSelected } from './opening';
import type { Scene } from './scene';
import type { StringKey } from './strings';
import type { Action } from './worker-protocol';

export interface Said {
  readonly text: string;
  /** Nothing has changed: a reason is to be seen, too. */
  readonly nothing: boolean;
}

/** What actions may change. */
export interface Outlook {
  readonly selection: Selection | undefined;
  readonly rows: number;
  readonly pinned: string;
  readonly pins: number;
  readonly hidden: number;
  readonly marks: number;
  readonly path: boolean;
  readonly measured: boolean;
  readonly searches: boolean;
  /** Where the view stands. */
  readonly view: string;
}

type Tell = (scene: Scene, before: Outlook, now: Outlook) => Said | undefined;

export function outlookOf({ selection, rows, bookmarks, path, measure, found, view }: Scene): Outlook {
  const { axis, scale, scrollTop } = view;
  const { pinned, hidden } = rows.choices.arrangement;
  return {
    selection,
    rows: rows.count,
    pinned: [...pinned].join(),
    pins: pinned.size,
    hidden: hidden.size,
    marks: bookmarks.all.length,
    path: path !== undefined,
    measured: measure.of(axis) !== undefined,
    searches: found.status.query !== '',
    view: [axis, scale.from, scale.to, scrollTop, rows.current].join(),
  };
}

/** @returns undefined if the selection says it all */
export function told(action: Action, scene: Scene, before: Outlook): Said | undefined {
  return TELL[action]?.(scene, before, outlookOf(scene));
}

/** @returns how long the measured part is */
export function measuredText({ measure, view, times, facts }: Scene): Said | undefined {
  const part = measure.of(view.axis);
  if (!part) return undefined;
  const length = part.to - part.from;
  const text =
    view.axis === 'time'
      ? times.duration(length)
      : facts.say.text('measureSteps', times.count(Math.round(length)));
  return { text: facts.say.text('said.measured', text), nothing: false };
}

function done(scene: Scene, key: StringKey, ...values: readonly (string | number)[]): Said {
  return { text: scene.facts.say.text(key, ...values), nothing: false };
}

export function nothing(scene: Scene, key: StringKey): Said {
  return { text: scene.facts.say.text(key), nothing: true };
}

/** @returns that a task was to be selected: nothing is, or a group is what the keys are on */
export function noTask(scene: Scene): Said {
  return nothing(scene, scene.rows.current === undefined ? 'said.noSelection' : 'said.onlyTasks');
}

const range: Tell = (scene, before, now) => {
  if (before.view === now.view) return undefined;
  const { axis, scale } = scene.view;
  const ends = [scale.from, scale.to].map((at) =>
    axis === 'time' ? scene.times.moment(Math.max(0, at)) : scene.times.count(Math.max(0, Math.round(at))),
  );
  return done(scene, axis === 'time' ? 'said.inView' : 'said.stepsInView', ...ends);
};

/** @returns tells why nothing was found, if nothing is selected anew */
function unless(key: StringKey): Tell {
  return (scene, before, now) => (isSame(before, now) ? nothing(scene, key) : undefined);
}

const folded: Tell = (scene, before, now) => {
  if (before.rows === now.rows) return undefined;
  return done(scene, now.rows < before.rows ? 'said.collapsed' : 'said.expanded');
};

const opened: Tell = (scene) => {
  if (siteSelected(scene)) return undefined;
  const isNone = !scene.selection && scene.rows.current === undefined;
  return nothing(scene, isNone ? 'said.noSelection' : 'said.noPlace');
};

const matched: Tell = (scene) => {
  const { query, count, more, error } = scene.found.status;
  if (query === '') return nothing(scene, 'said.noSearch');
  return count === 0 && !more && !error ? nothing(scene, 'foundNone') : undefined;
};

const TELL: Readonly<Partial<Record<Action, Tell>>> = {
  left: folded,
  right: folded,
  toggleFold: (scene, before, now) => folded(scene, before, now) ?? nothing(scene, 'said.noFold'),
  collapseAll: (scene, _, { rows }) => done(scene, 'said.collapsedAll', scene.times.count(rows)),
  expandAll: (scene, _, { rows }) => done(scene, 'said.expandedAll', scene.times.count(rows)),
  open: opened,
  openBeside: opened,
  zoomIn: range,
  zoomOut: range,
  panLeft: range,
  panRight: range,
  fitAll: range,
  fitSelection: (scene, before, now) =>
    range(scene, before, now) ??
    (scene.selection || scene.rows.current !== undefined ? undefined : noTask(scene)),
  toggleAxis: (scene) => done(scene, scene.view.axis === 'time' ? 'said.timeAxis' : 'said.orderAxis'),
  nextGrouping: (scene, _, { rows }) =>
    done(
      scene,
      'said.grouping',
      scene.facts.say.text(`group.${scene.rows.grouping}`),
      scene.times.count(rows),
    ),
  toggleLibrary: (scene) => {
    const { library } = scene.rows;
    const { showsLibrary } = scene.rows.choices;
    if (library === 0) return nothing(scene, 'said.noLibrary');
    return done(scene, showsLibrary ? 'said.library' : 'said.libraryHidden', scene.times.count(library));
  },
  toggleSlim: (scene) => done(scene, scene.view.slim ? 'said.slim' : 'said.notSlim'),
  toggleLoop: (scene) => done(scene, scene.view.tallLoop ? 'said.tallLoop' : 'said.lowLoop'),
  toggleSteps: (scene) => {
    if (scene.view.axis === 'time') return nothing(scene, 'said.stepsOfOrder');
    return done(scene, scene.view.steps ? 'said.steps' : 'said.stepsHidden');
  },
  pin: (scene, before, now) => {
    if (before.pins === now.pins) return noTask(scene);
    return done(scene, before.pins < now.pins ? 'said.pinned' : 'said.unpinned');
  },
  movePinned: (scene, before, now) =>
    before.pinned === now.pinned ? nothing(scene, 'said.notPinned') : done(scene, 'said.movedPinned'),
  hideLane: (scene, before, now) =>
    before.hidden === now.hidden ? nothing(scene, 'said.noSelection') : done(scene, 'said.laneHidden'),
  showHidden: (scene, before) =>
    before.hidden === 0 ? nothing(scene, 'said.noneHidden') : done(scene, 'said.lanesShown'),
  stepForward: unless('said.noStep'),
  stepBack: unless('said.noStep'),
  stepToNextResume: unless('said.noResume'),
  cause: (scene, before, now) =>
    isSame(before, now) ? { text: causeText(scene), nothing: true } : undefined,
  effect: unless('said.noEffect'),
  creator: unless('said.noCreator'),
  awaited: unless('said.noAwaited'),
  nextMatch: matched,
  previousMatch: matched,
  toggleMatches: (scene, _, { rows }) => {
    if (scene.found.status.query === '') return nothing(scene, 'said.noSearch');
    return done(scene, scene.found.only ? 'said.onlyMatches' : 'said.allLanes', scene.times.count(rows));
  },
  nextAtCursor: unless('said.noCursor'),
  criticalPath: (scene, before, now) => {
    if (now.path) return undefined;
    return before.path ? done(scene, 'said.pathHidden') : nothing(scene, 'said.noPath');
  },
  hidePath: (scene) => done(scene, 'said.pathHidden'),
  bookmark: (scene, before, { marks }) => {
    if (before.marks === marks) return scene.selection ? nothing(scene, 'said.noMark') : noTask(scene);
    return done(scene, before.marks < marks ? 'said.marked' : 'said.unmarked', scene.times.count(marks));
  },
  nextBookmark: (scene, _, { marks }) => (marks === 0 ? nothing(scene, 'said.noMarks') : undefined),
  longestWait: unless('said.noAwaits'),
  nextFinding: (scene) => {
    if (scene.findings.marks.length > 0) return undefined;
    return nothing(scene, scene.findings.known ? 'said.noFindings' : 'said.findingsLater');
  },
  measureSelection: (scene) => (scene.selection && measuredText(scene)) ?? noTask(scene),
  back: (scene, before, now) =>
    isSame(before, now) && before.view === now.view ? nothing(scene, 'said.noBack') : undefined,
  forward: (scene, before, now) =>
    isSame(before, now) && before.view === now.view ? nothing(scene, 'said.noForward') : undefined,
  clear: (scene, before, now) => {
    if (before.measured && !now.measured) return done(scene, 'said.unmeasured');
    if (before.path && !now.path) return done(scene, 'said.pathHidden');
    if (before.searches && !now.searches) return done(scene, 'said.searchCleared');
    return before.selection && !now.selection ? done(scene, 'said.cleared') : undefined;
  },
};

function isSame({ selection: a }: Outlook, { selection: b }: Outlook): boolean {
  return a?.task === b?.task && a?.startSeq === b?.startSeq && a?.state === b?.state;
}
