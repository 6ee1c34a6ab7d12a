/** How many matches of the search a lane has, and the sign that tells of those which a closed lane hides. */
import type { Paint } from './paint';
import type { Scene } from './scene';

const PAD = 5;
const HEIGHT = 15;

/** @returns the matches of a row, with those that it hides; an open group's stand on its lanes */
export function foundInRow({ rows, found, facts }: Scene, row: number): number {
  if (found.matches.count === 0) return 0;
  const content = rows.at(row);
  const isClosed = rows.isCollapsed(row);
  if (content < 0) return isClosed ? found.counts.ofGroup(rows.grouping, rows.groupAt(content)) : 0;
  return isClosed && rows.children(row) > 0
    ? found.counts.ofTree(facts.tables, content)
    : found.counts.ofTask(content);
}

/** Writes at the right end of a closed row's name how many matches it has. @returns the width that it took */
export function drawFoundCount(paint: Paint, scene: Scene, row: number, right: number, y: number): number {
  const { rows, times } = scene;
  if (!rows.isCollapsed(row)) return 0;
  const count = foundInRow(scene, row);
  if (count === 0) return 0;
  const { ctx } = paint;
  const text = times.count(count);
  paint.font(Math.round(paint.size * 0.85), true);
  const width = paint.measure(text) + 2 * PAD;
  ctx.strokeStyle = paint.color('foundMark');
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  ctx.roundRect(right - width, y - HEIGHT / 2, width, HEIGHT, HEIGHT / 2);
  ctx.stroke();
  ctx.fillStyle = paint.color('foreground');
  ctx.fillText(text, right - width + PAD, y);
  paint.font();
  return width + PAD;
}
