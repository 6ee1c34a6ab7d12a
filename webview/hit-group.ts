/** What is at a point of a group's lane. */
import { placesOf } from './axis';
import { visitPart } from './group-parts';
import { NEAR, scoreOf } from './aim';
import { rowTop } from './layout';
import { fromX, toX } from './scale';
import type { Scene } from './scene';
import { segmentOf } from './selection';
import type { FoundSegment } from './selection';

/** Where more are as near as that, nobody can aim at one. */
const MOST = 500;

/** @param x pixel of the plot, @param y of the canvas */
export function segmentInGroup(scene: Scene, row: number, x: number, y: number): FoundSegment | undefined {
  if (scene.rows.grouping === 'creator') return undefined;
  return barAt(scene, row, x, y) ?? (hasBars(scene, row) ? undefined : shareAt(scene, row, x));
}

function hasBars({ geometry: { bars } }: Scene, row: number): boolean {
  for (let i = 0; i < bars.count; i++) if (bars.row[i] === row) return true;
  return false;
}

function barAt(
  { view, geometry, facts }: Scene,
  row: number,
  x: number,
  y: number,
): FoundSegment | undefined {
  const { bars, indexes } = geometry;
  const { lane } = view.layout;
  const below = y - rowTop(view.layout, row, view.scrollTop);
  let best = -1;
  let bestScore = Infinity;
  for (let i = 0; i < bars.count; i++) {
    if (bars.row[i] !== row) continue;
    const top = bars.top(i, lane);
    if (bars.parts[i]! > 1 && (below < top || below > top + bars.height(i, lane))) continue;
    const score = scoreOf(bars.x[i]!, bars.x[i]! + bars.width[i]!, x);
    if (score >= bestScore) continue;
    best = i;
    bestScore = score;
  }
  if (best < 0) return undefined;
  const [task, startSeq, state] = [bars.task[best]!, bars.startSeq[best]!, bars.state[best]!];
  return segmentOf(facts.tables, indexes, { task, startSeq, state });
}

/** Of many, one that is there. */
function shareAt({ view, rows, groupLanes, facts }: Scene, row: number, x: number): FoundSegment | undefined {
  const { axis, scale } = view;
  const { tables } = facts;
  const group = rows.groupAt(rows.at(row));
  const [from, to] = [fromX(scale, x - NEAR), fromX(scale, x + NEAR)];
  let best: FoundSegment | undefined;
  let bestScore = Infinity;
  for (const part of groupLanes.inView(tables, group, axis, from, to, MOST) ?? []) {
    const task = part < 0 ? -1 - part : tables.awaits.task(part);
    const places = placesOf(tables.streams[tables.tasks.stream(task)]!, axis);
    visitPart(tables, part, group.awaits.length > 0, (state, start, end, startSeq, endSeq, w) => {
      const score = scoreOf(toX(scale, places.at(startSeq)), toX(scale, places.at(endSeq)), x);
      if (score >= bestScore) return;
      best = { task, state, start, end, startSeq, endSeq, await: w };
      bestScore = score;
    });
  }
  return best;
}
