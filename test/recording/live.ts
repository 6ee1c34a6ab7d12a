/** A listener that keeps what it is given, and lets a test wait for it. */
import type { FollowListener } from '../../recording/follow';
import type { UserError } from '../../recording/errors';

export class Received implements FollowListener {
  readonly sources = new Map<number, Uint8Array[]>();
  ended = 0;
  error: UserError | undefined;
  /** Chunks taken and not yet let go; with `hold`, each waits for `release`. */
  hold = false;
  held: (() => void)[] = [];
  private waiting: { readonly until: () => boolean; readonly resolve: () => void }[] = [];

  onChunk(source: number, bytes: Uint8Array): void | Promise<void> {
    const list = this.sources.get(source) ?? [];
    this.sources.set(source, list);
    list.push(bytes);
    this.changed();
    if (this.hold) return new Promise((resolve) => this.held.push(resolve));
  }

  onEnd(): void {
    this.ended++;
    this.changed();
  }

  onError(error: UserError): void {
    this.error = error;
    this.changed();
  }

  bytes(source: number): Buffer {
    return Buffer.concat(this.sources.get(source) ?? []);
  }

  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ until: condition, resolve });
      this.changed();
    });
  }

  changed(): void {
    for (const { until, resolve } of this.waiting) if (until()) resolve();
  }
}
