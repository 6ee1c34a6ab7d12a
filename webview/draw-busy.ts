/** How busy a thread was, as a column in each pixel. Where something blocked it, columns have a cap: their colour is not all that tells them. */
import type { Paint } from './paint';
import type { ColorName } from './theme';

/** Pixels of a cap, and of the gap below it. */
const CAP = 2;
const GAP = 1;
/** What ran at all can be seen. */
const LEAST = 2;

interface Busy {
  /** 0 to 1, of each pixel. */
  readonly shares: Float32Array;
  /** 1 where a job ran too long. */
  readonly blocked: Uint8Array;
}

/** @param bottom where columns stand, @param height how high they are at most, @param behind the colour below them */
export function drawBusy(
  paint: Paint,
  { shares, blocked }: Busy,
  left: number,
  bottom: number,
  height: number,
  behind: ColorName,
): void {
  for (let x = 0; x < shares.length; x++) {
    if (shares[x] === 0) continue;
    const tall = Math.max(LEAST, Math.round(shares[x]! * height));
    const blocks = blocked[x] === 1;
    paint.rect(blocks ? 'rejectedForeground' : 'runningBackground', left + x, bottom - tall, 1, tall);
    if (blocks) paint.rect(behind, left + x, bottom - tall + CAP, 1, GAP);
  }
}
