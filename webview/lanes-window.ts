/** The rows in view as texts, for those who do not see the canvas. */
import { taskExtent } from './axis';
import { awaitNumber } from './card-facts';
import { foundInRow } from './draw-found';
import type { LaneRow, LanesWindow } from './list-windows';
import { outcomesText } from './outcomes';
import type { Scene } from './scene';
import { selectedRow } from './selected-row';
import { neighbours, sameSegment, segmentNear, selectionOf } from './selection';
import type { FoundSegment } from './selection';
import type { StringKey } from './strings';

/** Segments told before and after the selected one. */
const AROUND = 5;

export function lanesWindow(scene: Scene): LanesWindow {
  const { view, rows } = scene;
  const selected = selectedRow(scene);
  const first = Math.min(view.firstRow, rows.count);
  const list: LaneRow[] = [];
  for (let row = first; row < view.endRow; row++) list.push(laneRow(scene, row, row === selected));
  return { total: rows.count, first, rows: list, selected };
}

function laneRow(scene: Scene, row: number, selected: boolean): LaneRow {
  const { rows, facts, times, describe, segment } = scene;
  const content = rows.at(row);
  const common = {
    level: rows.depth(row) + 1,
    expanded: rows.children(row) > 0 ? !rows.isCollapsed(row) : null,
  };
  if (content < 0) {
    const group = rows.groupAt(content);
    const name = facts.groupName(rows.grouping, group);
    const { summary } = describe.group(rows.grouping, group);
    const state = [summary, outcomesText(scene, row), foundText(scene, row)].filter(Boolean).join(', ');
    const place = group.loc === 0 ? '' : facts.shortPlace(group.stream, group.loc);
    return { ...common, name, state, duration: '', place, segment: '', segments: [] };
  }
  const { tasks } = facts.tables;
  const { from, to } = taskExtent(facts.tables, 'time', content);
  const state = facts.stateOf(content);
  return {
    ...common,
    name: facts.laneName(content),
    state: [
      facts.say.text(`state${state[0]!.toUpperCase()}${state.slice(1)}` as StringKey),
      outcomesText(scene, row),
      foundText(scene, row),
    ]
      .filter(Boolean)
      .join(', '),
    duration: times.duration(to - from),
    place: facts.shortPlace(tasks.stream(content), tasks.loc(content)),
    segment: selected && segment ? describe.segment(segment).summary : '',
    segments: selected ? segmentTexts(scene, content) : [],
  };
}

function foundText(scene: Scene, row: number): string {
  const count = foundInRow(scene, row);
  return count === 0 ? '' : scene.facts.say.text('foundHere', scene.times.count(count));
}

function segmentTexts({ facts, geometry, describe, segment, times }: Scene, task: number): string[] {
  const { tables } = facts;
  const middle = segment ?? segmentNear(tables, geometry.indexes, task, 1);
  if (!middle) return [];
  const near: FoundSegment[] = [middle];
  for (const side of ['before', 'after'] as const) {
    let at = middle;
    for (let i = 0; i < AROUND; i++) {
      const next = neighbours(tables, geometry.indexes, selectionOf(at))[side];
      if (!next || sameSegment(at, selectionOf(next))) break;
      if (side === 'before') near.unshift(next);
      else near.push(next);
      at = next;
    }
  }
  return near.map((s) => {
    const text = [awaitNumber(facts, s.await), describe.stateText(s), times.duration(s.end - s.start)];
    return text.filter((part) => part !== '').join(', ');
  });
}
