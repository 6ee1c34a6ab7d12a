/** How well a point of the plot meets a bar. */

/** How far off a point may be, in pixels: fingers and mice are no needles. */
export const NEAR = 3;

/** The less the better: narrow bars under the mouse, of those too narrow to aim at the longest, then what is there or near. */
export function scoreOf(x0: number, x1: number, x: number): number {
  const width = x1 - x0;
  const distance = Math.max(x0 - x, x - Math.max(x1, x0 + 1), 0);
  if (distance > NEAR) return Infinity;
  if (width >= NEAR) return distance === 0 ? 1 : 2 + distance;
  if (width >= 0.5 && x >= x0 && x <= x1) return 0;
  return distance <= 1 ? 0.2 - width / 100 : 0.5 + distance / 12;
}
