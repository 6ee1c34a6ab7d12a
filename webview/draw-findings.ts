/** What rules found: a sign at the foot of the lane where to look, and one above the axis. Its shape tells how bad it is. */
import type { Severity } from '../model/findings';
import { eventAt } from './axis';
import type { FindingMark } from './findings';
import { LOOP_TOP, rowTop } from './layout';
import type { Paint } from './paint';
import { toX } from './scale';
import type { Scene } from './scene';
import { rowAtMoment } from './selected-row';

const RADIUS = 4.5;
/** Nearer to the last one on the axis, a sign is left out there: its lane has it. */
const DISTANCE = 6;

/** @param part the lanes that are in view, or the axis, which has those of all lanes */
export function drawFindings(paint: Paint, scene: Scene, part: 'lanes' | 'axis'): void {
  const { view, rows, findings, facts } = scene;
  const { layout, scale, axis } = view;
  const { tables } = facts;
  const atX = ({ task, seq }: FindingMark): number =>
    toX(scale, eventAt(tables, axis, tables.tasks.stream(task), seq));
  const drawn: number[] = [];
  if (part === 'axis') paint.clip(layout.plotLeft, 0, layout.plotWidth, LOOP_TOP);
  for (const mark of findings.marks) {
    const x = atX(mark);
    if (x < 0 || x > scale.width || rows.hides(mark.task)) continue;
    if (part === 'axis') {
      if (drawn.some((other) => Math.abs(other - x) < DISTANCE)) continue;
      drawn.push(x);
      drawSign(paint, layout.plotLeft + x, LOOP_TOP - RADIUS - 2, mark.finding.severity);
      continue;
    }
    const w = mark.finding.awaits?.[0];
    const row =
      w === undefined ? rowAtMoment(scene, mark.task, mark.seq) : rows.rowOf(facts.tables, mark.task, w);
    const y = rowTop(view.layout, row, view.scrollTop);
    if (row < 0 || y + layout.lane.height < layout.head || y > layout.height) continue;
    drawSign(
      paint,
      layout.plotLeft + x,
      y + Math.max(RADIUS, layout.lane.height - RADIUS),
      mark.finding.severity,
    );
  }
  if (part === 'axis') paint.unclip();
}

/** An octagon for an error, a triangle for a warning, a disc for a hint. */
function drawSign(paint: Paint, x: number, y: number, severity: Severity): void {
  const { ctx } = paint;
  ctx.fillStyle = paint.color(`${severity}Foreground`);
  ctx.strokeStyle = paint.color('background');
  ctx.lineWidth = 1;
  ctx.beginPath();
  if (severity === 'hint') ctx.arc(x, y, RADIUS - 1, 0, 2 * Math.PI);
  else if (severity === 'warning') {
    ctx.moveTo(x, y - RADIUS);
    ctx.lineTo(x + RADIUS, y + RADIUS - 1);
    ctx.lineTo(x - RADIUS, y + RADIUS - 1);
  } else {
    for (let corner = 0; corner < 8; corner++) {
      const turn = ((corner + 0.5) * Math.PI) / 4;
      ctx.lineTo(x + RADIUS * Math.cos(turn), y + RADIUS * Math.sin(turn));
    }
  }
  ctx.closePath();
  ctx.stroke();
  ctx.fill();
}
