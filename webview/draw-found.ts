/** How many matches of the search a lane has, and the sign that tells of those which a closed lane hides. */
import type { Tables } from '../model/tables';
import type { Found } from './found';
import { lineOfRow } from './line-rows';
import type { Paint } from './paint';
import type { Rows } from './rows';
import type { Scene } from './scene';

const PAD = 5;
const HEIGHT = 15;
/** Of a task with more awaits, all matches count on each line: this is asked for in every frame. */
const MOST = 2000;

/** @returns the matches of a row, with those that it hides; an open group's stand on its lanes */
export function foundInRow({ rows, found, facts }: Scene, row: number): number {
  if (found.matches.count === 0) return 0;
  const content = rows.at(row);
  const isClosed = rows.isCollapsed(row);
  if (content < 0) return isClosed ? found.counts.ofGroup(rows.grouping, rows.groupAt(content)) : 0;
  const line = lineOfRow(rows, row);
  if (line >= 0) return foundOfLine(found, facts.tables, rows, content, line);
  return isClosed && rows.children(row) > 0
    ? found.counts.ofTree(facts.tables, content)
    : found.counts.ofTask(content);
}

/** @returns the matches of a task, of its awaits only those of a line */
function foundOfLine(found: Found, tables: Tables, rows: Rows, task: number, line: number): number {
  const { counts } = found;
  const { tasks, awaits } = tables;
  const all = counts.ofTask(task);
  if (all === 0 || tasks.awaits(task) > MOST) return all;
  let count = counts.hasWhole(task) ? 1 : 0;
  for (let w = tasks.firstAwait(task); w >= 0; w = awaits.next(w))
    if (counts.hasAwait(w) && rows.groupOf(tables, task, w) === line) count++;
  return count;
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
