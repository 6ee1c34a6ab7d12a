/** Whether a text can have anything to mark: asked of every script, before a parser is loaded. */
const WORTH_PARSING =
  /\basync\b|\bawait\b|\bPromise\b|\.\s*(?:then|catch|finally)\b|\bset(?:Timeout|Interval|Immediate)\b|\bqueueMicrotask\b|\bnextTick\b|\bfs\b|\btimers\b|\beval\b|\bFunction\b|\bvm\b/;

export function mayNeedMarkers(text: string): boolean {
  return WORTH_PARSING.test(text);
}
