/** What is known of a task or an await, in words: names, places, what it waits for. */
import { State, What } from '../protocol/events';
import type { Site } from '../protocol/ids';
import type { Grouping, LaneGroup } from '../model/lane-groups';
import { inLibrary } from '../model/names';
import { isBinary, oneLine, printed } from '../model/plain-text';
import type { Tables } from '../model/tables';
import type { Intake } from './intake';
import type { Place, Places } from './places';
import type { Say } from './strings';

export type TaskState =
  | 'running'
  | 'waiting'
  | 'ready'
  | 'left'
  | 'neverSettled'
  | 'fulfilled'
  | 'rejected'
  | 'ended';

/** Of a process's command, so many letters are its name. */
const LONGEST_COMMAND = 60;

export class Facts {
  /** No more bytes will come. */
  over = false;

  constructor(
    private readonly intake: Intake,
    private readonly places: Places,
    readonly say: Say,
  ) {}

  get tables(): Tables {
    return this.intake.model;
  }

  taskName(task: number): string {
    const { tasks, streams } = this.tables;
    const stream = tasks.stream(task);
    return oneLine(this.places.taskName(this.intake.keys[stream] ?? '', streams[stream]!, tasks, task));
  }

  threadName(stream: number): string {
    const { pid, tid, argv } = this.tables.streams[stream]!.info;
    if (tid !== 0) return this.say.text('threadWorker', tid, pid);
    const [, script, ...rest] = argv;
    if (script === undefined) return this.say.text('threadMain', pid);
    const command = ['node', baseName(script), ...rest].join(' ');
    const shown = command.length > LONGEST_COMMAND ? `${command.slice(0, LONGEST_COMMAND)}…` : command;
    return this.say.text('threadProcess', oneLine(shown), pid);
  }

  /** Rises when what is known of places has changed. */
  get version(): number {
    return this.places.version;
  }

  isLibrary(task: number): boolean {
    const { tasks, awaits, streams } = this.tables;
    const stream = tasks.stream(task);
    const first = tasks.firstAwait(task);
    // Of a task that began before the recording, an await tells in which script it stands.
    const loc = tasks.loc(task) || (first < 0 ? 0 : awaits.loc(first));
    const place = this.place(stream, loc);
    return place ? place.library : inLibrary(streams[stream]!.tables, loc, null);
  }

  /** @returns what is equal for locations of one line, or of one function, and sorts as the sources are read */
  placeKey(by: Grouping, stream: number, loc: number): string {
    const raw = this.tables.streams[stream]!.tables.locs[loc];
    const place = this.place(stream, loc);
    const file = place?.label ?? `\uffff${stream} ${raw?.script ?? 0}`;
    const { line, column } = place?.site ?? raw ?? { line: 0, column: 0 };
    const onLine = `${file}\0${String(line).padStart(9, '0')}`;
    if (by === 'line') return onLine;
    // a script may begin with a function: what begins there and has no name is the script itself
    const isScript = raw?.name === '' && raw.functionLine === 1 && raw.functionColumn === 1;
    return `${onLine}\0${String(column).padStart(9, '0')}${isScript ? '' : '\0'}`;
  }

  /** @returns what to call a group of lanes: its thread, its function, or its line and the function around it */
  groupName(by: Grouping, group: LaneGroup): string {
    if (by === 'creator' || by === 'thread') return this.threadName(group.stream);
    if (by === 'function') return this.laneName(group.tasks[0]!);
    if (by === 'request') return this.requestName(group);
    return [this.shortPlace(group.stream, group.loc), this.taskName(group.tasks[0]!)].join(' · ');
  }

  /** @returns {@link groupName}, and what is enough where there is less room: of a line its place */
  groupNames(by: Grouping, group: LaneGroup): readonly [name: string, short: string] {
    const name = this.groupName(by, group);
    return [name, by === 'line' ? this.shortPlace(group.stream, group.loc) || name : name];
  }

  /**
   * What tells a request or a test from others: its title where the source has one, else the name of its function, or where that has none, its place;
   * and of those that are called more than once, which one it is.
   */
  private requestName({ tasks, stream, loc, nth = 1 }: LaneGroup): string {
    const title = this.title(tasks[0]!);
    if (title !== '') return nth > 1 ? `${title} ${nth}` : title;
    const name = this.taskName(tasks[0]!);
    if (!name.startsWith('(')) return `${name} ${nth}`;
    const place = this.shortPlace(stream, loc);
    // a module begins on its first line, which says nothing
    const shown = name === '(module)' ? [name, place.replace(/:\d+$/, '')] : [place || name];
    return [...shown, ...(nth > 1 ? [nth] : [])].filter(Boolean).join(' ');
  }

  /** @returns what to call a task beside its lane: a function without a name is called by its title, if it was given to a call with one */
  laneName(task: number): string {
    const name = this.taskName(task);
    return name === '(anonymous)' ? this.title(task) || name : name;
  }

  /** @returns the title with which the task's function was given to a call, as tests and handlers are; else empty */
  title(task: number): string {
    return oneLine(this.taskPlace(task)?.title ?? '');
  }

  /** @returns what a line says, as a terminal shows it; of bytes that are no text, how many characters they were read as */
  printed(output: number): string {
    const text = this.tables.outputs.text(output);
    return isBinary(text) ? this.say.text('printedBinary', text.length) : printed(text).trimEnd();
  }

  place(stream: number, loc: number): Place | undefined {
    return this.places.of(this.intake.keys[stream] ?? '', loc);
  }

  taskPlace(task: number): Place | undefined {
    return this.place(this.tables.tasks.stream(task), this.tables.tasks.loc(task));
  }

  awaitPlace(w: number): Place | undefined {
    return this.place(this.tables.tasks.stream(this.tables.awaits.task(w)), this.tables.awaits.loc(w));
  }

  /** @returns `file.ts:12`; where the original place is not known, that of the script that ran; empty if neither is */
  shortPlace(stream: number, loc: number): string {
    const place = this.place(stream, loc);
    if (place) return `${baseName(place.label)}:${place.site.line}`;
    const { tables } = this.tables.streams[stream]!;
    const raw = tables.locs[loc];
    const script = raw && tables.scripts[raw.script];
    return script ? oneLine(`${baseName(script.url)}:${raw.line}`) : '';
  }

  /** @returns `src/file.ts:12:5`, or what {@link shortPlace} gives */
  longPlace(stream: number, loc: number): string {
    const place = this.place(stream, loc);
    if (!place) return this.shortPlace(stream, loc) || this.say.text('unknownPlace');
    return `${place.label}:${place.site.line}:${place.site.column}`;
  }

  siteOf(stream: number, loc: number): Site | undefined {
    return this.place(stream, loc)?.site;
  }

  isOver(stream: number): boolean {
    return this.over || this.tables.streams[stream]!.ended;
  }

  stateOf(task: number): TaskState {
    const { tasks, awaits } = this.tables;
    if (tasks.endSeq(task) !== 0) {
      if (tasks.state(task) === State.rejected) return 'rejected';
      return tasks.state(task) === State.fulfilled ? 'fulfilled' : 'ended';
    }
    if (this.isOver(tasks.stream(task))) return 'neverSettled';
    if (tasks.leftSeq(task) !== 0) return 'left';
    const w = tasks.lastAwait(task);
    if (w < 0 || awaits.resumeSeq(w) !== 0) return 'running';
    return Number.isNaN(awaits.settle(w)) ? 'waiting' : 'ready';
  }

  /** @returns the kind of thing that an await waits for */
  awaitedKind(w: number): string {
    switch (this.tables.awaits.what(w)) {
      case What.value:
        return this.say.text('onValue');
      case What.thenable:
        return this.say.text('onThenable');
      case What.yield:
        return this.say.text('onYield');
      default:
        return this.say.text('onPromise');
    }
  }

  /** Node's name for the kind of resource. */
  resourceType(resource: number): string {
    const { resources, streams } = this.tables;
    return oneLine(streams[resources.stream(resource)]!.tables.strings[resources.type(resource)] ?? '');
  }
}

function baseName(path: string): string {
  return path.replace(/[?#].*$/, '').replace(/^.*[\\/]/, '');
}
