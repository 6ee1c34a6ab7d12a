/**
 * Traces drawn as text, in both directions. A line is a time in ns and what happened:
 *
 *      0 A start main@1            task A begins: function main, on line 1
 *      0 A start main@1 from @9    … called on line 9; `module` or `generator` at the end makes it one
 *     10 A suspend @2 on p         waits for promise p; also `on B` (the outcome of task B), `on value`, `on p thenable`, `on p yield`
 *                                  `watched` at the end: a slice that it begins tells if it threw
 *     28 A threw                   what the running slice of A began with; `threw perhaps`: that is not known
 *     20 settle p fulfilled        or rejected, or nothing for unknown; `settle A.out` settles task A's promise
 *     25 A resume                  or resume value, resume throw
 *     30 A leave                   its function returned a promise
 *     40 A end fulfilled           or rejected, or nothing for unknown
 *      5 resource r3 Timeout @4    a resource; r3 has the id 3
 *      6 promise p new @4          a promise made by user code; `from q` if it was chained to q
 *      6 timer r3 20               resource r3 waits 20 ms
 *      6 observe p                 something unseen waits for p
 *     50 call r3                   a callback begins: of resource r3, or `call p` of a promise
 *     60 after                     the innermost callback or resumed job is over
 *     70 print "text\n" @3         `stderr` and `cut` may follow
 *     70 stuck @3                  the thread was seen there in a long slice
 *     75 pause                     a debugger stops the thread; `pause over`: it lets it go on
 *     80 lost 5 size limit
 *
 * Tasks and promises are named by any word; their ids are given out in the order in which they first appear. A place `@lib:4`
 * is line 4 of a script in node_modules.
 */
import {
  Kind,
  LocRole,
  OUTPUT_CUT,
  OUTPUT_STDERR,
  PAUSE_OVER,
  PROMISE_MAKERS,
  State,
  THREW_PERHAPS,
  TaskVariant,
  What,
} from '../../protocol/events';
import type { EventBatch, PromiseMaker, RawLoc, RawScript, StreamTables } from '../../protocol/events';
import type { StreamInfo } from '../../protocol/container';
import { Segment, visitSegments } from '../../model/intervals';
import { Model } from '../../model/model';
import type { Tables } from '../../model/tables';

export const USER_SCRIPT = 1;
export const LIBRARY_SCRIPT = 2;

/** One stream, read from its text. */
export interface TraceText {
  readonly info: StreamInfo;
  readonly tables: StreamTables;
  readonly batch: EventBatch;
  /** Id of a task or promise by its name in the text. */
  id(name: string): number;
}

/** @param info what differs from a stream of process 1, thread 0 that began at 0 */
export function traceText(text: string, info: Partial<StreamInfo> = {}): TraceText {
  const reader = new TraceReader();
  for (const line of text.split('\n')) if (line.trim() !== '') reader.line(line.trim());
  return {
    info: streamInfo(info),
    tables: reader,
    batch: reader.batch(),
    id: (name) => reader.known(name),
  };
}

/** @returns a model of one stream for each text */
export function modelOf(...texts: (string | TraceText)[]): Model {
  const traces = texts.map((text) => (typeof text === 'string' ? traceText(text) : text));
  const model = new Model();
  for (const { info, tables } of traces) model.addStream(info, tables);
  traces.forEach(({ batch }, stream) => model.append(stream, batch));
  return model;
}

/** @returns rows `from` to `to` of a batch as a batch of its own, as a recording that grows would bring them */
export function part(batch: EventBatch, from: number, to: number): EventBatch {
  const cut = <T extends { slice(from: number, to: number): T }>(column: T): T => column.slice(from, to);
  return {
    count: to - from,
    kind: cut(batch.kind),
    flags: cut(batch.flags),
    t: cut(batch.t),
    a: cut(batch.a),
    b: cut(batch.b),
    c: cut(batch.c),
    texts: batch.texts,
  };
}

export function streamInfo(info: Partial<StreamInfo> = {}): StreamInfo {
  return {
    pid: 1,
    tid: 0,
    ppid: 0,
    node: 'v20.0.0',
    v8: '11.3',
    platform: 'linux',
    arch: 'x64',
    argv: ['node', '/app/main.js'],
    cwd: '/app',
    monotonic: '0',
    epochMs: 0,
    locations: 'stacks',
    ...info,
  };
}

const MARKS: Record<Segment, string> = {
  [Segment.running]: '#',
  [Segment.waiting]: '.',
  [Segment.ready]: '-',
  [Segment.left]: '~',
  [Segment.unfinished]: '?',
};

/**
 * Draws every task as a line: `#` running, `.` waiting, `-` ready, `~` left, `?` unfinished.
 * @param step ns a character on the time axis; without it, the order axis: one character an event
 */
export function drawTasks(tables: Tables, step?: number): string {
  const names = Array.from({ length: tables.tasks.count }, (_, task) => nameOf(tables, task));
  const width = Math.max(0, ...names.map((n) => n.length));
  return names.map((name, task) => `${name.padEnd(width)}  ${lane(tables, task, step)}`.trimEnd()).join('\n');
}

function nameOf({ tasks, streams }: Tables, task: number): string {
  return streams[tasks.stream(task)]!.tables.locs[tasks.loc(task)]?.name || '?';
}

function lane(tables: Tables, task: number, step: number | undefined): string {
  let out = '';
  visitSegments(tables, task, (state, start, end, startSeq, endSeq) => {
    // The first event stands at character 0.
    const [from, to] = step === undefined ? [startSeq - 1, endSeq - 1] : [start / step, end / step];
    out = out.padEnd(Math.ceil(from)).padEnd(Math.ceil(to), MARKS[state]);
  });
  return out;
}

/** Reads lines into columns and tables. */
class TraceReader implements StreamTables {
  readonly scripts: (RawScript | undefined)[] = [
    undefined,
    { url: '/app/main.js', library: false },
    { url: '/app/node_modules/lib/index.js', library: true },
  ];
  readonly locs: (RawLoc | undefined)[] = [undefined];
  readonly strings: string[] = [''];
  private readonly rows: { kind: number; flags: number; t: number; a: number; b: number; c: number }[] = [];
  private readonly texts: string[] = [];
  private readonly ids = new Map<string, number>();
  private readonly names = new Map<string, string>();
  private nextId = 1;

  known(name: string): number {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`no ${name} in this trace`);
    return id;
  }

  line(line: string): void {
    const [time, ...words] = line.match(/"(?:\\.|[^"\\])*"|\S+/g)!;
    const t = Number(time);
    const [first, ...rest] = words as [string, ...string[]];
    if (!Number.isFinite(t)) throw new Error(`no time: ${line}`);
    if (!this.general(t, first, rest) && !this.task(t, first, rest))
      throw new Error(`not understood: ${line}`);
  }

  private general(t: number, verb: string, words: string[]): boolean {
    const [x = '', y = ''] = words;
    const at = (): number => this.place(words, LocRole.call);
    switch (verb) {
      case 'settle':
        this.row(t, Kind.Settle, this.promise(x), 0, 0, stateOf(y));
        return true;
      case 'after':
        this.row(t, Kind.After);
        return true;
      case 'call':
        if (isResource(x)) this.row(t, Kind.CallbackResource, Number(x.slice(1)));
        else this.row(t, Kind.CallbackPromise, this.promise(x));
        return true;
      case 'resource':
        this.row(t, Kind.Resource, Number(x.slice(1)), at(), this.string(y));
        return true;
      case 'promise': {
        const maker = PROMISE_MAKERS.indexOf(y as PromiseMaker);
        const parent = words.includes('from') ? this.promise(words[words.indexOf('from') + 1]!) : 0;
        this.row(t, Kind.Promise, this.promise(x), at() * 16 + maker, parent);
        return true;
      }
      case 'timer':
        this.row(t, Kind.Timer, Number(x.slice(1)), 0, Number(y));
        return true;
      case 'observe':
        this.row(t, Kind.Observe, this.promise(x));
        return true;
      case 'print': {
        const flags =
          (words.includes('stderr') ? OUTPUT_STDERR : 0) | (words.includes('cut') ? OUTPUT_CUT : 0);
        this.row(t, Kind.Output, 0, at(), this.texts.push(JSON.parse(x) as string) - 1, flags);
        return true;
      }
      case 'pause':
        this.row(t, Kind.Pause, 0, 0, 0, x === 'over' ? PAUSE_OVER : 0);
        return true;
      case 'stuck':
        this.row(t, Kind.Stuck, 0, at());
        return true;
      case 'lost':
        this.row(t, Kind.Lost, Number(x), 0, this.string(words.slice(1).join(' ')));
        return true;
      default:
        return false;
    }
  }

  private task(t: number, name: string, words: string[]): boolean {
    const [verb, x = ''] = words;
    switch (verb) {
      case 'start': {
        const [fn = ''] = x.split('@');
        this.names.set(name, fn);
        const caller = words.includes('from') ? this.place(words.slice(2), LocRole.call) : 0;
        const variant = words.includes('module')
          ? TaskVariant.module
          : words.includes('generator')
            ? TaskVariant.generator
            : 0;
        this.row(
          t,
          Kind.TaskStart,
          this.taskId(name),
          this.loc(x.slice(fn.length), LocRole.function, fn),
          caller,
          variant,
        );
        return true;
      }
      case 'suspend': {
        const on = words[words.indexOf('on') + 1]!;
        const what = words.find((w) => w in What) as keyof typeof What | undefined;
        const promise = on === 'value' ? this.nextId++ : this.promise(on);
        const loc = this.place(words, LocRole.await, this.names.get(name));
        const at = words.includes('watched') ? this.watched(loc) : loc;
        this.row(t, Kind.Suspend, this.taskId(name), at, promise, What[what ?? 'promise']);
        return true;
      }
      case 'resume':
        this.row(t, Kind.Resume, this.taskId(name), 0, 0, { '': 0, value: 1, throw: 2 }[x]);
        return true;
      case 'threw':
        this.row(t, Kind.Threw, this.taskId(name), 0, 0, x === 'perhaps' ? THREW_PERHAPS : 0);
        return true;
      case 'leave':
        this.row(t, Kind.Leave, this.taskId(name));
        return true;
      case 'end':
        this.row(t, Kind.TaskEnd, this.taskId(name), 0, 0, stateOf(x));
        return true;
      default:
        return false;
    }
  }

  private watched(loc: number): number {
    const from = this.locs[loc]!;
    const known = this.locs.findIndex((l) => l?.watched && l.line === from.line && l.name === from.name);
    return known > 0 ? known : this.locs.push({ ...from, watched: true }) - 1;
  }

  batch(): EventBatch {
    const { rows, texts } = this;
    const column = (field: 'a' | 'b' | 'c'): Uint32Array => Uint32Array.from(rows, (r) => r[field]);
    return {
      count: rows.length,
      kind: Uint8Array.from(rows, (r) => r.kind),
      flags: Uint8Array.from(rows, (r) => r.flags),
      t: Float64Array.from(rows, (r) => r.t),
      a: column('a'),
      b: column('b'),
      c: column('c'),
      texts,
    };
  }

  private row(t: number, kind: number, a = 0, b = 0, c = 0, flags = 0): void {
    this.rows.push({ kind, flags, t, a, b, c });
  }

  private taskId(name: string): number {
    let id = this.ids.get(name);
    if (id === undefined) {
      id = this.nextId;
      this.nextId += 2;
      this.ids.set(name, id).set(`${name}.out`, id + 1);
    }
    return id;
  }

  /** A capital letter first: the outcome of that task. */
  private promise(name: string): number {
    if (/^[A-Z]/.test(name)) return this.taskId(name.replace(/\.out$/, '')) + 1;
    let id = this.ids.get(name);
    if (id === undefined) this.ids.set(name, (id = this.nextId++));
    return id;
  }

  private string(s: string): number {
    const known = this.strings.indexOf(s);
    return known > 0 ? known : this.strings.push(s) - 1;
  }

  private place(words: string[], role: LocRole, name = ''): number {
    const place = words.find((w) => w.startsWith('@'));
    return place === undefined ? 0 : this.loc(place, role, name);
  }

  private loc(place: string, role: LocRole, name: string): number {
    const [, library, line] = /^@(lib:)?(\d+)$/.exec(place) ?? [];
    if (line === undefined) throw new Error(`no place: ${place}`);
    const script = library ? LIBRARY_SCRIPT : USER_SCRIPT;
    const known = this.locs.findIndex(
      (l) => l?.role === role && l.script === script && l.line === Number(line) && l.name === name,
    );
    if (known > 0) return known;
    return (
      this.locs.push({
        role,
        script,
        line: Number(line),
        column: 1,
        functionLine: 1,
        functionColumn: 1,
        name,
      }) - 1
    );
  }
}

function isResource(name: string): boolean {
  return /^r\d+$/.test(name);
}

function stateOf(word: string): number {
  return State[(word || 'unknown') as keyof typeof State];
}

/** @returns what a table says of one field in its first `count` rows */
export function column<T>(count: number, field: (row: number) => T): T[] {
  return Array.from({ length: count }, (_, row) => field(row));
}
