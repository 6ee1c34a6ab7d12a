/** Inlay hints: one at the end of each line with awaits, where it moves no code. */
import * as l10n from '@vscode/l10n';
import type { InlayHint } from 'vscode-languageserver/node';
import { formatNs } from '../model/format-ns';
import type { AwaitFacts } from './facts';
import type { Placed } from './document-facts';

/** A brief hint names the time between settling and going on only from here, and where it is a part worth naming of the whole. */
const LONG_READY_NS = 1e6;
const LARGE_PART = 0.1;

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
  return {
    position: { line: line - 1, character: length },
    label: awaits.map(kind === 'brief' ? brief : full).join(' · '),
    paddingLeft: true,
    tooltip: awaits.map(full).join('\n'),
  };
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
