/** How long the last frames took to draw, for tests and the bench. */
const KEPT = 4096;

export class FrameTimes {
  private readonly ms = new Float32Array(KEPT);
  private count = 0;

  /** @param ms of script and drawing commands; what the browser does with the picture afterwards is not in it */
  add(ms: number): void {
    this.ms[this.count++ % KEPT] = ms;
  }

  /** @returns the times since the last call, and forgets them */
  take(): number[] {
    const taken = Array.from(this.ms.subarray(0, Math.min(this.count, KEPT)));
    this.count = 0;
    return taken;
  }
}
