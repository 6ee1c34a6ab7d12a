/** Marks the program's scripts as they are loaded, and tells which could not be. */
import type * as planner from '../syntax/markers';
import type { MarkerPlan } from '../syntax/marker-plan';
import type { SourceType } from '../syntax/tree';
import { hideMarkersFromText } from './function-text';
import { watchCommonJs, watchModules } from './loading';
import type { MarkedPromises } from './marked-promises';
import type { MarkedScripts } from './marked-scripts';
import { installMarkers } from './markers';
import { Natives } from './natives';

export class Marking {
  private readonly natives = new Natives();

  constructor(
    private readonly scripts: MarkedScripts,
    readonly promises: MarkedPromises,
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
      this.promises.captures = true;
      return text;
    }
    if (plan.dynamic) this.promises.captures = true;
    if (plan.at.length === 0) return text;
    for (const name of plan.builtins) this.natives.add(name);
    return this.scripts.add(url, text, plan);
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
