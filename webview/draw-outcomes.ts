/** Signs and counts at the right end of a name: what a closed lane, or a group, has that must not be overlooked. */
import { outcomesOf } from './outcomes';
import type { Paint } from './paint';
import type { Scene } from './scene';
import { drawSign } from './signs';

const GAP = 8;
const SIGN = 13;

/** @param right where it is to end, @param room pixels for it. @returns the width that it took */
export function drawOutcomes(
  paint: Paint,
  scene: Scene,
  row: number,
  right: number,
  y: number,
  room: number,
): number {
  const { hidden, rejected, unfinished } = outcomesOf(scene, row);
  if (hidden + rejected + unfinished === 0) return 0;
  const { ctx } = paint;
  const { times } = scene;
  let x = right;
  paint.font(Math.round(paint.size * 0.85));
  const count = (n: number, text: string, state?: 'rejected' | 'neverSettled'): void => {
    const width = paint.measure(text) + (state ? SIGN : 0);
    if (n === 0 || right - x + width > room) return;
    x -= width;
    if (state) drawSign(paint, state, x + SIGN / 2 - 2, y);
    ctx.fillStyle = paint.color(state ? 'foreground' : 'dim');
    ctx.fillText(text, x + (state ? SIGN : 0), y);
    x -= GAP;
  };
  // what matters most gets its place first
  count(rejected, times.count(rejected), 'rejected');
  count(unfinished, times.count(unfinished), 'neverSettled');
  count(hidden, `+${times.count(hidden)}`);
  paint.font();
  return right - x;
}
