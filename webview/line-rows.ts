/** By line, a task has a row in each group where it waits, and there the awaits of that line are what counts. */
import { NOTHING } from '../model/group-list';
import type { LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import type { Rows } from './rows';

/** More awaits of a task are not looked through for those of a line. */
const MOST = 20_000;
/** Rows of lines whose awaits are remembered: more than fit on a screen, also where lanes are low. */
const KEPT = 2048;

/** @returns whether a row shows the awaits of one line only: it stands below the heading of a line */
export function isLineRow(rows: Rows, row: number): boolean {
  return rows.grouping === 'line' && row >= rows.pinnedRows && rows.at(row) >= 0;
}

/** @returns the place in `rows.groups` of the line that a row shows; -1 if it shows none */
export function lineOfRow(rows: Rows, row: number): number {
  return isLineRow(rows, row) ? -1 - rows.at(rows.headingOf(row)) : -1;
}

/** @returns the await of a row's task on the row's line that is suspended last before a moment, or first of all; -1 for none */
export function awaitInRow(rows: Rows, tables: Tables, row: number, seq: number): number {
  const line = lineOfRow(rows, row);
  let found = -1;
  if (line < 0) return found;
  const { tasks, awaits } = tables;
  const task = rows.at(row);
  let looked = 0;
  for (let w = tasks.firstAwait(task); w >= 0 && looked < MOST; w = awaits.next(w), looked++) {
    if (found >= 0 && awaits.suspendSeq(w) > seq) break;
    if (rows.groupOf(tables, task, w) === line) found = w;
  }
  return found;
}

/** What one task does on one line, as a group of its own. */
interface Part {
  readonly group: LaneGroup;
  readonly awaits: number[];
  /** The last await that was looked at. */
  last: number;
}

/** The awaits of tasks on lines, of the rows that were drawn lately. */
export class LineParts {
  private readonly parts = new Map<string, Part>();
  private tables: Tables | undefined;
  private hiding = -1;

  of(rows: Rows, tables: Tables, task: number, line: number): LaneGroup {
    // another recording has other awaits, and with other places they stand on other lines
    if (tables !== this.tables || rows.hiding !== this.hiding) this.parts.clear();
    this.tables = tables;
    this.hiding = rows.hiding;
    const { stream, loc, key } = rows.groups[line]!;
    const name = `${task} ${key}`;
    const awaits: number[] = [];
    const part = this.parts.get(name) ?? {
      group: { ...NOTHING, key: name, stream, loc, tasks: [task], awaits, parts: awaits },
      awaits,
      last: -1,
    };
    // the least recently drawn is the first of the map
    this.parts.delete(name);
    this.parts.set(name, part);
    if (this.parts.size > KEPT) this.parts.delete(this.parts.keys().next().value!);
    const { awaits: table, tasks } = tables;
    let w = part.last < 0 ? tasks.firstAwait(task) : table.next(part.last);
    for (; w >= 0; w = table.next(w)) {
      part.last = w;
      if (rows.groupOf(tables, task, w) === line) part.awaits.push(w);
    }
    return part.group;
  }
}
