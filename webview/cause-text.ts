/** Why there is no step back from what is selected to a cause: where the chain begins. */
import { resourceText } from './awaited';
import type { Scene } from './scene';

/** @returns a sentence about a selection that has no cause among the tasks */
export function causeText({ selection, segment, facts, rows }: Scene): string {
  const { say, tables } = facts;
  if (!selection) return say.text(rows.current === undefined ? 'said.noSelection' : 'said.onlyTasks');
  if (!segment) return say.text('said.causeOfSegment');
  const { await: w } = segment;
  if (w < 0) return say.text('said.causeOutside');
  const resource = tables.awaits.settlerResource(w);
  if (resource >= 0) return say.text('said.causeResource', resourceText(facts, resource));
  if (Number.isNaN(tables.awaits.settle(w))) return say.text('said.causeOpen');
  return say.text(tables.awaits.settleSeq(w) === 0 ? 'said.causeBefore' : 'said.causeUnknown');
}
