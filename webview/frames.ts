/** When to draw: before the next picture of the screen, once for all that has changed; seldom while a finished recording comes in. */
import { FrameTimes } from './frame-times';
import type { Surroundings } from './surroundings';

/** While a finished recording comes in, pictures take no more than about a tenth of the time, which it needs to be complete. */
const DRAW_EVERY_MS = 120;
const TIMES_A_DRAWING = 10;

export class Frames {
  count = 0;
  readonly times = new FrameTimes();
  private dirty = false;
  private drawnAt = -Infinity;
  private drawingTook = 0;

  /**
   * @param draw draws what there is
   * @param after does what may follow a picture; counted as part of the frame's work
   */
  constructor(
    private readonly around: Surroundings,
    private readonly draw: (now: number) => void,
    private readonly after: () => void,
  ) {}

  /** Draws before the next picture. */
  request(): void {
    if (this.dirty) return;
    this.dirty = true;
    this.around.frame(() => {
      // it may have been drawn meanwhile
      if (this.dirty) this.run();
    });
  }

  /** Draws now. */
  run(): void {
    this.dirty = false;
    const begun = this.around.now();
    this.draw(begun);
    this.count++;
    this.drawnAt = this.around.now();
    this.drawingTook = this.drawnAt - begun;
    this.after();
    this.times.add(this.around.now() - begun);
  }

  /** It is long enough since the last picture for another one on the way. */
  get due(): boolean {
    return this.around.now() - this.drawnAt >= Math.max(DRAW_EVERY_MS, TIMES_A_DRAWING * this.drawingTook);
  }
}
