/**
 * Findings on their way to a model of the same recording that is elsewhere: a page has no sources, and rules that must see these are silent
 * there. Rows are the same where the same bytes came in the same order; the tasks' own ids tell whether that is so.
 */
import type { Tables } from '../tables';
import type { Finding } from './finding';

export interface SentFindings {
  readonly findings: readonly Finding[];
  readonly counts: readonly [tasks: number, awaits: number];
  /** Of the tasks that the findings are about: row and id. */
  readonly ids: readonly (readonly [row: number, id: number])[];
}

/** Of more awaits or tasks that one finding is about, these many are sent. */
const MOST = 10_000;

export function sentFindings({ tasks, awaits }: Tables, findings: readonly Finding[]): SentFindings {
  const rows = new Set<number>();
  const sent = findings.map((finding): Finding => {
    const cut = { awaits: finding.awaits?.slice(0, MOST), tasks: finding.tasks?.slice(0, MOST) };
    for (const task of cut.tasks ?? []) rows.add(task);
    for (const w of cut.awaits ?? []) rows.add(awaits.task(w));
    return { ...finding, ...(cut.awaits && { awaits: cut.awaits }), ...(cut.tasks && { tasks: cut.tasks }) };
  });
  return {
    findings: sent,
    counts: [tasks.count, awaits.count],
    ids: [...rows].map((row) => [row, tasks.id(row)]),
  };
}

/** @returns whether the rows of the findings mean the same in these tables */
export function areOf({ tasks, awaits }: Tables, { counts, ids }: SentFindings): boolean {
  return (
    counts[0] === tasks.count && counts[1] === awaits.count && ids.every(([row, id]) => tasks.id(row) === id)
  );
}
