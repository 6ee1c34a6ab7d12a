/** Numbers in the order of their times, of equal times the smallest first: a binary heap. */
export class TimeQueue {
  /** The time of what was taken last. */
  popped = NaN;
  private readonly times: number[] = [];
  private readonly values: number[] = [];

  /** @param value not negative */
  push(time: number, value: number): void {
    let at = this.times.length;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!this.before(time, value, up)) break;
      this.put(at, this.times[up]!, this.values[up]!);
      at = up;
    }
    this.put(at, time, value);
  }

  /** @returns what is due first; -1 if nothing is left */
  pop(): number {
    if (this.times.length === 0) return -1;
    const first = this.values[0]!;
    this.popped = this.times[0]!;
    const time = this.times.pop()!;
    const value = this.values.pop()!;
    const count = this.times.length;
    if (count === 0) return first;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= count) break;
      if (down + 1 < count && this.before(this.times[down + 1]!, this.values[down + 1]!, down)) down++;
      if (this.before(time, value, down)) break;
      this.put(at, this.times[down]!, this.values[down]!);
      at = down;
    }
    this.put(at, time, value);
    return first;
  }

  private put(at: number, time: number, value: number): void {
    this.times[at] = time;
    this.values[at] = value;
  }

  private before(time: number, value: number, at: number): boolean {
    const other = this.times[at]!;
    return time < other || (time === other && value < this.values[at]!);
  }
}
