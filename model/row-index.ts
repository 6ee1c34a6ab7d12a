/**
 * Row by id. A thread's ids are counted from 1, so that an array serves; ids of a damaged or hostile recording, far from
 * all others, go to a map instead of blowing the array up.
 */
import { Rows } from './rows';

const FIRST_CAPACITY = 1024;
/** Slots of the array that one entry may cost: tasks share their counter with all promises. */
const SLOTS_AN_ENTRY = 64;

export class RowIndex {
  /** Row + 1 by id; 0 is none. */
  private readonly dense = new Rows(1);
  private sparse: Map<number, number> | undefined;
  private entries = 0;

  /** @returns the row, or -1; also of -1, the id before the first */
  get(id: number): number {
    const row = id >>> 0 < this.dense.count ? this.dense.get(id, 0) - 1 : -1;
    return row >= 0 || !this.sparse ? row : (this.sparse.get(id) ?? -1);
  }

  /** Later rows of the same id replace earlier ones. */
  set(id: number, row: number): void {
    this.entries++;
    if (id >= this.dense.count) {
      if (id >= FIRST_CAPACITY + SLOTS_AN_ENTRY * this.entries) {
        (this.sparse ??= new Map()).set(id, row);
        return;
      }
      this.dense.extend(id + 1);
    }
    this.dense.set(id, 0, row + 1);
  }
}
