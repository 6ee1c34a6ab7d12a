/** What an exported page remembers while its tab is open, also across a reload. Pages on one disk share one store: each has its recording's part. */

/** Writing is put off while the view moves. */
const SOON_MS = 200;

export interface KeptParts {
  readonly view?: unknown;
  /** A reader has closed the pane with the source. */
  readonly sourceClosed?: boolean;
}

export class Kept {
  private parts: KeptParts;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param recording tells one recording from all others */
  constructor(private readonly recording: string) {
    this.parts = this.read();
    window.addEventListener('pagehide', () => this.write());
  }

  get all(): KeptParts {
    return this.parts;
  }

  put(parts: KeptParts): void {
    this.parts = { ...this.parts, ...parts };
    this.timer ??= setTimeout(() => this.write(), SOON_MS);
  }

  private get key(): string {
    return `awaitscope ${this.recording}`;
  }

  private read(): KeptParts {
    try {
      const text = sessionStorage.getItem(this.key);
      const parts = text === null ? undefined : (JSON.parse(text) as KeptParts | null);
      return typeof parts === 'object' && parts ? parts : {};
    } catch {
      return {};
    }
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.parts));
    } catch {
      // there is no store where pages from disk may have none, or it is full: then nothing is remembered
    }
  }
}
