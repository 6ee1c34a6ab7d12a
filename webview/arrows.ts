/**
 * The arrow of the selected await: from where its promise was settled to where its task went on.
 *
 *     settler's lane   ████●
 *                          │
 *     the await's lane ┌───┼▨▨▶███       without a settling task, a label of the resource stands at ●
 */
import { resourceText } from './awaited';
import { resumeAt, settleAt } from './axis';
import { ROOMY, rowTop } from './layout';
import { toX } from './scale';
import type { Scene } from './scene';
import { rowAtMoment } from './selected-row';

export interface Arrow {
  /** Where the promise was settled, in pixels of the canvas. */
  readonly x0: number;
  readonly y0: number;
  /** Where the task went on; where it has not, as far as is known. */
  readonly x1: number;
  readonly y1: number;
  readonly resumed: boolean;
  /** What stands at the beginning where no lane does; empty where one does. */
  readonly label: string;
}

/** @returns the arrow of the selected await; undefined where nobody saw who settled its promise */
export function arrowOf(scene: Scene): Arrow | undefined {
  const { view, rows, facts, segment } = scene;
  const { tables } = facts;
  const w = segment?.await ?? -1;
  if (w < 0) return undefined;
  const { awaits } = tables;
  const task = awaits.settlerTask(w);
  const resource = awaits.settlerResource(w);
  const settle = settleAt(tables, view.axis, w);
  const row = rows.rowOf(tables, awaits.task(w), w);
  if ((task < 0 && resource < 0) || Number.isNaN(settle) || row < 0) return undefined;
  const resume = resumeAt(tables, view.axis, w);
  const resumed = !Number.isNaN(resume);
  const x = (at: number): number => view.layout.plotLeft + toX(view.scale, at);
  const { lane, head } = view.layout;
  const middle = lane.barTop + lane.bar / 2;
  const y1 = rowTop(view.layout, row, view.scrollTop) + middle;
  const settlerRow = task < 0 ? -1 : rowAtMoment(scene, task, awaits.settleSeq(w));
  const ends = { x0: x(settle), x1: x(resumed ? resume : settle), y1, resumed };
  if (settlerRow >= 0 && settlerRow !== row) {
    return { ...ends, y0: rowTop(view.layout, settlerRow, view.scrollTop) + middle, label: '' };
  }
  // A label needs a place of its own: above the lane, or below where that is not in view.
  const above = y1 - ROOMY.height > head + middle;
  const label = task >= 0 ? facts.taskName(task) : resourceLabel(scene, resource);
  return { ...ends, y0: above ? y1 - ROOMY.height : y1 + ROOMY.height, label };
}

function resourceLabel({ facts }: Scene, resource: number): string {
  const { resources } = facts.tables;
  const loc = resources.loc(resource);
  const place = loc === 0 ? '' : ` ${facts.shortPlace(resources.stream(resource), loc)}`;
  return resourceText(facts, resource) + place;
}
