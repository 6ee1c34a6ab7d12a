/**
 * Plans of markers kept from run to run, each in a file named by the hash of the text that it is for, so that a script is parsed once and not at
 * each start. Files are written under a name of their own and renamed: runs at the same time do not disturb each other. Whatever goes
 * wrong here costs nothing but the parsing.
 */
import type * as crypto from 'node:crypto';
import * as nodeFs from 'node:fs';
import { join } from 'node:path';
import type { MarkerPlan } from '../syntax/marker-plan';
import type { SourceType } from '../syntax/tree';

/** Raised whenever plans for the same text become others. */
const PLANS_VERSION = 4;
/** Of more, the older half goes: as large as a plan is, they stay within some tens of megabytes. */
const MAX_FILES = 4000;
/** One of so many writes looks whether there are too many files. */
const PRUNE_EVERY = 50;

/** As they are now: the program may put others in their place. */
const { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } = nodeFs;

export class PlanCache {
  private made = false;

  /** @param folder where plans are kept; it is made when it is needed */
  constructor(private readonly folder: string) {}

  key(text: string, type: SourceType): string {
    // Loaded only here: it takes 3 ms.
    const { createHash } = require('node:crypto') as typeof crypto;
    return createHash('sha256')
      .update(`${PLANS_VERSION} ${type} ${text.length}\n`)
      .update(text)
      .digest('hex');
  }

  /** @returns undefined if there is none, or none that can be read */
  read(key: string, text: string): MarkerPlan | undefined {
    try {
      const path = join(this.folder, key);
      const plan = JSON.parse(readFileSync(path, 'utf8')) as MarkerPlan;
      return isSound(plan, text.length) ? plan : undefined;
    } catch {
      return undefined;
    }
  }

  write(key: string, plan: MarkerPlan): void {
    try {
      if (!this.made) mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      this.made = true;
      const path = join(this.folder, key);
      const own = `${path}.${process.pid}-${Math.trunc(performance.now() * 1000)}`;
      writeFileSync(own, JSON.stringify(plan), { mode: 0o600 });
      renameSync(own, path);
      if (parseInt(key.slice(0, 4), 16) % PRUNE_EVERY === 0) this.prune();
    } catch {
      // No cache, then.
    }
  }

  private prune(): void {
    const files = readdirSync(this.folder);
    if (files.length <= MAX_FILES) return;
    const byAge = files
      .map((name) => ({ path: join(this.folder, name), at: ageOf(join(this.folder, name)) }))
      .sort((a, b) => a.at - b.at);
    for (const { path } of byAge.slice(0, files.length - MAX_FILES / 2)) rmSync(path, { force: true });
  }
}

function ageOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function isSound(plan: MarkerPlan, length: number): boolean {
  const { at, inserted, numbers, sites, builtins } = plan;
  return (
    Array.isArray(sites) &&
    Array.isArray(builtins) &&
    at.length === inserted.length &&
    at.length === numbers.length &&
    at.every((offset, i) => offset >= (at[i - 1] ?? 0) && offset <= length)
  );
}
