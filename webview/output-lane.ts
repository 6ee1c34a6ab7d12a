/** The lane of what was printed, above those of tasks: every line, whoever printed it, and its text where there is room. */
import { outputPlace } from './axis';
import type { Axis } from './axis';
import { MARK_DISTANCE, drawOutputMark } from './draw-marks';
import { OUTPUT_HEIGHT } from './layout';
import { oneLine } from '../model/plain-text';
import type { Tables } from '../model/tables';
import type { Paint } from './paint';
import { fromX, toX } from './scale';
import type { Scene } from './scene';

/** Between a mark and its text. */
const GAP = 7;
/** A text of fewer pixels says nothing. */
const TEXT_ROOM = 28;
const LONGEST = 200;
/** How far off a mark may be, in pixels. */
const NEAR = 5;

export function drawOutputLane(paint: Paint, scene: Scene): void {
  const { layout } = scene.view;
  const { outputTop } = layout;
  const middle = outputTop + OUTPUT_HEIGHT / 2;
  paint.rect('names', 0, outputTop, layout.width, OUTPUT_HEIGHT);
  paint.font(Math.round(paint.size * 0.85));
  paint.ctx.fillStyle = paint.color('dim');
  paint.text(scene.facts.say.text('labelPrinted'), 10, middle, layout.plotLeft - 20);
  paint.clip(layout.plotLeft, outputTop, layout.plotWidth, OUTPUT_HEIGHT);
  const marks = marksInView(scene);
  marks.forEach(({ output, x }, i) =>
    drawText(paint, scene, output, x, (marks[i + 1]?.x ?? layout.plotWidth) - x),
  );
  const { outputs } = scene.facts.tables;
  for (const { output, x } of marks)
    drawOutputMark(paint, layout.plotLeft + x, middle - 1, outputs.stderr(output) === 1);
  paint.unclip();
  paint.font();
  paint.rect('border', 0, outputTop + OUTPUT_HEIGHT - paint.hair, layout.width, paint.hair);
}

function drawText(paint: Paint, { view, facts }: Scene, output: number, x: number, width: number): void {
  const room = width - 2 * GAP;
  if (room < TEXT_ROOM) return;
  paint.ctx.fillStyle = paint.color('dim');
  const text = oneLine(facts.printed(output)).slice(0, LONGEST);
  const { plotLeft, outputTop } = view.layout;
  paint.text(text, plotLeft + x + GAP, outputTop + OUTPUT_HEIGHT / 2 + 0.5, room);
}

interface Mark {
  readonly output: number;
  /** Pixel of the plot. */
  readonly x: number;
}

/** Of lines that would stand on one another the first: no more are looked at than have room. */
function marksInView({ view, outputs, facts }: Scene): Mark[] {
  const { axis, scale } = view;
  const { tables } = facts;
  const marks: Mark[] = [];
  for (const rows of outputs.ofStreams) {
    if (!rows) continue;
    let i = firstFrom(tables, rows, axis, scale.from, 0);
    while (i < rows.length) {
      const x = toX(scale, outputPlace(tables, axis, rows[i]!));
      if (x > scale.width) break;
      marks.push({ output: rows[i]!, x });
      i = firstFrom(tables, rows, axis, fromX(scale, x + MARK_DISTANCE), i + 1);
    }
  }
  return marks.sort((a, b) => a.x - b.x);
}

/** @returns the line at a pixel of the plot, or near it; -1 for none */
export function outputAt(scene: Scene, x: number): number {
  let near = -1;
  let nearest = NEAR;
  for (const mark of marksInView(scene)) {
    const distance = Math.abs(mark.x - x);
    if (distance < nearest) [near, nearest] = [mark.output, distance];
  }
  return near;
}

/** @returns index of the first at or behind a place on the axis, of those from `low` on */
function firstFrom(tables: Tables, rows: readonly number[], axis: Axis, from: number, low: number): number {
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (outputPlace(tables, axis, rows[middle]!) < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
