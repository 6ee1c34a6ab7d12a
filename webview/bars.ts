/** The bars of a frame as columns: what geometry computes, drawing paints and tests ask for. */
export class Bars {
  count = 0;
  /** Left edge and width in pixels of the plot; they may reach far outside it. */
  x = new Float64Array(256);
  width = new Float64Array(256);
  row = new Int32Array(256);
  task = new Int32Array(256);
  /** `Segment`. */
  state = new Uint8Array(256);
  /** The await's row, -1 for none. */
  await_ = new Int32Array(256);
  startSeq = new Uint32Array(256);

  clear(): void {
    this.count = 0;
  }

  add(
    x: number,
    width: number,
    row: number,
    task: number,
    state: number,
    await_: number,
    startSeq: number,
  ): void {
    if (this.count === this.row.length) this.widen();
    const i = this.count++;
    this.x[i] = x;
    this.width[i] = width;
    this.row[i] = row;
    this.task[i] = task;
    this.state[i] = state;
    this.await_[i] = await_;
    this.startSeq[i] = startSeq;
  }

  private widen(): void {
    const room = 2 * this.count;
    const grown = <T extends Float64Array | Int32Array | Uint8Array | Uint32Array>(column: T): T => {
      const wider = new (column.constructor as new (length: number) => T)(room);
      wider.set(column);
      return wider;
    };
    this.x = grown(this.x);
    this.width = grown(this.width);
    this.row = grown(this.row);
    this.task = grown(this.task);
    this.state = grown(this.state);
    this.await_ = grown(this.await_);
    this.startSeq = grown(this.startSeq);
  }
}
