/**
 * Rows of whole numbers of 32 bits, in pages: rows are added without copying what is there, and no more than a page is ever empty.
 * The fields of a row stand side by side, so that an event touches one place in memory and not one for each field.
 */
const PAGE_BITS = 11;
const PAGE_ROWS = 1 << PAGE_BITS;

export class Rows {
  count = 0;
  private readonly pages: Int32Array[] = [];

  /** @param width fields of a row */
  constructor(private readonly width: number) {}

  /** @returns the number of a new row; its fields are 0 */
  add(): number {
    if ((this.count & (PAGE_ROWS - 1)) === 0) this.pages.push(new Int32Array(this.width * PAGE_ROWS));
    return this.count++;
  }

  get(row: number, field: number): number {
    return this.pages[row >>> PAGE_BITS]![(row & (PAGE_ROWS - 1)) * this.width + field]!;
  }

  set(row: number, field: number, value: number): void {
    this.pages[row >>> PAGE_BITS]![(row & (PAGE_ROWS - 1)) * this.width + field] = value;
  }

  /** Where many fields of one row are wanted: they are the elements of this, from {@link at} on. */
  page(row: number): Int32Array {
    return this.pages[row >>> PAGE_BITS]!;
  }

  at(row: number): number {
    return (row & (PAGE_ROWS - 1)) * this.width;
  }
}
