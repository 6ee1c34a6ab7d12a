/**
 * Scrolls through more rows than a browser makes elements high. The browser's scrollbar moves an empty element; the rows in view lie in a
 * layer that stays where it is, and are put where they belong.
 */
import { element } from './element';

/** Browsers make no element higher than some ten million pixels. */
const HIGHEST = 8_000_000;
const LINE_PIXELS = 24;

export class RowScroll {
  readonly element = element('div', { class: 'rows', role: 'rowgroup' });
  readonly layer = element('div', { class: 'layer' });
  /** Pixels of the content above the view. */
  top = 0;
  private readonly content = element('div', { class: 'content' });
  private total = 0;
  /** Where the scrollbar was put by us. */
  private setTo = 0;

  /**
   * @param rowHeight pixels
   * @param moved other rows may be in view now
   */
  constructor(
    private readonly rowHeight: number,
    private readonly moved: () => void,
  ) {
    this.element.append(this.content, this.layer);
    this.element.addEventListener('scroll', () => this.scrolled());
    this.element.addEventListener('wheel', (event) => this.wheel(event), { passive: false });
  }

  /** @param total rows */
  resize(total: number): void {
    this.total = total;
    this.content.style.height = `${Math.min(HIGHEST, total * this.rowHeight)}px`;
    this.layer.style.height = `${this.height}px`;
    this.layer.style.marginTop = `-${Math.min(HIGHEST, total * this.rowHeight)}px`;
    this.scrollTo(this.top);
  }

  /** Pixels in view. */
  get height(): number {
    return this.element.clientHeight;
  }

  /** First row in view. */
  get first(): number {
    return Math.floor(this.top / this.rowHeight);
  }

  /** Behind the last row in view. */
  get end(): number {
    return Math.min(this.total, Math.ceil((this.top + this.height) / this.rowHeight));
  }

  /** Scrolls no farther than needed; to what is far away so that something before it is in view, too. */
  reveal(row: number): void {
    const at = row * this.rowHeight;
    const below = at + this.rowHeight - this.height;
    if (at >= this.top && below <= this.top) return;
    const isNear = Math.abs(at - this.top) < this.height + 2 * this.rowHeight;
    if (!isNear) this.scrollTo(at - this.height / 3);
    else this.scrollTo(at < this.top ? at : below);
  }

  private get highestTop(): number {
    return Math.max(0, this.total * this.rowHeight - this.height);
  }

  /** Pixels of the content for one of the scrollbar; more than one where there are too many rows. */
  private get factor(): number {
    const scrollable = Math.min(HIGHEST, this.total * this.rowHeight) - this.height;
    return scrollable > 0 ? this.highestTop / scrollable : 1;
  }

  private scrollTo(top: number): void {
    this.top = Math.max(0, Math.min(this.highestTop, top));
    this.setTo = this.top / this.factor;
    if (Math.abs(this.element.scrollTop - this.setTo) >= 1) this.element.scrollTop = this.setTo;
  }

  private scrolled(): void {
    const { scrollTop } = this.element;
    if (Math.abs(scrollTop - this.setTo) < 1) return;
    this.setTo = scrollTop;
    this.top = Math.min(this.highestTop, scrollTop * this.factor);
    this.moved();
  }

  /** Where a pixel of the scrollbar is many, the wheel moves by its own pixels all the same. */
  private wheel(event: WheelEvent): void {
    if (this.factor === 1 || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.scrollTo(
      this.top + event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 1 : LINE_PIXELS),
    );
    this.moved();
  }
}
