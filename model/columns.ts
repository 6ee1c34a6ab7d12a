/** Columns of numbers that grow; a table is a set of them with one count. */

type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** @returns a column of `capacity` slots that begins with the values of `column` */
export function grown<T extends Column>(column: T, capacity: number): T {
  const wider = new (column.constructor as new (length: number) => T)(capacity);
  wider.set(column);
  return wider;
}

const FIRST_CAPACITY = 64;

/** A table: subclasses hold the columns and widen all of them in {@link widen}. */
export abstract class Columns {
  count = 0;
  private capacity = 0;

  /** Widens every column to `capacity` slots. */
  protected abstract widen(capacity: number): void;

  /** @returns the number of a new row, whose slots are all 0 until the caller fills them */
  protected newRow(): number {
    if (this.count === this.capacity) {
      this.capacity = Math.max(FIRST_CAPACITY, 2 * this.count);
      this.widen(this.capacity);
    }
    return this.count++;
  }
}
