/** Bookmarks: a numbered flag on the axis, and a thin line down to the lane that it is on. */
import { eventAt } from './axis';
import { LOOP_TOP, MAP_HEIGHT, RULER_HEIGHT, rowTop } from './layout';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';
import { rowAtMoment } from './selected-row';

const FLAG_HEIGHT = 13;
const PAD = 3;

/** @param part the flags stand on the axis, the lines in the lanes */
export function drawBookmarks(paint: Paint, scene: Scene, part: 'flags' | 'lines'): void {
  const { view, bookmarks, facts } = scene;
  const { layout, scale, axis } = view;
  const { tables } = facts;
  bookmarks.all.forEach(({ selection, seq }, i) => {
    const at = toX(scale, eventAt(tables, axis, tables.tasks.stream(selection.task), seq));
    if (at < -FLAG_HEIGHT || at > scale.width) return;
    const x = paint.snap(layout.plotLeft + at);
    if (part === 'flags') return drawFlag(paint, x, String(i + 1));
    const row = rowAtMoment(scene, selection.task, selection.startSeq);
    if (row < 0) return;
    const bottom = Math.max(layout.head, rowTop(view.layout, row, view.scrollTop) + layout.lane.height);
    paint.ctx.globalAlpha = 0.55;
    paint.rect('focus', x, layout.head, 1, bottom - layout.head);
    paint.ctx.globalAlpha = 1;
  });
}

function drawFlag(paint: Paint, x: number, number: string): void {
  const { ctx } = paint;
  paint.font(Math.round(paint.size * 0.75), true);
  const width = paint.measure(number) + 2 * PAD;
  const y = MAP_HEIGHT + RULER_HEIGHT - FLAG_HEIGHT - 1;
  paint.rect('focus', x, y, 1, LOOP_TOP - y);
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + width, y);
  ctx.lineTo(x + width + 3, y + FLAG_HEIGHT / 2 - 1);
  ctx.lineTo(x + width, y + FLAG_HEIGHT - 2);
  ctx.lineTo(x, y + FLAG_HEIGHT - 2);
  ctx.closePath();
  ctx.fillStyle = paint.color('focus');
  ctx.fill();
  ctx.fillStyle = paint.color('runningForeground');
  ctx.fillText(number, x + PAD, y + FLAG_HEIGHT / 2 - 0.5);
  paint.font();
}
