/** Marks the program's scripts as they are loaded, and tells which could not be. */
import { isMainThread } from 'node:worker_threads';
import { BlockType } from '../protocol/container';
import type { UnmarkedInfo } from '../protocol/container';
import { mayNeedMarkers } from '../syntax/marker-need';
import { loadParser } from './load-parser';
import type { MarkerPlan } from '../syntax/marker-plan';
import type { SourceType } from '../syntax/tree';
import { hideMarkersFromText } from './function-text';
import { watchCommonJs, watchModules } from './loading';
import type { MarkedPromises } from './marked-promises';
import { isMapWanted, withMap } from './marked-map';
import type { MarkedScripts } from './marked-scripts';
import { installMarkers } from './markers';
import { Natives } from './natives';
import type { PlanCache } from './plan-cache';
import type { Writer } from './writer';

/** Says that a package runs scripts of its own making, as test runners do. */
const RUNS_TEXT = /['"](?:node:)?vm['"]/;
const EVAL_FRAME = /\[(?:worker )?eval\]/;

export class Marking {
  private readonly natives = new Natives();
  private seen = false;
  /** For good. */
  private fallenBack = false;
  /** What is to run in the place of the last script that was marked. */
  private given: string | undefined;

  constructor(
    private readonly scripts: MarkedScripts,
    readonly promises: MarkedPromises,
    private readonly writer: Writer,
    private readonly cache: PlanCache | undefined,
    private readonly debugged: boolean,
  ) {
    promises.scripts = scripts;
  }

  start(fail: (error: unknown) => void): void {
    installMarkers(this.promises, (value) => this.natives.has(value), fail);
    // Until a script passes by: what is given on the command line, to stdin or to a worker as text never does.
    this.promises.captures = true;
    const mark = (text: string, url: string, type: SourceType): string => {
      if (!this.promises.on) return text;
      try {
        this.passesBy();
        return isLibrary(url) ? this.library(text, url) : this.mark(text, url, type);
      } catch (e) {
        fail(e);
        return text;
      }
    };
    hideMarkersFromText(this.scripts);
    watchCommonJs(mark);
    if (!watchModules(mark)) this.fallenBack = true;
  }

  /** The first script tells whether there is code that never passed by: then it stands on the stack, or in the command. */
  private passesBy(): void {
    if (this.seen) return;
    this.seen = true;
    if (!this.fallenBack && !isTextRun()) this.promises.captures = false;
  }

  private library(text: string, url: string): string {
    if (RUNS_TEXT.test(text)) this.fallBack(url, 'dynamic');
    return text;
  }

  private mark(text: string, url: string, type: SourceType): string {
    // a module that is required passes by the load hook, and then once more, with its markers
    if (text === this.given || !mayNeedMarkers(text)) return text;
    const plan = this.planOf(text, type);
    if (!plan) {
      this.fallBack(url, 'syntax');
      return text;
    }
    if (plan.dynamic) this.fallBack(url, 'dynamic');
    if (plan.at.length === 0) return text;
    for (const name of plan.builtins) this.natives.add(name);
    const script = this.scripts.add(url, text, plan);
    const hasMap = this.debugged || isMapWanted();
    this.given = hasMap ? withMap(url, text, script.ran, script.offsets) : script.ran;
    return this.given;
  }

  private planOf(text: string, type: SourceType): MarkerPlan | undefined {
    const key = this.cache?.key(text, type);
    const kept = key === undefined ? undefined : this.cache!.read(key, text);
    if (kept) return kept;
    const plan = loadParser().planMarkers(text, type);
    if (plan && key !== undefined) this.cache!.write(key, plan);
    return plan;
  }

  /** The stack is looked at from now on, where no marker tells the place. */
  private fallBack(url: string, why: UnmarkedInfo['why']): void {
    this.promises.captures = this.fallenBack = true;
    this.writer.block(BlockType.unmarked, { url, why } satisfies UnmarkedInfo);
  }
}

function isLibrary(url: string): boolean {
  return url.includes('/node_modules/') || url.includes('\\node_modules\\');
}

/** The program, or this thread of it, began as a text and not as a file. */
function isTextRun(): boolean {
  if (isMainThread) {
    const { _eval: text } = process as unknown as { _eval?: unknown };
    return text != null || process.argv[1] === undefined || process.argv[1] === '-';
  }
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 100;
  const { stack } = new Error();
  Error.stackTraceLimit = limit;
  return EVAL_FRAME.test(stack ?? '');
}
