/** A source file beside the timeline, where no editor is: its text as it was recorded, with one line marked. */
import type { Site } from '../protocol/ids';
import { element, iconButton } from './element';
import type { Say } from './strings';

/** Longer files are shown around the line. */
const MAX_LINES = 20_000;

export interface SourceText {
  /** What to call the file. */
  readonly label: string;
  /** Undefined if the page does not have it. */
  readonly text: string | undefined;
}

/** Whether a reader closed the pane, which is remembered. */
export interface Closing {
  readonly isClosed: boolean;
  readonly closed: (isClosed: boolean) => void;
}

export class SourcePane {
  private shown:
    | { readonly file: string; readonly first: number; readonly lines: readonly HTMLElement[] }
    | undefined;
  private marked: HTMLElement | undefined;
  private isClosed: boolean;
  private readonly body = element('div', { class: 'text', tabindex: 0 });

  constructor(
    private readonly root: HTMLElement,
    private readonly say: Say,
    private readonly find: (file: string) => SourceText,
    private readonly closing: Closing,
  ) {
    this.isClosed = closing.isClosed;
  }

  /**
   * Shows a place (1-based).
   *
   * @param isAsked somebody asked to see it: else a pane that was closed stays so
   */
  show({ file, line, column }: Site, isAsked: boolean): void {
    if (this.isClosed && !isAsked) return;
    if (this.isClosed) this.close(false);
    const last = (this.shown?.first ?? 0) + (this.shown?.lines.length ?? 0);
    if (this.shown?.file !== file || line < this.shown.first || line >= last) this.build(file, line);
    this.root.hidden = false;
    this.marked?.classList.remove('marked');
    this.marked?.removeAttribute('aria-current');
    this.marked = this.shown?.lines[line - (this.shown?.first ?? 1)];
    this.marked?.classList.add('marked');
    this.marked?.setAttribute('aria-current', 'location');
    this.root.dataset.at = `${line}:${column}`;
    this.marked?.scrollIntoView({ block: 'center' });
  }

  private close(isClosed: boolean): void {
    this.isClosed = isClosed;
    this.closing.closed(isClosed);
    if (isClosed) this.root.hidden = true;
  }

  private build(file: string, line: number): void {
    const { label, text } = this.find(file);
    const close = iconButton('close', this.say.text('closeSource'), () => this.close(true));
    const name = element('h2', { title: file }, label);
    this.body.setAttribute('aria-label', label);
    if (text === undefined) {
      this.shown = { file, first: 1, lines: [] };
      this.body.replaceChildren(element('p', { class: 'missing' }, this.say.text('noSource', label)));
    } else {
      const all = text.split(/\r\n|\r|\n/);
      const first = Math.max(1, Math.min(line - MAX_LINES / 2, all.length - MAX_LINES + 1));
      const lines = all
        .slice(first - 1, first - 1 + MAX_LINES)
        .map((content, i) =>
          element(
            'div',
            { class: 'line' },
            element('span', { class: 'number' }, String(first + i)),
            element('code', {}, content),
          ),
        );
      this.shown = { file, first, lines };
      this.body.replaceChildren(...lines);
    }
    this.root.replaceChildren(element('header', {}, name, close), this.body);
  }
}
