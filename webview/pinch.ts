/** Two fingers on the canvas: what lies between them grows and shrinks with their distance, and moves with them. */
import type { SendToCore } from './connect';
import type { Point } from './worker-protocol';

/** Fingers closer than this would zoom by leaps. */
const CLOSEST = 24;

export class Pinch {
  private readonly fingers = new Map<number, Point>();

  constructor(private readonly send: SendToCore) {}

  /** @returns whether this is the second finger */
  press(finger: number, at: Point): boolean {
    this.fingers.set(finger, at);
    return this.fingers.size === 2;
  }

  /** @returns whether the movement was one of two fingers */
  move(finger: number, at: Point): boolean {
    if (!this.fingers.has(finger)) return false;
    const before = this.grip();
    this.fingers.set(finger, at);
    const now = this.grip();
    if (!before || !now) return false;
    this.send({ type: 'zoom', factor: before.apart / now.apart, x: before.x });
    this.send({ type: 'pan', dx: before.x - now.x, dy: before.y - now.y });
    return true;
  }

  release(finger: number): void {
    this.fingers.delete(finger);
  }

  private grip(): (Point & { readonly apart: number }) | undefined {
    const [a, b] = this.fingers.values();
    if (!a || !b) return undefined;
    return {
      x: (a.x + b.x) / 2,
      y: (a.y + b.y) / 2,
      apart: Math.max(CLOSEST, Math.hypot(a.x - b.x, a.y - b.y)),
    };
  }
}
