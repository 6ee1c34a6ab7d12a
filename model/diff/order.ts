/** How two orders of the same things differ. */

export interface Reordering {
  /** Index in either list at which they first differ; -1 if they do not. */
  readonly firstDifference: number;
  /** Pairs that stand the other way round. */
  readonly inversions: number;
  /** What has to be moved for the orders to be equal, as few as can be. */
  readonly moved: ReadonlySet<number>;
}

/**
 * @param a, b the same things, each once, in two orders
 * @returns n log n: inversions by merge sort, what moved by the longest rising subsequence
 */
export function compareOrders(a: readonly number[], b: readonly number[]): Reordering {
  const place = new Map(b.map((key, i) => [key, i]));
  const places = Float64Array.from(a, (key) => place.get(key)!);
  let firstDifference = -1;
  for (let i = 0; i < a.length; i++) {
    if (a[i] !== b[i]) {
      firstDifference = i;
      break;
    }
  }
  if (firstDifference < 0) return { firstDifference, inversions: 0, moved: new Set() };
  const stay = longestRising(places);
  const moved = new Set(a.filter((_, i) => !stay.has(i)));
  return { firstDifference, inversions: inversionsOf(places), moved };
}

function inversionsOf(values: Float64Array): number {
  let from = values.slice();
  let to = new Float64Array(values.length);
  let count = 0;
  for (let width = 1; width < values.length; width *= 2) {
    for (let start = 0; start < values.length; start += 2 * width) {
      const middle = Math.min(start + width, values.length);
      const end = Math.min(start + 2 * width, values.length);
      let [i, j] = [start, middle];
      for (let k = start; k < end; k++) {
        if (i < middle && (j >= end || from[i]! <= from[j]!)) to[k] = from[i++]!;
        else {
          to[k] = from[j++]!;
          count += middle - i;
        }
      }
    }
    [from, to] = [to, from];
  }
  return count;
}

/** @returns the indices of a longest strictly rising subsequence (patience sorting) */
function longestRising(values: Float64Array): Set<number> {
  const tails: number[] = [];
  const before = new Int32Array(values.length).fill(-1);
  for (let i = 0; i < values.length; i++) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[tails[middle]!]! < values[i]!) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[i] = tails[low - 1]!;
    tails[low] = i;
  }
  const indices = new Set<number>();
  for (let i = tails.at(-1) ?? -1; i >= 0; i = before[i]!) indices.add(i);
  return indices;
}
