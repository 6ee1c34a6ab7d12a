/**
 * Source positions, captured from the stack and interned. Capture is nearly all of the tracer's cost, so the way is the
 * cheapest known: an Error of a private realm (it works whatever the program does to its own Error: a stackTraceLimit
 * of 0, its own prepareStackTrace, a frozen constructor), a prepareStackTrace that gives the call sites as they are, and
 * a look at the file name and offset only. Line, column and name are read once per new position.
 */
import * as vm from 'node:vm';
import { LocRole } from '../protocol/events';
import type { LocFlags } from '../protocol/events';
import type { State } from '../protocol/events';
import type { MarkedScript } from './marked-scripts';

/** As it is now: the program may put another in its place. */
const { runInNewContext } = vm;

export interface PlaceSink {
  script(url: string, library: boolean, marked: boolean): number;
  loc(role: LocFlags, script: number, place: Place): number;
}

/** One position in a script. */
export interface Place {
  readonly script: Script;
  readonly line: number;
  readonly column: number;
  readonly functionLine: number;
  readonly functionColumn: number;
  readonly name: string;
  /** Number of the function around it. */
  readonly fn: number;
  /** UTF-16 units from the start of the script. */
  readonly position: number;
  /** An `import()` stands here. */
  dynamicImport: boolean;
  /** What settling here means for an async function; undefined until asked for. */
  settlement: State | undefined;
  /** Locations in the recording, by role; 0 until asked for. */
  readonly locs: [number, number, number, number];
}

export interface Script {
  readonly url: string;
  /** SHA-256 of the text that ran, hex; undefined before Node 20. */
  readonly hash: string | undefined;
  /** Node's own code, or the tracer's. */
  readonly internal: boolean;
  readonly library: boolean;
  /** What ran is this script with markers in it: positions are given as in the script without. */
  readonly marked: MarkedScript | undefined;
  /** Number in the recording; 0 until a location in it is recorded. */
  number: number;
  readonly places: Map<number, Place>;
}

type AsyncCallSite = NodeJS.CallSite & { isAsync(): boolean };
type PrivateError = (new () => { stack: NodeJS.CallSite[] }) & {
  stackTraceLimit: number;
  prepareStackTrace: unknown;
};

/**
 * What stands above the program's frames: `capture`, the hook that calls it, and Node's function that calls several hooks.
 * Each frame costs, so hooks call `capture` themselves and not through others.
 */
const OWN_FRAMES = 3;
const PROMISE_HOOKS = 'node:internal/promise_hooks';

/** As a rule these are called at the end of a block; what V8 gives then is the last position before. */
const DISPOSERS = new Set(['[Symbol.asyncDispose]', '[Symbol.dispose]']);

/** Whether nothing can be said of where a function was called: no call is written there. */
export function isDisposer(place: Place): boolean {
  return DISPOSERS.has(place.name);
}

/** The top level of a script. */
const NOWHERE = { functionLine: 1, functionColumn: 1, name: '', fn: 0 };

export class Places {
  private PrivateError: PrivateError | undefined;
  private readonly scripts = new Map<string, Script>();
  private readonly functions = new Map<string, number>();
  /** User scripts that got a number since the last call of {@link takeNew}. */
  private fresh: Script[] = [];

  constructor(
    private readonly sink: PlaceSink,
    private readonly ownFile: string,
    private readonly marked?: ReadonlyMap<string, MarkedScript>,
  ) {}

  /** Made when it is first needed: a realm takes milliseconds. */
  private makeError(): PrivateError {
    const made = runInNewContext('Error') as PrivateError;
    made.prepareStackTrace = (_: unknown, sites: unknown) => sites;
    return (this.PrivateError = made);
  }

  /**
   * The frames below the tracer's own, innermost first, without those that only await and stand on no stack.
   * @param limit how many at most (a few more may come)
   */
  capture(limit: number): NodeJS.CallSite[] {
    const E = this.PrivateError ?? this.makeError();
    E.stackTraceLimit = limit + OWN_FRAMES;
    const sites = new E().stack;
    let own = 2;
    while (own < sites.length && this.isOwn(sites[own]!)) own++;
    let end = sites.length;
    while (end > own && (sites[end - 1] as AsyncCallSite).isAsync()) end--;
    return sites.slice(own, end);
  }

  private isOwn(site: NodeJS.CallSite): boolean {
    const file = site.getFileName();
    return file === this.ownFile || file === PROMISE_HOOKS;
  }

  /** The script of a frame; undefined for a builtin such as `Promise.all`. */
  scriptOf(site: NodeJS.CallSite): Script | undefined {
    let url = site.getFileName() as string | null | undefined;
    if (url == null || url === '') {
      if (!site.isEval()) return undefined;
      url = site.getScriptNameOrSourceURL() || site.getEvalOrigin() || '(eval)';
    }
    return this.scripts.get(url) ?? this.newScript(url, site);
  }

  private newScript(url: string, site: NodeJS.CallSite): Script {
    const script: Script = {
      url,
      hash: (site as NodeJS.CallSite & { getScriptHash?(): string }).getScriptHash?.(),
      internal: url.startsWith('node:') || url === this.ownFile,
      library: isLibrary(url),
      marked: this.marked?.get(url),
      number: 0,
      places: new Map(),
    };
    this.scripts.set(url, script);
    return script;
  }

  /** The script of that name, known to be marked. */
  markedScript(marked: MarkedScript): Script {
    const { url } = marked;
    let script = this.scripts.get(url);
    if (!script) {
      script = {
        url,
        hash: undefined,
        internal: false,
        library: isLibrary(url),
        marked,
        number: 0,
        places: new Map(),
      };
      this.scripts.set(url, script);
    }
    return script;
  }

  /** The position at which a frame stands. */
  placeOf(script: Script, site: NodeJS.CallSite): Place {
    const position = (site as NodeJS.CallSite & { getPosition(): number }).getPosition();
    return script.places.get(position) ?? this.newPlace(script, position, site);
  }

  private newPlace(script: Script, position: number, frame: NodeJS.CallSite): Place {
    const place = this.rawPlace(script, position, frame);
    script.places.set(position, place);
    return place;
  }

  private rawPlace(script: Script, position: number, frame: NodeJS.CallSite): Place {
    const site = frame as NodeJS.CallSite & {
      getEnclosingLineNumber(): number;
      getEnclosingColumnNumber(): number;
    };
    const { marked } = script;
    const name = site.getFunctionName() ?? '';
    const line = site.getLineNumber() ?? 0;
    const functionLine = site.getEnclosingLineNumber() ?? 0;
    let column = site.getColumnNumber() ?? 0;
    let functionColumn = site.getEnclosingColumnNumber() ?? 0;
    if (marked) {
      column = marked.column(line, column);
      functionColumn = marked.column(functionLine, functionColumn);
    }
    return {
      script,
      line,
      column,
      functionLine,
      functionColumn,
      name,
      fn: this.functionNumber(script, functionLine, functionColumn, name),
      position: marked ? marked.original(position) : position,
      dynamicImport: false,
      settlement: undefined,
      locs: [0, 0, 0, 0],
    };
  }

  /** A place that a marker stands for. */
  markedPlace(marked: MarkedScript, offset: number, around: Place | undefined): Place {
    const { line, column } = marked.position(offset);
    const { functionLine, functionColumn, name, fn } = around ?? NOWHERE;
    const script = this.markedScript(marked);
    return {
      script,
      line,
      column,
      functionLine,
      functionColumn,
      name,
      fn,
      position: offset,
      dynamicImport: false,
      settlement: undefined,
      locs: [0, 0, 0, 0],
    };
  }

  /** @param name tells the top level from a function that is the first thing in the script: both stand at its start */
  private functionNumber(script: Script, line: number, column: number, name: string): number {
    const key = `${line}:${column}:${name === '' ? '' : 'f'}:${script.url}`;
    let n = this.functions.get(key);
    if (n === undefined) this.functions.set(key, (n = this.functions.size + 1));
    return n;
  }

  /** Number of a script's top level as a function. */
  moduleFunction(script: Script): number {
    return this.functionNumber(script, 1, 1, '');
  }

  /** The start of a script as a place: stands for a module's body. */
  moduleStart(script: Script, fn: number): Place {
    const at = -1;
    let place = script.places.get(at);
    if (!place) {
      place = {
        script,
        line: 1,
        column: 1,
        functionLine: 1,
        functionColumn: 1,
        name: '',
        fn,
        position: 0,
        dynamicImport: false,
        settlement: undefined,
        locs: [0, 0, 0, 0],
      };
      script.places.set(at, place);
    }
    return place;
  }

  /** The location's number in the recording; written there at its first use. */
  loc(place: Place, role: LocFlags): number {
    return place.locs[role] || this.newLoc(place, role);
  }

  private newLoc(place: Place, role: LocFlags): number {
    const script = place.script;
    if (script.number === 0) {
      script.number = this.sink.script(script.url, script.library, script.marked !== undefined);
      this.fresh.push(script);
    }
    return (place.locs[role] = this.sink.loc(role, script.number, place));
  }

  /** The innermost frame of user code among `frames`, from `from` on, as a location of a call; 0 if there is none. */
  firstUser(frames: readonly NodeJS.CallSite[], from = 0): number {
    for (let i = from; i < frames.length; i++) {
      const script = this.scriptOf(frames[i]!);
      if (script && !script.internal) return this.loc(this.placeOf(script, frames[i]!), LocRole.call);
    }
    return 0;
  }

  /** How many calls of each user function stand in `frames`. */
  count(frames: readonly NodeJS.CallSite[]): Map<number, number> {
    const counts = new Map<number, number>();
    for (const frame of frames) {
      const script = this.scriptOf(frame);
      if (!script || script.internal) continue;
      const { fn } = this.placeOf(script, frame);
      counts.set(fn, (counts.get(fn) ?? 0) + 1);
    }
    return counts;
  }

  /** Scripts that locations were recorded in since the last call. */
  takeNew(): Script[] {
    const fresh = this.fresh;
    this.fresh = [];
    return fresh;
  }
}

function isLibrary(url: string): boolean {
  return url.includes('/node_modules/') || url.includes('\\node_modules\\');
}
