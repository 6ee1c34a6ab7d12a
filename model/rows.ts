/**
 * Rows of whole numbers of 32 bits, in pages: what is full is not copied when rows are added, and no more than a page is ever empty. The
 * fields of a row stand side by side, so that an event touches one place in memory and not one for each field.
 *
 * Pages are large, since few of them stay in the processor's cache, and where rows are must be found before they are; the first begins small.
 */
const PAGE_BITS = 16;
const PAGE_ROWS = 1 << PAGE_BITS;
const FIRST_ROWS = 64;

export class Rows {
  count = 0;
  private readonly pages: Int32Array[] = [];
  private room = 0;

  /** @param width fields of a row */
  constructor(private readonly width: number) {}

  /** @returns the number of a new row; its fields are 0 */
  add(): number {
    if (this.count === this.room) this.grow();
    return this.count++;
  }

  /** Adds rows until there are `count`. */
  extend(count: number): void {
    while (this.room < count) this.grow();
    if (count > this.count) this.count = count;
  }

  private grow(): void {
    const { pages, room, width } = this;
    if (room >= PAGE_ROWS) {
      pages.push(new Int32Array(width * PAGE_ROWS));
      this.room += PAGE_ROWS;
      return;
    }
    this.room = Math.max(FIRST_ROWS, 2 * room);
    const page = new Int32Array(width * this.room);
    if (room > 0) page.set(pages[0]!);
    pages[0] = page;
  }

  get(row: number, field: number): number {
    return this.pages[row >>> PAGE_BITS]![(row & (PAGE_ROWS - 1)) * this.width + field]!;
  }

  set(row: number, field: number, value: number): void {
    this.pages[row >>> PAGE_BITS]![(row & (PAGE_ROWS - 1)) * this.width + field] = value;
  }

  /** Where many fields of one row are wanted: they are the elements of this, from {@link at} on. Good until a row is added. */
  page(row: number): Int32Array {
    return this.pages[row >>> PAGE_BITS]!;
  }

  at(row: number): number {
    return (row & (PAGE_ROWS - 1)) * this.width;
  }
}
