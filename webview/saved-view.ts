/** Writes down how a recording is shown, and shows it so again when its tasks have come. */
import { groupLane, lanesOf } from './lane';
import { keyOf, savedBookmarks, savedSelection, savedTasks } from './saved';
import type { Wanted } from './saved';
import type { SavedView } from './saved-content';
import { restoreGroups, savedGroups } from './saved-groups';
import { restoreHistory, savedHistory } from './saved-history';
import type { Shown } from './shown';
import type { View } from './view';

export function saveView({ scene, selection, intake, name, navigator }: Shown): SavedView {
  const { model } = intake;
  const { view, rows, bookmarks, found, path, measure } = scene;
  const { axis, fitting, scale } = view;
  const { folds, arrangement, showsLibrary } = rows.choices;
  return {
    version: 1,
    recording: name,
    axis,
    range: fitting ? null : [scale.from, scale.to],
    scrollTop: view.wantedTop ?? view.scrollTop,
    selection: savedSelection(model, selection),
    collapsed: savedTasks(model, folds.collapsedTasks),
    pinned: savedTasks(model, arrangement.pinnedTasks),
    grouping: rows.grouping,
    library: showsLibrary,
    steps: view.steps,
    slim: view.slim,
    tallLoop: view.tallLoop,
    bookmarks: savedBookmarks(model, bookmarks),
    groups: savedGroups(model, folds.toggledGroups),
    pinnedGroups: savedGroups(model, lanesOf(arrangement.pinned, 'string')),
    hidden: savedTasks(model, lanesOf(arrangement.hidden, 'number')),
    hiddenGroups: savedGroups(model, lanesOf(arrangement.hidden, 'string')),
    search: found.status.query,
    onlyMatches: found.only,
    ...savedHistory(model, navigator.landmarks.history),
    ...(path && { path: keyOf(model, path.task) }),
    ...(measure.taken && { measure: measure.taken }),
    ...(view.namesWidth !== undefined && { names: view.namesWidth }),
  };
}

/** @param wanted gets what is to be done with tasks that have not come yet */
export function restoreView(saved: SavedView, shown: Shown, wanted: Wanted<(task: number) => void>): void {
  const { view, rows, bookmarks, found, measure } = shown.scene;
  const { choices } = rows;
  const { folds, arrangement } = choices;
  restoreLayout(saved, view, shown);
  for (const key of saved.collapsed) wanted.add(key, (task) => folds.fold(task, true));
  for (const key of saved.pinned ?? []) wanted.add(key, (task) => arrangement.pin(task));
  if (saved.grouping) rows.grouping = saved.grouping;
  if (saved.library) choices.showsLibrary = true;
  for (const { task: key, startSeq, state, t, seq } of saved.bookmarks ?? []) {
    wanted.add(key, (task) => bookmarks.add({ selection: { task, startSeq, state }, t, seq }));
  }
  restoreGroups(saved.groups ?? [], (by, key) => folds.restore(by, key), wanted);
  restoreGroups(saved.pinnedGroups ?? [], (by, key) => arrangement.pin(groupLane(by, key)), wanted);
  restoreGroups(saved.hiddenGroups ?? [], (by, key) => arrangement.hide(groupLane(by, key)), wanted);
  for (const key of saved.hidden ?? []) wanted.add(key, (task) => arrangement.hide(task));
  restoreHistory(saved, shown.navigator.landmarks.history, wanted);
  found.set(saved.search ?? '');
  found.only = saved.onlyMatches ?? false;
  if (saved.measure) measure.take(saved.measure.axis, saved.measure);
  if (saved.path) wanted.add(saved.path, (task) => (shown.pathWanted = task));
  const { selection } = saved;
  if (!selection) return;
  wanted.add(selection.task, (task) => {
    shown.selection ??= { task, startSeq: selection.startSeq, state: selection.state };
  });
}

function restoreLayout(saved: SavedView, view: View, { navigator }: Shown): void {
  view.axis = saved.axis === 'order' ? 'order' : 'time';
  view.fitting = saved.range === null;
  if (saved.range) view.scale = { ...view.scale, from: saved.range[0], to: saved.range[1] };
  if (saved.slim && !view.slim) navigator.changes.toggleSlim();
  if (saved.tallLoop && !view.tallLoop) navigator.changes.toggleLoop();
  view.wantedTop = saved.scrollTop;
  view.steps = saved.steps ?? true;
  if (saved.names !== undefined) navigator.changes.resizeNames(saved.names);
}
