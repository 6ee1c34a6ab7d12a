/** Marks the program's scripts as they are loaded, and tells which could not be. */
import { BlockType } from '../protocol/container';
import type { UnmarkedInfo } from '../protocol/container';
import type * as planner from '../syntax/markers';
import type { MarkerPlan } from '../syntax/marker-plan';
import type { SourceType } from '../syntax/tree';
import { hideMarkersFromText } from './function-text';
import { watchCommonJs, watchModules } from './loading';
import type { MarkedPromises } from './marked-promises';
import { isMapWanted, withMap } from './marked-map';
import type { MarkedScripts } from './marked-scripts';
import { installMarkers } from './markers';
import { Natives } from './natives';
import type { Writer } from './writer';

export class Marking {
  private readonly natives = new Natives();

  constructor(
    private readonly scripts: MarkedScripts,
    readonly promises: MarkedPromises,
    private readonly writer: Writer,
  ) {
    promises.scripts = scripts;
  }

  start(fail: (error: unknown) => void): void {
    installMarkers(this.promises, (value) => this.natives.has(value), fail);
    const mark = (text: string, url: string, type: SourceType): string => {
      if (!this.promises.on || isLibrary(url)) return text;
      try {
        return this.mark(text, url, type);
      } catch (e) {
        fail(e);
        return text;
      }
    };
    hideMarkersFromText(this.scripts);
    watchCommonJs(mark);
    if (!watchModules(mark)) this.promises.captures = true;
  }

  private mark(text: string, url: string, type: SourceType): string {
    const plan = planOf(text, type);
    if (!plan) {
      this.fallBack(url, 'syntax');
      return text;
    }
    if (plan.dynamic) this.fallBack(url, 'dynamic');
    if (plan.at.length === 0) return text;
    for (const name of plan.builtins) this.natives.add(name);
    const script = this.scripts.add(url, text, plan);
    return isMapWanted() ? withMap(url, text, script.ran, script.offsets) : script.ran;
  }

  /** The stack is looked at from now on, where no marker tells the place. */
  private fallBack(url: string, why: UnmarkedInfo['why']): void {
    this.promises.captures = true;
    this.writer.block(BlockType.unmarked, { url, why } satisfies UnmarkedInfo);
  }
}

function planOf(text: string, type: SourceType): MarkerPlan | undefined {
  // Loaded only here: the parser takes 8 ms.
  const { planMarkers } = require('../syntax/markers') as typeof planner;
  return planMarkers(text, type);
}

function isLibrary(url: string): boolean {
  return url.includes('/node_modules/') || url.includes('\\node_modules\\');
}
