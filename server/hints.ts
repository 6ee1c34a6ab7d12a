/** Inlay hints: one at the end of each line with awaits, where it moves no code. */
import * as l10n from '@vscode/l10n';
import type { InlayHint } from 'vscode-languageserver/node';
import { formatNs } from '../model/format-ns';
import type { AwaitFacts } from './facts';
import type { Placed } from './document-facts';

/** A brief hint names the time between settling and going on only from here, and where it is a part worth naming of the whole. */
const LONG_READY_NS = 1e6;
const LARGE_PART = 0.1;
/** Awaits of one line that are named one by one. */
const MOST_IN_LABEL = 3;
const MOST_IN_TOOLTIP = 10;

/**
 * @param placed what stands on the line
 * @param line 1-based
 * @param length of the line
 * @returns undefined if no await stands there
 */
export function hintOf(
  placed: readonly Placed[],
  line: number,
  length: number,
  kind: 'brief' | 'full',
): InlayHint | undefined {
  const awaits = placed
    .map(({ facts }) => facts)
    .filter((facts): facts is AwaitFacts => facts.kind === 'await');
  if (awaits.length === 0) return undefined;
  const medians = awaits.some(({ times }) => times.count > 1) ? [l10n.t('Times are medians.')] : [];
  return {
    position: { line: line - 1, character: length },
    label: listed(awaits, kind === 'brief' ? brief : full, MOST_IN_LABEL).join(' · '),
    paddingLeft: true,
    tooltip: [...listed(awaits, full, MOST_IN_TOOLTIP), ...medians].join('\n'),
  };
}

/** A line of generated code may hold hundreds. */
function listed(awaits: readonly AwaitFacts[], say: (facts: AwaitFacts) => string, most: number): string[] {
  const said = awaits.slice(0, most).map(say);
  return awaits.length > most ? [...said, l10n.t('{0} more', awaits.length - most)] : said;
}

function brief({ times }: AwaitFacts): string {
  const { count, unfinished, waiting, ready } = times;
  const times_ = count === 1 ? '' : `${count}× `;
  if (unfinished === count) return times_ + l10n.t('still waiting');
  const late = ready.p50 >= LONG_READY_NS || ready.p50 > waiting.p50 * LARGE_PART;
  const text = times_ + formatNs(waiting.p50) + (late ? ` + ${formatNs(ready.p50)}` : '');
  return unfinished > 0 ? l10n.t('{0}, {1} still waiting', text, unfinished) : text;
}

function full({ times }: AwaitFacts): string {
  const { count, unfinished, waiting, ready } = times;
  if (unfinished === count) return l10n.t('{0}×, still waiting', count);
  const text = l10n.t('{0}× waiting {1}, ready {2}', count, formatNs(waiting.p50), formatNs(ready.p50));
  return unfinished > 0 ? l10n.t('{0}, {1} still waiting', text, unfinished) : text;
}
