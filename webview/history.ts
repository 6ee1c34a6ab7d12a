/** Where a person has been: each jump of the view or the selection can be taken back. */
import type { Axis } from './axis';
import type { Scale } from './scale';
import type { Selection } from './selection';

export interface Standpoint {
  readonly selection: Selection | undefined;
  readonly axis: Axis;
  readonly fitting: boolean;
  readonly scale: Scale;
  readonly scrollTop: number;
}

/** Older ones are forgotten. */
const MOST = 200;

export class History {
  private readonly past: Standpoint[] = [];
  private readonly future: Standpoint[] = [];

  /** To be called before a jump, with where it is made from. */
  leave(from: Standpoint): void {
    this.future.length = 0;
    if (same(from, this.past.at(-1))) return;
    this.past.push(from);
    if (this.past.length > MOST) this.past.shift();
  }

  /** @returns where the last jump was made from; undefined if there was none */
  back(from: Standpoint): Standpoint | undefined {
    return this.move(this.past, this.future, from);
  }

  forward(from: Standpoint): Standpoint | undefined {
    return this.move(this.future, this.past, from);
  }

  /** The nearest last. */
  get all(): { readonly past: readonly Standpoint[]; readonly future: readonly Standpoint[] } {
    return { past: this.past, future: this.future };
  }

  /** Takes over what a page before this one knew. */
  restore(past: readonly Standpoint[], future: readonly Standpoint[]): void {
    this.past.splice(0, this.past.length, ...past);
    this.future.splice(0, this.future.length, ...future);
  }

  private move(out: Standpoint[], into: Standpoint[], from: Standpoint): Standpoint | undefined {
    let to = out.pop();
    // a jump may have led nowhere
    while (to && same(to, from)) to = out.pop();
    if (to) into.push(from);
    return to;
  }
}

function same(a: Standpoint, b: Standpoint | undefined): boolean {
  if (!b || a.axis !== b.axis || a.fitting !== b.fitting) return false;
  const stands = a.selection?.task === b.selection?.task && a.selection?.startSeq === b.selection?.startSeq;
  const sees = a.scale.from === b.scale.from && a.scale.to === b.scale.to;
  return stands && (a.fitting || sees) && a.scrollTop === b.scrollTop;
}
