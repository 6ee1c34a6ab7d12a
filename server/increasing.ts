/** The longest increasing subsequence, by patience sorting (Fredman 1975). */

/** @returns the indices of a longest subsequence whose values rise */
export function increasing(values: readonly number[]): number[] {
  /** By length: the index that ends such a subsequence with the least value. */
  const ends: number[] = [];
  const previous = new Int32Array(values.length);
  values.forEach((value, i) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[ends[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = i;
  });
  const result: number[] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = previous[i]!) result.push(i);
  return result.reverse();
}
