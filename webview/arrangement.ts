/** What a reader has done to lanes one by one: those that are pinned above the others, and those that are hidden. */
import type { Grouping, LaneGroup } from '../model/lane-groups';
import type { Folds } from './folds';
import { groupLane, lanesOf } from './lane';
import type { Lane } from './lane';

export class Arrangement {
  /** Rises with each change. */
  version = 0;
  private readonly pins = new Set<Lane>();
  private readonly hiddenLanes = new Set<Lane>();

  constructor(private readonly folds: Folds) {}

  /** In the order in which they stand. */
  get pinned(): ReadonlySet<Lane> {
    return this.pins;
  }

  get hidden(): ReadonlySet<Lane> {
    return this.hiddenLanes;
  }

  /** The pinned tasks, in the order in which they stand. */
  get pinnedTasks(): number[] {
    return lanesOf(this.pins, 'number');
  }

  /** Pins a lane above the others, below those that are pinned already; or lets it go back to its place. */
  pin(lane: Lane): void {
    if (!this.pins.delete(lane)) {
      this.pins.add(lane);
      this.hiddenLanes.delete(lane);
    }
    // a lane above the others has no sign to open what it hides
    if (typeof lane === 'number') this.folds.open(lane);
    this.version++;
  }

  /** @returns where {@link movePinned} would bring it; undefined unless it is one of several pinned lanes that stand together */
  moveOfPinned(lane: Lane): 'up' | 'last' | undefined {
    const order = this.beside(lane);
    if (!this.pins.has(lane) || order.length < 2) return undefined;
    return order[0] === lane ? 'last' : 'up';
  }

  /** Moves a pinned lane one up, the uppermost to the end of the pinned ones; tasks and groups are apart. */
  movePinned(lane: Lane): void {
    if (!this.pins.has(lane)) return;
    const order = this.beside(lane);
    const from = order.indexOf(lane);
    order.splice(from, 1);
    order.splice(from === 0 ? order.length : from - 1, 0, lane);
    for (const each of order) {
      this.pins.delete(each);
      this.pins.add(each);
    }
    this.version++;
  }

  /** @returns the pinned lanes that stand together with one, and that: groups of other groupings are not in view */
  private beside(lane: Lane): Lane[] {
    const kind = kindOf(lane);
    return [...this.pins].filter((other) => kindOf(other) === kind);
  }

  /** Hides a lane: of a task that stands by its creator with all below it. */
  hide(lane: Lane): void {
    this.pins.delete(lane);
    this.hiddenLanes.add(lane);
    this.version++;
  }

  show(lane: Lane): void {
    if (this.hiddenLanes.delete(lane)) this.version++;
  }

  showHidden(): void {
    this.hiddenLanes.clear();
    this.version++;
  }

  hides(lane: Lane): boolean {
    return this.hiddenLanes.size > 0 && this.hiddenLanes.has(lane);
  }

  /** @returns how the groups stand, by their places in the list: the pinned ones first; undefined where nothing was done to any */
  order(by: Grouping, groups: readonly LaneGroup[]): { order: number[]; pinned: number } | undefined {
    const touched = [...this.pins, ...this.hiddenLanes].some((lane) => isOf(lane, by));
    if (!touched) return undefined;
    const places = new Map(groups.map(({ key }, i) => [groupLane(by, key), i]));
    const first = [...this.pins].flatMap((lane) => (isOf(lane, by) ? (places.get(lane) ?? []) : []));
    const isFirst = new Set(first);
    const rest = groups.flatMap(({ key }, i) =>
      isFirst.has(i) || this.hiddenLanes.has(groupLane(by, key)) ? [] : [i],
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
