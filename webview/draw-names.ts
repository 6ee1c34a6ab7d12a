/** The column of names: who created whom, how each task stands, and where it is in the source. */
import { drawFoundCount } from './draw-found';
import { drawOutcomes } from './draw-outcomes';
import { SLIM, rowTop } from './layout';
import { cutInMiddle } from './middle-cut';
import type { Scene } from './scene';
import type { Paint } from './paint';
import { selectedRow } from './selected-row';
import { drawSign } from './signs';

const INDENT = 12;
/** In a column narrower than this, pixels, room is for names. */
const NARROW = 160;
const INDENT_NARROW = 6;
const PAD = 8;
const TWISTY = 14;
/** A group has a pin left of its twisty. */
const PIN = 9;
const SIGN = 18;
/** Deep trees are indented no farther than half of the column, less this. */
const KEPT = 40;
/** The place of a task is shown if its name has room, or this much of it. */
const NAME_ROOM = 120;
/** Counts of what failed take no more than this share of the room for a name. */
const OUTCOMES_SHARE = 0.4;
/** Of a name that stands over its neighbours. */
const NAME_HEIGHT = 18;

/** @returns left edge of a row's twisty */
export function twistyLeft(scene: Scene, row: number): number {
  const { plotLeft } = scene.view.layout;
  const isNarrow = plotLeft < NARROW;
  const indent = scene.rows.depth(row) * (isNarrow ? INDENT_NARROW : INDENT);
  return PAD / (isNarrow ? 2 : 1) + Math.min(indent, plotLeft / 2 - KEPT);
}

export function drawNames(paint: Paint, scene: Scene): void {
  const { view } = scene;
  const { plotLeft, plotHeight, head } = view.layout;
  paint.clip(0, head, plotLeft, plotHeight);
  if (view.slim) drawSlimNames(paint, scene);
  else for (let row = view.firstRow; row < view.endRow; row++) drawName(paint, scene, row, topOf(scene, row));
  paint.unclip();
  paint.rect('border', plotLeft - paint.hair, 0, paint.hair, view.layout.height);
}

/** Where lanes are too low for names, the one under the mouse and the selected one have theirs, over their neighbours. */
function drawSlimNames(paint: Paint, scene: Scene): void {
  const { view } = scene;
  for (const row of new Set([selectedRow(scene), scene.hoveredRow])) {
    if (row < view.firstRow || row >= view.endRow) continue;
    const middle = rowTop(view.layout, row, view.scrollTop) + SLIM.height / 2;
    paint.rect('names', 0, middle - NAME_HEIGHT / 2, view.layout.plotLeft, NAME_HEIGHT);
    drawName(paint, scene, row, topOf(scene, row));
  }
}

const topOf = ({ view }: Scene, row: number): number => rowTop(view.layout, row, view.scrollTop);

/** @param top of the row, on the canvas */
export function drawName(paint: Paint, scene: Scene, row: number, top: number): void {
  const { view, rows, facts } = scene;
  const { ctx } = paint;
  const middle = top + view.layout.lane.height / 2 + 0.5;
  const edge = view.layout.plotLeft - PAD;
  let right = edge - drawFoundCount(paint, scene, row, edge, middle);
  right -= drawOutcomes(paint, scene, row, right, middle, OUTCOMES_SHARE * (right - twistyLeft(scene, row)));
  const content = rows.at(row);
  let x = twistyLeft(scene, row);
  if (rows.isPinned(row)) drawPin(paint, x + TWISTY / 2 - (content < 0 ? PIN : 0), middle);
  if (rows.children(row) > 0) drawTwisty(paint, x + TWISTY / 2, middle, rows.isCollapsed(row));
  x += TWISTY;
  if (content < 0) {
    drawGroup(paint, scene, content, x, middle, right);
    return;
  }
  drawSign(paint, facts.stateOf(content), x + 6, middle);
  x += SIGN;
  const { tasks } = facts.tables;
  const name = facts.laneName(content);
  const place = facts.shortPlace(tasks.stream(content), tasks.loc(content));
  paint.font(Math.round(paint.size * 0.85));
  const placeWidth = paint.measure(place);
  paint.font();
  const withPlace = place !== '' && right - x - placeWidth - PAD >= Math.min(NAME_ROOM, paint.measure(name));
  ctx.fillStyle = paint.color('foreground');
  paint.text(name, x, middle, withPlace ? right - x - placeWidth - PAD : right - x);
  if (!withPlace) return;
  paint.font(Math.round(paint.size * 0.85));
  ctx.fillStyle = paint.color('dim');
  ctx.fillText(place, right - placeWidth, middle);
  paint.font();
}

/** A heading, and how often and how long in all. */
function drawGroup(paint: Paint, scene: Scene, content: number, x: number, y: number, right: number): void {
  const { rows, facts, times } = scene;
  const { ctx } = paint;
  const group = rows.groupAt(content);
  let room = right - x;
  const { say } = facts;
  const [name, short] = facts.groupNames(rows.grouping, group);
  paint.font(paint.size, true);
  const nameWidth = paint.measure(name);
  const time = times.duration(group.took ?? group.waiting);
  const told = say.text(group.took === undefined ? 'waitedTotal' : 'tookTotal', time);
  paint.font(Math.round(paint.size * 0.85));
  for (const [text, least] of [
    [`×${times.count(group.count)}  ${told}`, nameWidth],
    [`×${times.count(group.count)}  ${time}`, NAME_ROOM],
  ] as const) {
    const width = paint.measure(text);
    if (room - width - PAD < least) continue;
    ctx.fillStyle = paint.color('dim');
    ctx.fillText(text, right - width, y);
    room -= width + PAD;
    break;
  }
  paint.font(paint.size, true);
  ctx.fillStyle = paint.color('foreground');
  const shown = nameWidth <= room ? name : cutInMiddle(paint, short, room);
  if (shown !== '') ctx.fillText(shown, x, y);
  paint.font();
}

function drawPin(paint: Paint, x: number, y: number): void {
  const { ctx } = paint;
  ctx.fillStyle = ctx.strokeStyle = paint.color('foreground');
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  ctx.arc(x, y - 2, 2.6, 0, 2 * Math.PI);
  ctx.fill();
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x, y + 5);
  ctx.stroke();
}

function drawTwisty(paint: Paint, x: number, y: number, collapsed: boolean): void {
  const { ctx } = paint;
  ctx.strokeStyle = paint.color('foreground');
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  if (collapsed) {
    ctx.moveTo(x - 1.5, y - 4);
    ctx.lineTo(x + 2.5, y);
    ctx.lineTo(x - 1.5, y + 4);
  } else {
    ctx.moveTo(x - 4, y - 1.5);
    ctx.lineTo(x, y + 2.5);
    ctx.lineTo(x + 4, y - 1.5);
  }
  ctx.stroke();
}

/** @returns whether a point of the row is on its twisty */
export function onTwisty(scene: Scene, row: number, x: number): boolean {
  const left = twistyLeft(scene, row);
  return scene.rows.children(row) > 0 && x >= left - 2 && x < left + TWISTY;
}
