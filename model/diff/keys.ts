/**
 * What an await is in every run of one program: not its id, nor its time, but the way by which it came to be. A task is named by who
 * called it, from where, and the how-maniest such call that was; an await by its task, its number in it and its place.
 *
 *     main thread ─ app.ts:9 → main, 1st ─ app.ts:4 → load, 2nd ─ 1st await, app.ts:12
 */
import { resourceType } from '../findings/places';
import type { Tables } from '../tables';

/** One recording. */
export interface Run {
  readonly tables: Tables;
  /** A place, written the same in every recording of the program: its path from the folder it ran in, line and column. */
  place(stream: number, loc: number): string;
}

/** Numbers for texts, shared by all recordings that are compared. */
export class Names {
  private readonly numbers = new Map<string, number>();

  of(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) this.numbers.set(text, (number = this.numbers.size));
    return number;
  }
}

/** Counts equal ways, so that each of them has a name of its own. */
class Ordinals {
  private readonly counts = new Map<string, number>();

  constructor(private readonly names: Names) {}

  name(way: string): number {
    const n = (this.counts.get(way) ?? 0) + 1;
    this.counts.set(way, n);
    return this.names.of(`${way} ${n}`);
  }
}

/** @returns the name of each await, by row; linear but for the sorting of resources and tasks by time */
export function awaitKeys(run: Run, names: Names): Int32Array {
  const { tables } = run;
  const { tasks, awaits } = tables;
  const places = placesOf(run, names);
  const taskKeys = keysOfTasks(run, names, places);
  const keys = new Int32Array(awaits.count);
  for (let w = 0; w < awaits.count; w++) {
    const task = awaits.task(w);
    keys[w] = names.of(`a${taskKeys[task]} ${awaits.n(w)} ${places(tasks.stream(task), awaits.loc(w))}`);
  }
  return keys;
}

function placesOf(run: Run, names: Names): (stream: number, loc: number) => number {
  const known: number[][] = run.tables.streams.map(() => []);
  return (stream, loc) => (known[stream]![loc] ??= names.of(`p${loc === 0 ? '' : run.place(stream, loc)}`));
}

function keysOfTasks(run: Run, names: Names, places: (stream: number, loc: number) => number): Int32Array {
  const { tasks, resources, streams } = run.tables;
  const taskKeys = new Int32Array(tasks.count);
  const resourceKeys = new Int32Array(resources.count);
  const streamKeys = keysOfStreams(run.tables, names);
  for (let stream = 0; stream < streams.length; stream++) {
    const ordinals = new Ordinals(names);
    const resourceRows = rowsOf(resources.count, (r) => resources.stream(r) === stream);
    const taskRows = rowsOf(tasks.count, (t) => tasks.stream(t) === stream);
    // rows of a stream stand in the order in which they were made: so the two lists are merged
    let r = 0;
    const untilSeq = (seq: number): void => {
      for (; r < resourceRows.length && resources.madeSeq(resourceRows[r]!) < seq; r++) {
        const row = resourceRows[r]!;
        const by = resources.task(row);
        const origin = by >= 0 ? `t${taskKeys[by]}` : `s${streamKeys[stream]}`;
        const type = names.of(resourceType(run.tables, row));
        resourceKeys[row] = ordinals.name(`r ${origin} ${type} ${places(stream, resources.loc(row))}`);
      }
    };
    for (const task of taskRows) {
      untilSeq(tasks.startSeq(task));
      const [parent, resource] = [tasks.parent(task), tasks.resource(task)];
      const origin =
        parent >= 0
          ? `t${taskKeys[parent]}`
          : resource >= 0
            ? `r${resourceKeys[resource]}`
            : `s${streamKeys[stream]}`;
      const called = places(stream, tasks.callerLoc(task));
      taskKeys[task] = ordinals.name(`t ${origin} ${called} ${places(stream, tasks.loc(task))}`);
    }
  }
  return taskKeys;
}

function rowsOf(count: number, belongs: (row: number) => boolean): number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (belongs(row)) rows.push(row);
  return rows;
}

/** A process is named by its script and arguments' number, a thread by its number; in the order in which they began. */
export function keysOfStreams({ streams }: Tables, names: Names): number[] {
  const keys = new Array<number>(streams.length).fill(0);
  const ordinals = new Ordinals(names);
  const order = streams.map((_, i) => i).sort((a, b) => streams[a]!.offset - streams[b]!.offset);
  for (const i of order) {
    const { argv, tid } = streams[i]!.info;
    const script = (argv[1] ?? '').split(/[\\/]/).at(-1);
    keys[i] = ordinals.name(`s ${script} ${tid === 0 ? 'main' : 'thread'}`);
  }
  return keys;
}
