/** @returns how many events all threads have */
export function eventCount({
  streams,
}: {
  readonly streams: readonly { readonly events: number }[];
}): number {
  return streams.reduce((sum, { events }) => sum + events, 0);
}
