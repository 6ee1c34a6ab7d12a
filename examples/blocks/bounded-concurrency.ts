/**
 * Like Promise.all over a map, but with a few at a time. After a failure no further item is begun.
 * @param limit how many at once, 1 or more
 * @returns the results in the order of the items
 */
export async function mapLimit<T, R>(
  items: Iterable<T>,
  limit: number,
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  if (!(limit >= 1)) throw new RangeError(`the limit must be 1 or more, not ${limit}`);
  const all = [...items];
  const results = new Array<R>(all.length);
  let next = 0;
  async function worker(): Promise<void> {
    while (next < all.length) {
      const index = next++;
      try {
        results[index] = await work(all[index]!, index);
      } catch (error) {
        next = all.length;
        throw error;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, all.length) }, worker));
  return results;
}
