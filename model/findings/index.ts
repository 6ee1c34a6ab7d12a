/**
 * Findings: what rules have to say about a recording. `findingsOf` is all that others need; texts are made of a finding's messages
 * with `sentence` and {@link FINDING_TEXTS}.
 */
import type { NamedSite, SiteOf } from '../event-types';
import { inLibrary } from '../names';
import type { Tables } from '../tables';
import type { At } from '../words';
import type { CodeOf, Finding, Rule, Scope, Severity } from './finding';
import { loopBlocked, starvation } from './rule-loop';
import { floating, observedTooLate, swallowed, unhandledRejection } from './rule-observed';
import { awaitInLoop, sequentialAwaits } from './rule-overlap';
import {
  asyncWithoutAwait,
  customPromisification,
  executorOneArgument,
  explicitConstructor,
  reactionReturnsPromise,
  returnAwait,
  thenOnResolve,
} from './rule-patterns';
import { awaitCycle, neverSettled } from './rule-pending';
import { growth, redundantAwait } from './rule-waste';

export type { Code, CodeOf, Finding, Found, Rule, Severity } from './finding';
export { FINDING_TEXTS } from './texts';

/** In the order of the documentation. */
export const RULES: readonly Rule[] = [
  neverSettled,
  awaitCycle,
  unhandledRejection,
  observedTooLate,
  floating,
  swallowed,
  loopBlocked,
  starvation,
  sequentialAwaits,
  awaitInLoop,
  redundantAwait,
  growth,
  asyncWithoutAwait,
  returnAwait,
  thenOnResolve,
  executorOneArgument,
  reactionReturnsPromise,
  customPromisification,
  explicitConstructor,
];

export interface FindingsOptions {
  /** Original places. */
  readonly site: SiteOf;
  /** Syntax of the scripts that ran; rules that need it are silent where it is not known. */
  readonly code?: CodeOf;
  /** Ids of rules to leave out. */
  readonly off?: ReadonlySet<string>;
  /** How long a slice may take, ns; default 80 ms. */
  readonly blocked?: number;
}

const BLOCKED = 80e6;
const ORDER: readonly Severity[] = ['error', 'warning', 'hint'];

/** @returns the findings, errors first, then by rule; to be asked again when the recording has grown */
export function findingsOf(tables: Tables, options: FindingsOptions): Finding[] {
  const scope = new RecordingScope(tables, options);
  const findings: Finding[] = [];
  for (const rule of RULES) {
    if (options.off?.has(rule.id)) continue;
    for (const found of rule.find(scope))
      findings.push({ ...found, rule: rule.id, severity: found.severity ?? rule.severity });
  }
  return findings.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
}

class RecordingScope implements Scope {
  readonly blocked: number;
  private readonly sites: (NamedSite | null)[][];
  private readonly keys: string[][];

  constructor(
    readonly tables: Tables,
    private readonly options: FindingsOptions,
  ) {
    this.blocked = options.blocked ?? BLOCKED;
    this.sites = tables.streams.map(() => []);
    this.keys = tables.streams.map(() => []);
  }

  site({ stream, loc }: At): NamedSite | null {
    if (loc === 0) return null;
    const known = this.sites[stream]!;
    const site = known[loc];
    return site === undefined ? (known[loc] = this.options.site(stream, loc)) : site;
  }

  code({ stream, loc }: At): ReturnType<CodeOf> {
    return loc === 0 ? undefined : this.options.code?.(stream, loc);
  }

  own(at: At): boolean {
    const site = this.site(at);
    return site !== null && !inLibrary(this.tables.streams[at.stream]!.tables, at.loc, site);
  }

  key(at: At): string {
    const known = this.keys[at.stream]!;
    return (known[at.loc] ??= this.newKey(at));
  }

  private newKey(at: At): string {
    const site = this.site(at);
    return site ? `${site.file}:${site.line}:${site.column}` : `${at.stream} ${at.loc}`;
  }

  whole(stream: number): boolean {
    const { end, lost } = this.tables.streams[stream]!;
    return end !== undefined && end.why === undefined && lost.length === 0;
  }

  drained(stream: number): boolean {
    return this.tables.streams[stream]!.end?.drained === true;
  }
}
