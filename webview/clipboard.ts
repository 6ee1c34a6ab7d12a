/** Puts what is selected, or a picture of the timeline, on the clipboard. */
import type { Card } from './card-content';
import { cardMarkdown, cardText } from './card-text';

export interface ClipboardParts {
  readonly copied: () => void;
  /** There is nothing to copy. */
  readonly nothing: () => void;
  readonly failed: (why: string) => void;
}

export class ClipboardWriter {
  /** What is selected. */
  card: Card | null = null;

  constructor(private readonly parts: ClipboardParts) {}

  copy(as: 'markdown' | 'text'): void {
    const { card } = this;
    if (!card) return this.parts.nothing();
    this.tell(navigator.clipboard.writeText(as === 'markdown' ? cardMarkdown(card) : cardText(card)));
  }

  copyPicture(picture: Blob): void {
    this.tell(navigator.clipboard.write([new ClipboardItem({ [picture.type]: picture })]));
  }

  private tell(done: Promise<void>): void {
    done.then(this.parts.copied, (error: unknown) => this.parts.failed(String(error)));
  }
}
