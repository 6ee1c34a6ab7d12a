/**
 * What is known of one thread's promises: that they settled, how and by whom, or which awaits still wait for them.
 *
 *     promise 7 ─ pending ─→ await 12 ─ nextPending ─→ await 9 ─→ none
 *
 * Only promises that were awaited or that settled have a row.
 */
import type { Awaits } from './awaits';
import { Columns, grown } from './columns';
import { RowIndex } from './row-index';

export class Promises extends Columns {
  private readonly rows = new RowIndex();
  /** 1 once it has settled. */
  private settled = new Uint8Array(0);
  private state = new Uint8Array(0);
  private settlerTask = new Int32Array(0);
  private settlerResource = new Int32Array(0);
  private pending = new Int32Array(0);

  /**
   * The promise settles: every await that waits for it is told. A promise settles once; what claims to settle it again is
   * passed over.
   */
  settle(
    id: number,
    state: number,
    t: number,
    seq: number,
    task: number,
    resource: number,
    awaits: Awaits,
  ): void {
    const row = this.row(id);
    if (this.settled[row]) return;
    this.settled[row] = 1;
    this.state[row] = state;
    this.settlerTask[row] = task;
    this.settlerResource[row] = resource;
    for (let w = this.pending[row]!; w >= 0; w = awaits.nextPending[w]!) {
      // One that went on already lost its settling somewhere: a later one cannot be the cause.
      if (awaits.resumeSeq[w] !== 0) continue;
      awaits.settle[w] = t;
      awaits.settleSeq[w] = seq;
      awaits.settlerTask[w] = task;
      awaits.settlerResource[w] = resource;
    }
    this.pending[row] = -1;
  }

  /** An await begins to wait for the promise: if that has settled, the await is settled from its start. */
  wait(id: number, w: number, awaits: Awaits): void {
    const row = this.row(id);
    if (this.settled[row]) {
      awaits.settle[w] = awaits.suspend[w]!;
      awaits.settlerTask[w] = this.settlerTask[row]!;
      awaits.settlerResource[w] = this.settlerResource[row]!;
    } else {
      awaits.nextPending[w] = this.pending[row]!;
      this.pending[row] = w;
    }
  }

  /** @returns the `State` with which it settled; unknown also while it has not */
  stateOf(id: number): number {
    const row = this.rows.get(id);
    return row < 0 ? 0 : this.state[row]!;
  }

  private row(id: number): number {
    const known = this.rows.get(id);
    if (known >= 0) return known;
    const row = this.newRow();
    this.rows.set(id, row);
    this.settled[row] = this.state[row] = 0;
    this.settlerTask[row] = this.settlerResource[row] = this.pending[row] = -1;
    return row;
  }

  protected widen(capacity: number): void {
    this.settled = grown(this.settled, capacity);
    this.state = grown(this.state, capacity);
    this.settlerTask = grown(this.settlerTask, capacity);
    this.settlerResource = grown(this.settlerResource, capacity);
    this.pending = grown(this.pending, capacity);
  }
}
