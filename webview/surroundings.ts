/** What the core needs of the thread that it runs on: the page's own, or a worker's. */
import type { MakeCanvas } from './paint';
import type { FromCore } from './worker-protocol';

export interface Surroundings {
  post(message: FromCore): void;
  /** Calls back before the next picture is shown. */
  frame(callback: () => void): void;
  /** Calls back soon, after what waits already. */
  later(callback: () => void): void;
  /** Milliseconds. */
  now(): number;
  readonly makeCanvas: MakeCanvas;
}
