/** All that a menu can offer to do with the selected lane, and where each of it does something. */
import { awaitedOf, causeOf, creationOf } from './causes';
import type { Focus } from './focus';
import type { KeyAction } from './keys';
import { siteSelected } from './opening';
import type { Scene } from './scene';
import type { StringKey } from './strings';

/** @returns what to call it here; anything else where it would do nothing */
type Offer = (scene: Scene, focus: Focus) => StringKey | false | undefined;

/** In groups with a line between them. */
export const OFFERS: readonly (readonly (readonly [action: KeyAction, offer: Offer])[])[] = [
  [
    ['open', (scene) => siteSelected(scene) && 'key.open'],
    ['openBeside', (scene) => siteSelected(scene) && 'key.openBeside'],
  ],
  [
    ['fitSelection', (_, { range, groupRange }) => (range ?? groupRange) && 'key.fit'],
    ['criticalPath', pathOffer],
    ['cause', ({ segment, facts }) => segment && causeOf(facts.tables, segment) && 'menu.cause'],
    ['creator', ({ selection: of, facts }) => of && creationOf(facts.tables, of.task) && 'menu.creator'],
    ['awaited', ({ segment, facts }) => segment && awaitedOf(facts.tables, segment) && 'menu.awaited'],
    ['bookmark', bookmarkOffer],
  ],
  [
    ['pin', pinOffer],
    ['movePinned', moveOffer],
    ['hideLane', hideOffer],
    ['showHidden', ({ rows }) => rows.choices.arrangement.hidden.size > 0 && 'menu.showHidden'],
  ],
  [
    ['toggleFold', foldOffer],
    ['collapseAll', ({ rows }) => rows.count > 0 && 'menu.collapseAll'],
    ['expandAll', ({ rows }) => rows.count > 0 && 'menu.expandAll'],
  ],
  [
    ['copy', (_, { lane }) => lane !== undefined && 'key.copy'],
    ['copyText', (_, { lane }) => lane !== undefined && 'key.copyText'],
    ['link', ({ selection }) => selection && 'key.link'],
  ],
];

/** Of a group, the key shows the path of the whole run, which is nothing of its own. */
function pathOffer({ selection, facts, path }: Scene): ReturnType<Offer> {
  const { tasks } = facts.tables;
  if (!selection) return undefined;
  if (path?.task === selection.task) return 'menu.hidePath';
  const isWhole = tasks.endSeq(selection.task) !== 0 && !Number.isNaN(tasks.start(selection.task));
  return isWhole && 'menu.path';
}

function bookmarkOffer({ selection, segment, bookmarks, facts }: Scene): ReturnType<Offer> {
  if (!selection) return undefined;
  if (bookmarks.has(selection)) return 'menu.unmark';
  const seq = segment ? segment.startSeq : facts.tables.tasks.startSeq(selection.task);
  return seq !== 0 && 'menu.mark';
}

/** Of a bar of a closed group, the task is pinned, and the group is hidden. */
function pinOffer({ rows, selection }: Scene, { lane, row }: Focus): ReturnType<Offer> {
  if (lane === undefined) return undefined;
  if (rows.choices.arrangement.pinned.has(lane)) return 'menu.unpin';
  return selection && isHeading(rows, row) ? 'menu.pinTask' : 'menu.pin';
}

function hideOffer({ rows }: Scene, { row }: Focus): ReturnType<Offer> {
  if (row < 0) return undefined;
  return isHeading(rows, row) ? 'menu.hideGroup' : 'menu.hideLane';
}

function moveOffer({ rows }: Scene, { lane }: Focus): ReturnType<Offer> {
  const to = lane === undefined ? undefined : rows.choices.arrangement.moveOfPinned(lane);
  return to && (to === 'up' ? 'menu.movePinned' : 'menu.movePinnedLast');
}

function foldOffer({ rows }: Scene, { row }: Focus): ReturnType<Offer> {
  if (row < 0 || rows.children(row) === 0) return undefined;
  return rows.isCollapsed(row) ? 'menu.expand' : 'menu.collapse';
}

function isHeading(rows: Scene['rows'], row: number): boolean {
  return row >= 0 && rows.at(row) < 0;
}
