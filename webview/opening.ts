/** Leads from the timeline to the code. */
import type { Site } from '../protocol/ids';
import { Segment } from '../model/intervals';
import type { Controls } from './controls';
import type { Scene } from './scene';
import type { FoundSegment } from './selection';

/** Opens the place of what is selected, or of the group that the keys are on. */
export function openSelected(controls: Controls, beside: boolean): void {
  const site = siteSelected(controls.scene());
  if (site) controls.open(site, beside);
}

export function openGroup(controls: Controls, row: number, beside: boolean): void {
  const site = siteOfGroup(controls.scene(), row);
  if (site) controls.open(site, beside);
}

/** @returns the place that {@link openSelected} opens; undefined if there is none, or it is not known */
export function siteSelected(scene: Scene): Site | undefined {
  const { selection, segment, facts, rows } = scene;
  const group = selection ? -1 : rows.rowOfGroup(rows.current);
  if (group >= 0) return siteOfGroup(scene, group);
  if (!selection) return undefined;
  return segment ? siteOfSegment(scene, segment) : facts.taskPlace(selection.task)?.site;
}

function siteOfGroup({ rows, facts }: Scene, row: number): Site | undefined {
  const { stream, loc } = rows.groupAt(rows.at(row));
  return facts.siteOf(stream, loc);
}

/** Of what belongs to an await, the await; of what ran before the first, and of what was returned, the function. */
function siteOfSegment({ facts }: Scene, segment: FoundSegment): Site | undefined {
  const place =
    segment.await >= 0 && segment.state !== Segment.left ? facts.awaitPlace(segment.await) : undefined;
  return (place ?? facts.taskPlace(segment.task))?.site;
}
