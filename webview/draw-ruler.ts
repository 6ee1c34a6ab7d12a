/** The axis on top: ticks and what they say. */
import { LOOP_TOP, MAP_HEIGHT, RULER_HEIGHT } from './layout';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';
import type { Ticks } from './ticks';

/** Pixels between two labels, at least. */
export const TICK_DISTANCE = 84;
const TICK_HEIGHT = 5;
const PAD = 4;

export function drawRuler(paint: Paint, scene: Scene, ticks: Ticks): void {
  const { view, facts, times } = scene;
  const { layout, scale } = view;
  const { ctx } = paint;
  paint.rect('names', 0, MAP_HEIGHT, layout.width, RULER_HEIGHT);
  paint.clip(layout.plotLeft, MAP_HEIGHT, layout.plotWidth, RULER_HEIGHT);
  paint.font(Math.round(paint.size * 0.85));
  const middle = MAP_HEIGHT + RULER_HEIGHT / 2 - 1;
  let after = layout.plotLeft;
  if (ticks.base > 0 && ticks.unit) after = drawBase(paint, scene, ticks, middle);
  for (let i = 0; i < ticks.count; i++) {
    const at = ticks.first + i * ticks.step;
    const x = paint.snap(layout.plotLeft + toX(scale, at));
    paint.rect('grid', x, LOOP_TOP - TICK_HEIGHT, paint.hair, TICK_HEIGHT);
    const sign = ticks.base > 0 ? '+' : '';
    const label = ticks.unit
      ? sign + times.time(at - ticks.base, ticks.unit, ticks.decimals)
      : times.count(at);
    if (x + PAD < after || x + PAD + paint.measure(label) > layout.width) continue;
    ctx.fillStyle = paint.color('dim');
    ctx.fillText(label, x + PAD, middle);
  }
  paint.unclip();
  paint.font(Math.round(paint.size * 0.85));
  ctx.fillStyle = paint.color('dim');
  paint.text(
    facts.say.text(view.axis === 'time' ? 'axisTime' : 'axisOrder'),
    10,
    middle,
    layout.plotLeft - 20,
  );
  paint.rect('border', 0, LOOP_TOP - paint.hair, layout.width, paint.hair);
  paint.font();
}

/** Where the labels count from. @returns the right edge of what was written */
function drawBase(paint: Paint, { view, times }: Scene, ticks: Ticks, y: number): number {
  const label = times.moment(ticks.base);
  paint.ctx.fillStyle = paint.color('foreground');
  paint.ctx.fillText(label, view.layout.plotLeft + PAD, y);
  return view.layout.plotLeft + PAD + paint.measure(label) + 2 * PAD;
}
