/** The lane of the event loop: how much of each pixel its thread ran, and where one job held it up. */
import { LOOP_HEIGHT, LOOP_TOP } from './layout';
import type { Blocks } from './levels';
import { BLOCKED_NS, jobBefore, jobExtent, jobTime, loopStream } from './loop';
import { awayTime } from '../model/jobs';
import type { PauseTable } from '../model/tables';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';

const PAD = 3;
const HEIGHT = LOOP_HEIGHT - 2 * PAD;
/** Jobs from this width on have edges and say how long they took. */
const SEPARATE_FROM = 3;
const LABEL_FROM = 44;

export function drawLoop(paint: Paint, scene: Scene): void {
  const { view, facts } = scene;
  const { layout } = view;
  paint.rect('names', 0, LOOP_TOP, layout.width, LOOP_HEIGHT);
  const stream = loopStream(scene);
  if (stream >= 0) {
    paint.clip(layout.plotLeft, LOOP_TOP, layout.plotWidth, LOOP_HEIGHT);
    drawShares(paint, scene, stream);
    drawAway(paint, scene, facts.tables.tracings, stream, 'tracerBackground');
    drawAway(paint, scene, facts.tables.pauses, stream, 'pausedBackground');
    drawJobs(paint, scene, stream);
    paint.unclip();
  }
  paint.font(Math.round(paint.size * 0.85));
  paint.ctx.fillStyle = paint.color('dim');
  const several = facts.tables.streams.length > 1 && stream >= 0;
  const name = facts.say.text('eventLoop') + (several ? ` · ${facts.threadName(stream)}` : '');
  paint.text(name, 10, LOOP_TOP + LOOP_HEIGHT / 2, layout.plotLeft - 20);
  paint.font();
  paint.rect('border', 0, LOOP_TOP + LOOP_HEIGHT - paint.hair, layout.width, paint.hair);
}

function drawShares(paint: Paint, { view, facts, loops, loopShares }: Scene, stream: number): void {
  const { plotLeft } = view.layout;
  const { shares, blocked } = loopShares.of(facts.tables, loops, stream, view.axis, view.scale);
  const bottom = LOOP_TOP + PAD + HEIGHT;
  for (let x = 0; x < shares.length; x++) {
    if (shares[x] === 0) continue;
    // What ran at all can be seen.
    const height = Math.max(2, Math.round(shares[x]! * HEIGHT));
    paint.rect(
      blocked[x] ? 'rejectedForeground' : 'runningBackground',
      plotLeft + x,
      bottom - height,
      1,
      height,
    );
  }
}

/** The tracer's own work, or a debugger's pauses, hatched as on the lanes. */
function drawAway(
  paint: Paint,
  { view }: Scene,
  times: PauseTable,
  stream: number,
  color: 'tracerBackground' | 'pausedBackground',
): void {
  const { layout, scale, axis } = view;
  for (let row = 0; row < times.count; row++) {
    if (times.stream(row) !== stream || times.endSeq(row) === 0) continue;
    const time = axis === 'time';
    const x0 = Math.max(0, toX(scale, time ? times.start(row) : times.startSeq(row)));
    const x1 = Math.min(scale.width, toX(scale, time ? times.end(row) : times.endSeq(row)));
    if (x1 <= x0) continue;
    const x = paint.snap(layout.plotLeft + x0);
    paint.rect('names', x, LOOP_TOP + PAD, x1 - x0, HEIGHT);
    paint.ctx.fillStyle = paint.pattern('stripes', color, 0);
    paint.ctx.fillRect(x, LOOP_TOP + PAD, x1 - x0, HEIGHT);
  }
}

/** Where there is room, jobs are told apart; those that blocked say so in words too. */
function drawJobs(paint: Paint, { view, facts, times, loops }: Scene, stream: number): void {
  const { layout, scale, axis } = view;
  const row = facts.tables.streams[stream]!;
  paint.font(Math.round(paint.size * 0.75));
  const profile = loops.of(row, axis);
  const shortest = (SEPARATE_FROM * (scale.to - scale.from)) / scale.width;
  const { jobs } = row;
  // what took less in all has nothing that took as long
  const isShort = ({ sums }: Blocks, block: number): boolean => sums[block]! < shortest;
  const last = jobBefore(jobs, axis, scale.to);
  let drawn = 0;
  for (let job = Math.max(0, jobBefore(jobs, axis, scale.from)); job <= last && drawn < scale.width; job++) {
    const blocks = profile.largest(job, isShort);
    if (blocks) {
      job += blocks.size - 1;
      continue;
    }
    const [from, to] = jobExtent(row, axis, job);
    const [x0, x1] = [toX(scale, from), toX(scale, to)];
    if (x1 - x0 < SEPARATE_FROM) continue;
    drawn++;
    paint.rect('names', paint.snap(layout.plotLeft + x0), LOOP_TOP + PAD, paint.hair, HEIGHT);
    const room = Math.min(scale.width, x1) - Math.max(0, x0) - 8;
    if (room < LABEL_FROM) continue;
    const time = jobTime(row, job);
    // Most of it is hatched: a time of the program would seem to be that of the bar.
    if (awayTime(jobs, job) > time) continue;
    const text = time >= BLOCKED_NS ? facts.say.text('blocked', times.duration(time)) : times.duration(time);
    paint.ctx.fillStyle = paint.color(time >= BLOCKED_NS ? 'background' : 'runningForeground');
    paint.text(text, layout.plotLeft + Math.max(0, x0) + 4, LOOP_TOP + LOOP_HEIGHT / 2 + 0.5, room);
  }
  paint.font();
}
