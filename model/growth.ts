/**
 * How large tables are made: where it is known how much of the recording is still to come, as large as they will be, so that no table is
 * copied again and again, nor half of it left empty; else twice as large each time.
 */
const FIRST_CAPACITY = 64;
/** What is to come may be a little denser than what has come. */
const SPARE = 1.03;
/** The beginning says little about the whole. */
const MOST = 64;

export class Growth {
  /** Bytes of the recording; 0 while that is not known. */
  expected = 0;
  /** Bytes that have been taken in. */
  taken = 0;

  /** @returns slots for a table whose `count` rows are all in use */
  capacity(count: number): number {
    const left = this.taken > 0 ? this.expected / this.taken : 0;
    const forecast = Math.ceil(count * Math.min(MOST, left) * SPARE);
    return Math.max(FIRST_CAPACITY, left > 1 ? Math.max(forecast, count + (count >> 3)) : 2 * count);
  }
}
