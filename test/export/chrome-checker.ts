/** Reads Chrome's trace events as a viewer does, and says what a viewer would stumble over. Written from the format, not from the exporter. */
export interface ChromeEvent {
  readonly ph: string;
  readonly ts: number;
  readonly pid: number;
  readonly tid: number;
  readonly name?: string;
  readonly cat?: string;
  readonly id?: string | number;
  readonly bp?: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

export interface ChromeTrace {
  readonly traceEvents: readonly ChromeEvent[];
}

interface Slice {
  readonly from: number;
  to: number;
}

/** @returns what is wrong, a line each */
export function faultsOf({ traceEvents }: ChromeTrace): string[] {
  const faults: string[] = [];
  const slices = new Map<string, Slice[]>();
  const open = new Map<string, Slice[]>();
  const last = new Map<string, number>();
  const spans = new Map<string, ChromeEvent>();
  const thread = ({ pid, tid }: ChromeEvent): string => `${pid} ${tid}`;
  for (const event of traceEvents) {
    if (!Number.isFinite(event.ts) || event.ts < 0) faults.push(`time ${event.ts}`);
    if (event.ph === 'B' || event.ph === 'E') {
      const key = thread(event);
      if (event.ts < (last.get(key) ?? 0))
        faults.push(`${key}: ${event.ph} goes back in time at ${event.ts}`);
      last.set(key, event.ts);
      if (!open.has(key)) open.set(key, []);
      if (!slices.has(key)) slices.set(key, []);
      if (event.ph === 'B') {
        if (!event.name) faults.push(`${key}: a slice without a name`);
        const slice = { from: event.ts, to: NaN };
        open.get(key)!.push(slice);
        slices.get(key)!.push(slice);
      } else {
        const slice = open.get(key)!.pop();
        if (slice) slice.to = event.ts;
        else faults.push(`${key}: an E without its B at ${event.ts}`);
      }
    } else if (event.ph === 'b' || event.ph === 'n' || event.ph === 'e') {
      const key = `${event.cat} ${event.id} ${event.pid}`;
      const begun = spans.get(key);
      if (event.ph === 'b') {
        if (begun) faults.push(`${key}: begins twice`);
        spans.set(key, event);
      } else if (!begun) faults.push(`${key}: ${event.ph} without its b`);
      else if (event.ts < begun.ts) faults.push(`${key}: ${event.ph} before its b`);
      else if (event.ph === 'e') spans.delete(key);
    }
  }
  for (const [key, left] of open)
    if (left.length > 0) faults.push(`${key}: ${left.length} slices without an end`);
  for (const key of spans.keys()) faults.push(`${key}: never ends`);

  const starts = new Map<string | number, ChromeEvent>();
  for (const event of traceEvents) if (event.ph === 's') starts.set(event.id!, event);
  for (const event of traceEvents) {
    if (event.ph !== 's' && event.ph !== 'f') continue;
    const within = slices.get(thread(event))?.some(({ from, to }) => from <= event.ts && event.ts <= to);
    if (!within) faults.push(`flow ${event.id}: ${event.ph} is bound to no slice`);
    if (event.ph === 'f') {
      const start = starts.get(event.id!);
      if (!start) faults.push(`flow ${event.id}: ends without a start`);
      else if (start.ts > event.ts) faults.push(`flow ${event.id}: ends before it starts`);
      starts.delete(event.id!);
    }
  }
  for (const id of starts.keys()) faults.push(`flow ${id}: leads nowhere`);
  return faults;
}
