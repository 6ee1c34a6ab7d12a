/** What lies behind the bars: tints of rows, lines between them, lines of the axis. */
import { foundInRow } from './draw-found';
import { rowTop } from './layout';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';
import { selectedRow } from './selected-row';
import type { ColorName } from './theme';
import type { Ticks } from './ticks';

/** The editor's colour is made for words: many whole rows of it would be all that is seen. */
const FOUND = 0.4;

export function drawRows(paint: Paint, scene: Scene, ticks: Ticks): void {
  const { view, rows } = scene;
  const { layout } = view;
  paint.rect('names', 0, layout.head, layout.plotLeft, layout.plotHeight);
  drawGrid(paint, scene, ticks);
  const selected = selectedRow(scene);
  for (let row = view.firstRow; row < view.endRow; row++) {
    const y = rowTop(view.layout, row, view.scrollTop);
    const content = rows.at(row);
    if (content < 0) paint.rect('names', 0, y, layout.width, layout.lane.height);
    for (const tint of tintsOf(scene, row, content, selected)) {
      paint.ctx.globalAlpha = tint === 'found' ? FOUND : 1;
      paint.rect(tint, 0, y, layout.width, layout.lane.height);
    }
    paint.ctx.globalAlpha = 1;
    if (row + 1 === rows.pinnedEnd)
      paint.rect('border', 0, y + layout.lane.height - paint.hair, layout.width, paint.hair);
    if (content >= 0 && scene.cursor.has(content))
      paint.rect('cursorForeground', 0, y, 3, layout.lane.height);
  }
}

function tintsOf(scene: Scene, row: number, content: number, selected: number): ColorName[] {
  const tints: ColorName[] = [];
  if (content >= 0 && scene.cursor.has(content)) tints.push('cursorBackground');
  if (foundInRow(scene, row) > 0) tints.push('found');
  if (content >= 0 && content === awaitedTask(scene)) tints.push('awaitedBackground');
  if (row === selected) tints.push('selected');
  else if (row === scene.hoveredRow && tints.length === 0) tints.push('hover');
  return tints;
}

/** @returns the task whose outcome the selected await waits for; -1 for none */
export function awaitedTask({ segment, facts }: Scene): number {
  return segment && segment.await >= 0 ? facts.tables.awaits.on(segment.await) : -1;
}

function drawGrid(paint: Paint, { view }: Scene, ticks: Ticks): void {
  const { layout, scale } = view;
  const { ctx } = paint;
  ctx.fillStyle = paint.color('grid');
  // in high contrast they are as bright as what they lie behind
  ctx.globalAlpha = paint.isHighContrast ? 0.3 : 0.5;
  for (let i = 0; i < ticks.count; i++) {
    const x = paint.snap(layout.plotLeft + toX(scale, ticks.first + i * ticks.step));
    if (x >= layout.plotLeft) ctx.fillRect(x, layout.head, paint.hair, layout.plotHeight);
  }
  ctx.globalAlpha = 1;
}
