/** Leads from the timeline to the code. */
import type { Site } from '../protocol/ids';
import { Segment } from '../model/intervals';
import type { Controls } from './controls';
import type { Scene } from './scene';
import type { FoundSegment } from './selection';

/** Opens the place of what is selected, or of the group that the keys are on. */
export function openSelected(controls: Controls, beside: boolean): void {
  const { selection, segment, facts, rows } = controls.scene();
  const group = selection ? -1 : rows.rowOfGroup(rows.current);
  if (group >= 0) return openGroup(controls, group, beside);
  if (!selection) return;
  const site = segment ? siteOfSegment(controls.scene(), segment) : facts.taskPlace(selection.task)?.site;
  if (site) controls.open(site, beside);
}

export function openGroup(controls: Controls, row: number, beside: boolean): void {
  const { rows, facts } = controls.scene();
  const { stream, loc } = rows.groupAt(rows.at(row));
  const site = facts.siteOf(stream, loc);
  if (site) controls.open(site, beside);
}

/** Of what belongs to an await, the await; of what ran before the first, and of what was returned, the function. */
function siteOfSegment({ facts }: Scene, segment: FoundSegment): Site | undefined {
  const place =
    segment.await >= 0 && segment.state !== Segment.left ? facts.awaitPlace(segment.await) : undefined;
  return (place ?? facts.taskPlace(segment.task))?.site;
}
