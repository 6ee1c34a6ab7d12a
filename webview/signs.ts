/** How a task stands, as a sign of its own shape: ✓ ✕ ▶ ○ ◐ … ◇. */
import type { TaskState } from './facts';
import type { Paint } from './paint';
import type { ColorName } from './theme';

const SIZE = 4;
const COLORS: Readonly<Record<TaskState, ColorName>> = {
  running: 'runningBackground',
  waiting: 'waitingBorder',
  ready: 'readyBackground',
  left: 'leftBackground',
  neverSettled: 'unfinishedBorder',
  fulfilled: 'dim',
  rejected: 'rejectedForeground',
  ended: 'dim',
};

/** @param x middle, @param y middle */
export function drawSign(paint: Paint, state: TaskState, x: number, y: number): void {
  const { ctx } = paint;
  ctx.strokeStyle = ctx.fillStyle = paint.color(COLORS[state]);
  ctx.lineWidth = 1.6;
  ctx.beginPath();
  switch (state) {
    case 'fulfilled':
      ctx.moveTo(x - SIZE, y);
      ctx.lineTo(x - 1, y + 3);
      ctx.lineTo(x + SIZE, y - 3);
      break;
    case 'rejected':
      ctx.moveTo(x - 3.2, y - 3.2);
      ctx.lineTo(x + 3.2, y + 3.2);
      ctx.moveTo(x + 3.2, y - 3.2);
      ctx.lineTo(x - 3.2, y + 3.2);
      break;
    case 'running':
      ctx.moveTo(x - 3, y - SIZE);
      ctx.lineTo(x + SIZE, y);
      ctx.lineTo(x - 3, y + SIZE);
      ctx.closePath();
      ctx.fill();
      return;
    case 'ready':
      ctx.arc(x, y, SIZE, -Math.PI / 2, Math.PI / 2);
      ctx.fill();
      ctx.beginPath();
      ctx.arc(x, y, SIZE, 0, 2 * Math.PI);
      break;
    case 'waiting':
      ctx.arc(x, y, SIZE, 0, 2 * Math.PI);
      break;
    case 'left':
      for (const dx of [-4, 0, 4]) ctx.rect(x + dx - 1, y - 1, 2, 2);
      ctx.fill();
      return;
    case 'neverSettled':
      ctx.setLineDash([2.5, 1.8]);
      ctx.arc(x, y, SIZE + 0.5, 0, 2 * Math.PI);
      ctx.stroke();
      ctx.setLineDash([]);
      return;
    case 'ended':
      ctx.rect(x - 1.5, y - 1.5, 3, 3);
      ctx.fill();
      return;
  }
  ctx.stroke();
}
