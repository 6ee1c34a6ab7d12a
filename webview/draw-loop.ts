/**
 * The lane of the event loop: how much of each pixel its thread ran and where one job held it up, in which phases, and how many tasks
 * were ready.
 */
import { PHASES } from '../model/phases';
import { placesOf } from './axis';
import { drawBusy } from './draw-busy';
import { drawJobs } from './draw-jobs';
import { readyText } from './job-card';
import { LOOP_TOP } from './layout';
import type { Strip } from './layout';
import { loopStream } from './loop';
import type { LoopShares } from './loop-shares';
import type { PauseTable } from '../model/tables';
import type { Paint, PatternKind } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';

const TEXT_LEFT = 10;
/** Strips of this height have room for a name. */
const NAMED_FROM = 12;

export function drawLoop(paint: Paint, scene: Scene): void {
  const { layout } = scene.view;
  const { loop, plotLeft } = layout;
  paint.rect('names', 0, LOOP_TOP, layout.width, loop.height);
  const stream = loopStream(scene);
  const shares = stream < 0 ? undefined : sharesOf(scene, stream);
  if (shares) {
    paint.clip(plotLeft, LOOP_TOP, layout.plotWidth, loop.height);
    const { top, height } = loop.busy;
    drawBusy(paint, shares, plotLeft, LOOP_TOP + top + height, height, 'names');
    if (loop.phase) drawPhases(paint, scene, loop.phase, shares);
    if (loop.ready) drawReady(paint, scene, loop.ready, shares);
    const { tracings, pauses } = scene.facts.tables;
    drawAway(paint, scene, tracings, stream, 'leaning', 'tracerBackground');
    drawAway(paint, scene, pauses, stream, 'crossed', 'pausedBackground');
    drawJobs(paint, scene, stream);
    paint.unclip();
  }
  drawStripNames(paint, scene, stream, shares);
  paint.rect('border', 0, LOOP_TOP + loop.height - paint.hair, layout.width, paint.hair);
}

function sharesOf({ view, facts, loops, queues, loopShares }: Scene, stream: number): LoopShares {
  return loopShares.of(facts.tables, loops, queues.of(stream), stream, view.axis, view.scale);
}

/** A row for each phase: where it stands tells which it is. Pixels side by side are one rectangle. */
function drawPhases(paint: Paint, { view }: Scene, strip: Strip, { phases }: LoopShares): void {
  const { plotLeft, plotWidth } = view.layout;
  PHASES.forEach((_, phase) => {
    const y = LOOP_TOP + strip.top + phase * strip.height;
    const gap = strip.height >= NAMED_FROM ? 2 : 0;
    if (gap > 0) paint.rect('border', plotLeft, y + strip.height - paint.hair, plotWidth, paint.hair);
    let from = -1;
    for (let x = 0; x <= phases.length; x++) {
      const isThere = x < phases.length && (phases[x]! & (1 << phase)) !== 0;
      if (isThere && from < 0) from = x;
      if (isThere || from < 0) continue;
      paint.rect('phaseForeground', plotLeft + from, y + gap, x - from, strip.height - 2 * gap);
      from = -1;
    }
  });
}

/** The queue, as high as the strip where it is the longest in view. */
function drawReady(paint: Paint, { view }: Scene, strip: Strip, { ready }: LoopShares): void {
  const most = mostOf(ready);
  const bottom = LOOP_TOP + strip.top + strip.height;
  for (let x = 0; x < ready.length; x++) {
    if (ready[x] === 0) continue;
    const tall = Math.max(1, Math.round((ready[x]! / most) * strip.height));
    paint.rect('readyBackground', view.layout.plotLeft + x, bottom - tall, 1, tall);
  }
}

/** The tracer's own work, or a debugger's pauses, hatched as on the lanes. */
function drawAway(
  paint: Paint,
  { view, facts }: Scene,
  times: PauseTable,
  stream: number,
  kind: PatternKind,
  color: 'tracerBackground' | 'pausedBackground',
): void {
  const { layout, scale, axis } = view;
  const { top, height } = layout.loop.busy;
  const places = placesOf(facts.tables.streams[stream]!, axis);
  for (let row = 0; row < times.count; row++) {
    if (times.stream(row) !== stream || times.endSeq(row) === 0) continue;
    const x0 = Math.max(0, toX(scale, places.at(times.startSeq(row))));
    const x1 = Math.min(scale.width, toX(scale, places.at(times.endSeq(row))));
    if (x1 <= x0) continue;
    const x = paint.snap(layout.plotLeft + x0);
    paint.rect('names', x, LOOP_TOP + top, x1 - x0, height);
    paint.ctx.fillStyle = paint.pattern(kind, color, 0);
    paint.ctx.fillRect(x, LOOP_TOP + top, x1 - x0, height);
  }
}

/** What the strips are: the loop and its thread, and as room allows each phase, and how many tasks were ready at most. */
function drawStripNames(
  paint: Paint,
  { view, facts, times }: Scene,
  stream: number,
  shares?: LoopShares,
): void {
  const { loop, plotLeft } = view.layout;
  const { say, tables } = facts;
  const name = (text: string, { top, height }: Strip): void => {
    paint.text(text, TEXT_LEFT, LOOP_TOP + top + height / 2 + 0.5, plotLeft - 2 * TEXT_LEFT);
  };
  paint.font(Math.round(paint.size * 0.85));
  paint.ctx.fillStyle = paint.color('dim');
  const several = tables.streams.length > 1 && stream >= 0;
  name(say.text('eventLoop') + (several ? ` · ${facts.threadName(stream)}` : ''), loop.busy);
  paint.font(Math.round(paint.size * 0.75));
  const { phase, ready } = loop;
  if (phase && phase.height >= NAMED_FROM)
    PHASES.forEach((id, i) => name(say.text(`phase.${id}`), { ...phase, top: phase.top + i * phase.height }));
  if (ready && shares) {
    // it may reach over the phases, which have no names then
    const room =
      phase && phase.height < NAMED_FROM ? { top: ready.top - 4, height: ready.height + 4 } : ready;
    name(say.text('readyAtMost', readyText(times, mostOf(shares.ready))), room);
  }
  paint.font();
}

function mostOf(ready: Uint16Array): number {
  let most = 0;
  for (const count of ready) if (count > most) most = count;
  return most;
}
