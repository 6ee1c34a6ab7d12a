/** Findings as they are reported: with sites and sentences, without those that a comment silences. Pure. */
import { FINDING_TEXTS } from '../model/findings';
import type { Finding, Severity } from '../model/findings';
import type { Saving } from '../model/what-if';
import { isSilenced } from '../model/findings/silence';
import type { SiteOf } from '../model/event-types';
import { sentence } from '../model/words';
import type { Words } from '../model/words';
import type { Site } from '../protocol/ids';

export interface Reported {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** The primary one first; at least one. */
  readonly sites: readonly Site[];
  readonly evidence: readonly string[];
  /** Predicted saving, ns. */
  readonly saves?: number;
  /** How much earlier the task, its request and its thread would end, ns. */
  readonly whatIf?: Saving;
}

/** @param textOf an original source; undefined if it is not known */
export function reported(
  findings: readonly Finding[],
  siteOf: SiteOf,
  textOf: (file: string) => string | undefined,
  words: Words,
): Reported[] {
  const lines = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    let known = lines.get(file);
    if (!known) lines.set(file, (known = textOf(file)?.split(/\r\n|[\n\r\u2028\u2029]/) ?? []));
    return known;
  };
  return findings.flatMap((finding) => {
    const sites: Site[] = [];
    for (const { stream, loc } of finding.at) {
      const site = loc === 0 ? null : siteOf(stream, loc);
      const known =
        site && sites.some((s) => s.file === site.file && s.line === site.line && s.column === site.column);
      if (site && !known) sites.push({ file: site.file, line: site.line, column: site.column });
    }
    const [first] = sites;
    if (!first || isSilenced(linesOf(first.file), first.line, finding.rule)) return [];
    return [
      {
        rule: finding.rule,
        severity: finding.severity,
        message: sentence(finding.message, FINDING_TEXTS, words),
        sites,
        evidence: finding.evidence.map((message) => sentence(message, FINDING_TEXTS, words)),
        ...(finding.saves !== undefined && { saves: finding.saves }),
        ...(finding.whatIf && { whatIf: finding.whatIf }),
      },
    ];
  });
}
