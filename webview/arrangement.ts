/** What a reader has done to lanes one by one: those that are pinned above the others, and those that are hidden. */
import type { Grouping, LaneGroup } from '../model/lane-groups';

/** A task, or a group as {@link groupLane} writes it. */
export type Lane = number | string;

/** @returns what stands for a group, whose key tells it from others of the same grouping only */
export function groupLane(by: Grouping, key: string): string {
  return `${by} ${key}`;
}

/** @returns those of one kind: tasks are numbers, groups are texts */
export function lanesOf(lanes: Iterable<Lane>, kind: 'number'): number[];
export function lanesOf(lanes: Iterable<Lane>, kind: 'string'): string[];
export function lanesOf(lanes: Iterable<Lane>, kind: 'number' | 'string'): Lane[] {
  return [...lanes].filter((lane) => typeof lane === kind);
}

export class Arrangement {
  private readonly pins = new Set<Lane>();
  private readonly hidden = new Set<Lane>();

  /** In the order in which they stand. */
  get pinned(): ReadonlySet<Lane> {
    return this.pins;
  }

  get hiddenLanes(): ReadonlySet<Lane> {
    return this.hidden;
  }

  /** Pins a lane above the others, below those that are pinned already; or lets it go back to its place. */
  pin(lane: Lane): void {
    if (!this.pins.delete(lane)) this.pins.add(lane);
  }

  /** @returns where {@link move} would bring it; undefined unless it is one of several pinned lanes that stand together */
  moveOf(lane: Lane): 'up' | 'last' | undefined {
    const order = this.beside(lane);
    if (!this.pins.has(lane) || order.length < 2) return undefined;
    return order[0] === lane ? 'last' : 'up';
  }

  /** Moves a pinned lane one up, the uppermost to the end of the pinned ones; tasks and groups are apart. */
  move(lane: Lane): void {
    if (!this.pins.has(lane)) return;
    const order = this.beside(lane);
    const from = order.indexOf(lane);
    order.splice(from, 1);
    order.splice(from === 0 ? order.length : from - 1, 0, lane);
    for (const each of order) {
      this.pins.delete(each);
      this.pins.add(each);
    }
  }

  /** @returns the pinned lanes that stand together with one, and that: groups of other groupings are not in view */
  private beside(lane: Lane): Lane[] {
    const kind = kindOf(lane);
    return [...this.pins].filter((other) => kindOf(other) === kind);
  }

  hide(lane: Lane): void {
    this.pins.delete(lane);
    this.hidden.add(lane);
  }

  /** @returns whether it was hidden */
  show(lane: Lane): boolean {
    return this.hidden.delete(lane);
  }

  showAll(): void {
    this.hidden.clear();
  }

  hides(lane: Lane): boolean {
    return this.hidden.size > 0 && this.hidden.has(lane);
  }

  /** @returns the pinned tasks, in their order */
  get tasks(): ReadonlySet<number> {
    return new Set(lanesOf(this.pins, 'number'));
  }

  /** @returns how the groups stand, by their places in the list: the pinned ones first; undefined where nothing was done to any */
  order(by: Grouping, groups: readonly LaneGroup[]): { order: number[]; pinned: number } | undefined {
    const touched = [...this.pins, ...this.hidden].some((lane) => isOf(lane, by));
    if (!touched) return undefined;
    const places = new Map(groups.map(({ key }, i) => [groupLane(by, key), i]));
    const first = [...this.pins].flatMap((lane) => (isOf(lane, by) ? (places.get(lane) ?? []) : []));
    const isFirst = new Set(first);
    const rest = groups.flatMap(({ key }, i) =>
      isFirst.has(i) || this.hidden.has(groupLane(by, key)) ? [] : [i],
    );
    return { order: [...first, ...rest], pinned: first.length };
  }
}

/** @returns the grouping that a group is of; undefined of a task */
function kindOf(lane: Lane): string | undefined {
  return typeof lane === 'string' ? lane.slice(0, lane.indexOf(' ')) : undefined;
}

function isOf(lane: Lane, by: Grouping): lane is string {
  return typeof lane === 'string' && lane.startsWith(`${by} `);
}
