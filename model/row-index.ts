/**
 * Row by id. A thread's ids are counted from 1, so that an array serves; ids of a damaged or hostile recording, far from
 * all others, go to a map instead of blowing the array up.
 */
import { grown } from './columns';
import { Growth } from './growth';

const FIRST_CAPACITY = 1024;
/** Slots of the array that one entry may cost: tasks share their counter with all promises. */
const SLOTS_AN_ENTRY = 64;

export class RowIndex {
  /** Row + 1 by id; 0 is none. */
  private dense = new Int32Array(FIRST_CAPACITY);
  private sparse: Map<number, number> | undefined;
  private entries = 0;

  constructor(private readonly growth = new Growth()) {}

  /** @returns the row, or -1 */
  get(id: number): number {
    const row = id < this.dense.length ? this.dense[id]! - 1 : -1;
    return row >= 0 || !this.sparse ? row : (this.sparse.get(id) ?? -1);
  }

  /** Later rows of the same id replace earlier ones. */
  set(id: number, row: number): void {
    this.entries++;
    if (id >= this.dense.length) {
      if (id >= FIRST_CAPACITY + SLOTS_AN_ENTRY * this.entries) {
        (this.sparse ??= new Map()).set(id, row);
        return;
      }
      this.dense = grown(this.dense, Math.max(id + 1, this.growth.capacity(this.dense.length)));
    }
    this.dense[id] = row + 1;
  }
}
