/** Where there is room, the event loop's jobs are told apart, and its turns; those that blocked say so in words too. */
import { PHASES } from '../model/phases';
import { awayTime } from '../model/jobs';
import { LOOP_TOP } from './layout';
import type { Blocks } from './levels';
import { BLOCKED_NS, jobBefore, jobExtent, jobTime } from './loop';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';

/** Jobs from this width on have edges, and from this one say how long they took. */
const SEPARATE_FROM = 3;
const LABEL_FROM = 44;

export function drawJobs(paint: Paint, scene: Scene, stream: number): void {
  const { view, facts, loops } = scene;
  const { scale, axis, layout } = view;
  const row = facts.tables.streams[stream]!;
  const { jobs } = row;
  const profile = loops.of(facts.tables, stream, axis);
  const shortest = (SEPARATE_FROM * (scale.to - scale.from)) / scale.width;
  // what took less in all has nothing that took as long
  const isShort = ({ sums }: Blocks, block: number): boolean => sums[block]! < shortest;
  const last = jobBefore(row, axis, scale.to);
  paint.font(Math.round(paint.size * 0.75));
  let drawn = 0;
  for (let job = Math.max(0, jobBefore(row, axis, scale.from)); job <= last && drawn < scale.width; job++) {
    const blocks = profile.largest(job, isShort);
    if (blocks) {
      job += blocks.size - 1;
      continue;
    }
    const [from, to] = jobExtent(row, axis, job);
    const [x0, x1] = [toX(scale, from), toX(scale, to)];
    if (x1 - x0 < SEPARATE_FROM) continue;
    drawn++;
    const { busy, height } = layout.loop;
    const x = paint.snap(layout.plotLeft + x0);
    paint.rect('names', x, LOOP_TOP + busy.top, paint.hair, busy.height);
    // a turn of the loop goes through all strips
    if (job === 0 || jobs.tick(job) !== jobs.tick(job - 1))
      paint.rect('grid', x, LOOP_TOP, paint.hair, height);
    label(paint, scene, stream, job, x0, x1);
  }
  paint.font();
}

function label(
  paint: Paint,
  { view, facts, times }: Scene,
  stream: number,
  job: number,
  x0: number,
  x1: number,
): void {
  const { scale, layout } = view;
  const row = facts.tables.streams[stream]!;
  const room = Math.min(scale.width, x1) - Math.max(0, x0) - 8;
  if (room < LABEL_FROM) return;
  const time = jobTime(row, job);
  // Most of it is hatched: a time of the program would seem to be that of the bar.
  if (awayTime(row.jobs, job) > time) return;
  const blocked = time >= BLOCKED_NS;
  const took = blocked ? facts.say.text('blocked', times.duration(time)) : times.duration(time);
  const phase = PHASES[row.jobs.phase(job)];
  const whole = phase ? `${facts.say.text(`phase.${phase}`)} · ${took}` : took;
  paint.ctx.fillStyle = paint.color(blocked ? 'background' : 'runningForeground');
  const { top, height } = layout.loop.busy;
  const x = layout.plotLeft + Math.max(0, x0) + 4;
  paint.text(paint.measure(whole) <= room ? whole : took, x, LOOP_TOP + top + height / 2 + 0.5, room);
}
