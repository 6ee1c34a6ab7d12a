/** The section of a report that tells what would be saved if awaits that need nothing of one another were awaited together. */
import { RULES, findingsOf } from '../model/findings';
import { formatNs } from '../model/format-ns';
import type { Recording } from '../recording/load';
import { reported } from './check-sites';
import { count } from './format';
import type { Places } from './places';

/** The rules that predict a saving. */
const PREDICT = new Set(['sequential-awaits', 'await-in-loop']);
const SHOWN = 8;

export function whatIfLines({ model, sites }: Recording, places: Places): string[] {
  const siteOf = sites.locate.bind(sites);
  const off = new Set(RULES.filter(({ id }) => !PREDICT.has(id)).map(({ id }) => id));
  const findings = findingsOf(model, { site: siteOf, code: sites.code.bind(sites), off });
  const shown = reported(findings, siteOf, (file) => sites.originalText(file), places.words)
    .filter(({ whatIf }) => whatIf !== undefined)
    .sort((a, b) => b.whatIf!.run - a.whatIf!.run || b.whatIf!.task - a.whatIf!.task);
  if (shown.length === 0) return [];
  const lines = shown
    .slice(0, SHOWN)
    .flatMap(({ message, sites: [site], whatIf }) => [
      `  ${message}`,
      `    ${places.siteText(site!)}: the task would end ${earlier(whatIf!.task)}, its request ${earlier(
        whatIf!.request,
      )}, its thread ${earlier(whatIf!.run)}`,
    ]);
  const rest = shown.length - SHOWN;
  return ['', 'What if', ...lines, ...(rest > 0 ? [`  and ${count(rest, 'other')}: awaitscope check`] : [])];
}

function earlier(time: number): string {
  return time > 0 ? `${formatNs(time)} earlier` : 'no earlier';
}
