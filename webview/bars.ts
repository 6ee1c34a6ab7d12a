import type { LaneSize } from './layout';

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
  /** Where several share a lane's height: which part of how many it has, from the top. */
  part = new Uint8Array(256);
  parts = new Uint8Array(256);
  /** 1: it stands for what surrounds the others, and is quiet. */
  dim = new Uint8Array(256);

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
    part = 0,
    parts = 1,
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
    this.part[i] = part;
    this.parts[i] = parts;
    this.dim[i] = 0;
  }

  /** Pixels from the lane's top to that of a bar. */
  top(i: number, { barTop, bar }: LaneSize): number {
    return barTop + Math.floor((bar * this.part[i]!) / this.parts[i]!);
  }

  /** Pixels; bars one above the other have a gap between them. */
  height(i: number, { bar }: LaneSize): number {
    const [part, parts] = [this.part[i]!, this.parts[i]!];
    if (parts === 1) return bar;
    const room = Math.floor((bar * (part + 1)) / parts) - Math.floor((bar * part) / parts);
    return Math.max(2, room - 1);
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
    this.part = grown(this.part);
    this.parts = grown(this.parts);
    this.dim = grown(this.dim);
  }
}
