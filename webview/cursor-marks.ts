/** The tasks that the editor's cursor is on: those whose function, or one of whose awaits or printed lines, stands on its line. */
import type { Site } from '../protocol/ids';
import type { Tables } from '../model/tables';
import type { Places } from './places';

export class CursorMarks {
  /** Tasks, in the order of their rows in the model. */
  tasks: number[] = [];
  private marked = new Uint8Array(0);
  private site: Site | null = null;
  private seenTasks = 0;
  private seenAwaits = 0;
  private seenOutputs = 0;
  private version = -1;
  private threads = 0;
  private onLine: boolean[][] = [];

  set(site: Site | null): void {
    if (site?.file === this.site?.file && site?.line === this.site?.line) return;
    this.site = site;
    this.version = -1;
  }

  has(task: number): boolean {
    return this.marked[task] === 1;
  }

  /** Marks what is new since the last call; all anew if the cursor has moved, or places have become known. */
  update(tables: Tables, places: Places, keys: readonly string[]): void {
    // a thread may become known after its places
    if (this.version !== places.version || this.threads !== keys.length) this.begin(places, keys);
    if (!this.onLine.some((locs) => locs.length > 0)) return;
    const { tasks, awaits, outputs } = tables;
    for (; this.seenTasks < tasks.count; this.seenTasks++) {
      this.look(tasks.stream(this.seenTasks), tasks.loc(this.seenTasks), this.seenTasks);
    }
    for (; this.seenAwaits < awaits.count; this.seenAwaits++) {
      const task = awaits.task(this.seenAwaits);
      this.look(tasks.stream(task), awaits.loc(this.seenAwaits), task);
    }
    for (; this.seenOutputs < outputs.count; this.seenOutputs++) {
      this.look(
        outputs.stream(this.seenOutputs),
        outputs.loc(this.seenOutputs),
        outputs.task(this.seenOutputs),
      );
    }
  }

  private begin(places: Places, keys: readonly string[]): void {
    this.version = places.version;
    this.threads = keys.length;
    this.tasks = [];
    this.marked.fill(0);
    this.seenTasks = this.seenAwaits = this.seenOutputs = 0;
    const { site } = this;
    const lines = site ? keys.map((key) => places.onLine(key, site)) : [];
    this.onLine = lines.map((locs) => (locs.includes(true) ? locs : []));
  }

  private look(stream: number, loc: number, task: number): void {
    if (task < 0 || !this.onLine[stream]?.[loc] || this.has(task)) return;
    if (task >= this.marked.length) {
      const wider = new Uint8Array(Math.max(64, 2 * (task + 1)));
      wider.set(this.marked);
      this.marked = wider;
    }
    this.marked[task] = 1;
    this.tasks.push(task);
  }
}
