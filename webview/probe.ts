/** Answers to tests: how it stands, and which bars of the last frame are on screen, and where. */
import type { Frames } from './frames';
import { rowTop } from './layout';
import type { Scene } from './scene';
import { stateName } from './selection';
import type { Shown } from './shown';
import type { BarHit, BarQuery, FromCore } from './worker-protocol';

const MOST = 500;

export function probed(
  query: BarQuery | null,
  { scene, navigator, status }: Shown,
  { count: frames, times }: Frames,
): Pick<Extract<FromCore, { type: 'probed' }>, 'bars' | 'state'> {
  const { from, to } = scene.view.scale;
  const selected = navigator.selectedCard()?.summary ?? '';
  const more = { from, to, rows: scene.rows.count, selected, frames, frameTimes: times.take() };
  return { bars: query ? barsLike(scene, query) : [], state: { ...status, ...more } };
}

function barsLike({ view, geometry, facts }: Scene, query: BarQuery): BarHit[] {
  const { bars } = geometry;
  const { layout } = view;
  const hits: BarHit[] = [];
  for (let i = 0; i < bars.count && hits.length < MOST; i++) {
    const task = bars.task[i]!;
    const kind = stateName(bars.state[i]!);
    const w = bars.await_[i]!;
    const n = w < 0 ? 0 : facts.tables.awaits.n(w);
    const name = facts.taskName(task);
    if (query.name !== undefined && query.name !== name) continue;
    if (query.task !== undefined && query.task !== task) continue;
    if (query.kind !== undefined && query.kind !== kind) continue;
    if (query.await !== undefined && query.await !== n) continue;
    const left = Math.max(0, bars.x[i]!);
    const right = Math.min(layout.plotWidth, bars.x[i]! + Math.max(1, bars.width[i]!));
    const top = rowTop(layout, bars.row[i]!, view.scrollTop) + bars.top(i, layout.lane);
    const y = top + bars.height(i, layout.lane) / 2;
    if (right <= left || y < layout.head || y > layout.height) continue;
    const x = layout.plotLeft + (left + right) / 2;
    hits.push({ x, y, name, task, kind, await: n, left: layout.plotLeft + left, width: right - left });
  }
  return hits;
}
