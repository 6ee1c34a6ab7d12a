/** The way from one axis to the other: bars glide to their new places, so that the eye can follow. */
import type { Axis } from './axis';
import { toX } from './scale';
import type { Scale } from './scale';

const GLIDE_MS = 280;

export class Glide {
  /** How much of the way is left, 1 to 0. */
  left = 1;
  private begun: number | undefined;

  /** What was in view before. */
  constructor(
    private readonly axis: Axis,
    private readonly scale: Scale,
  ) {}

  /**
   * @param now ms
   * @returns whether there is still a way to go
   */
  advance(now: number): boolean {
    this.begun ??= now;
    const gone = Math.min(1, (now - this.begun) / GLIDE_MS);
    this.left = (1 - gone) ** 3;
    return gone < 1;
  }

  /** @param place on the axis of order; @returns the pixel of the plot between that of the moment before, and `x`, where it is going */
  from(t: number, place: number, x: number): number {
    return x + (toX(this.scale, this.axis === 'time' ? t : place) - x) * this.left;
  }
}
