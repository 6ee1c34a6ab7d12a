/** Groups by their keys, and in the order in which they are shown: that of their keys, or that in which they came. */
import type { LaneGroup } from './lane-groups';

/** A group to which something is added. */
export type GrowingGroup = { -readonly [K in keyof LaneGroup]: LaneGroup[K] } & {
  tasks: number[];
  awaits: number[];
  parts: number[];
};

/** Of a group to which nothing was added yet. */
export const NOTHING = { count: 0, waiting: 0, ready: 0, rejected: 0, open: 0 } as const;

export class GroupList {
  readonly shown: GrowingGroup[] = [];
  /** By their numbers: as they came. */
  private readonly made: GrowingGroup[] = [];
  private readonly numbers = new Map<string, number>();
  /** Where the group of a number stands. */
  private readonly ranks: number[] = [];

  /** @param byKey whether they stand in the order of their keys */
  constructor(private readonly byKey: boolean) {}

  /**
   * @param ofAwaits whether it consists of awaits alone
   * @returns the number of the group with this key, which is made if it is not there yet; it is shown after {@link order}
   */
  find(key: string, stream: number, loc: number, ofAwaits = false): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const awaits: number[] = [];
    const parts = ofAwaits ? awaits : [];
    this.numbers.set(key, this.made.length);
    return this.made.push({ key, stream, loc, tasks: [], awaits, parts, ...NOTHING }) - 1;
  }

  group(number: number): GrowingGroup {
    return this.made[number]!;
  }

  rank(number: number): number {
    return this.ranks[number]!;
  }

  /** Puts new groups at their places. @returns the first place at which another group stands now; Infinity for none */
  order(): number {
    const { shown, made, ranks } = this;
    const before = shown.length;
    if (before === made.length) return Infinity;
    if (!this.byKey) {
      for (let n = before; n < made.length; n++) ranks[n] = shown.push(made[n]!) - 1;
      return before;
    }
    const old = [...shown];
    shown.push(...made.slice(before));
    shown.sort((a, b) => (a.key < b.key ? -1 : 1));
    shown.forEach(({ key }, rank) => (ranks[this.numbers.get(key)!] = rank));
    return shown.findIndex((group, i) => group !== old[i]);
  }
}
