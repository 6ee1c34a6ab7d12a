/** Why the selected await went on when it did: the sentences of `awaitscope why`, with the places that they speak of. */
import { FINDING_TEXTS } from '../model/findings';
import type { Finding } from '../model/findings';
import { WHY_TEXTS, why } from '../model/why';
import { sentence } from '../model/words';
import type { At, Message, Words } from '../model/words';
import type { Fact } from './card-content';
import type { DurationText } from './durations';
import type { Facts } from './facts';

/** A chain may be long; its begin, next to the await, says most, and its end is the cause. */
const MOST = 8;

/**
 * @param w row of an await
 * @returns a sentence each, the nearest cause first; the numbers stand elsewhere already
 */
export function explained(facts: Facts, times: DurationText, w: number): Fact[] {
  const words = wordsOf(facts, times);
  const texts = facts.say.sentences('why', WHY_TEXTS);
  const lines = why(facts.tables, w)
    .messages.slice(1)
    .map((message): Fact => {
      const at = placeOf(message);
      const site = at && facts.siteOf(at.stream, at.loc);
      return { label: '', text: sentence(message, texts, words), ...(site && { site }) };
    });
  return lines.length <= MOST
    ? lines
    : [...lines.slice(0, MOST - 2), { label: '', text: '…' }, lines.at(-1)!];
}

/** @returns what a rule found, in a sentence, with its place */
export function findingFact(facts: Facts, times: DurationText, finding: Finding): Fact {
  const texts = facts.say.sentences('finding', FINDING_TEXTS);
  const [at] = finding.at;
  const site = at && facts.siteOf(at.stream, at.loc);
  return {
    label: facts.say.text(`finding.${finding.severity}`),
    severity: finding.severity,
    text: sentence(finding.message, texts, wordsOf(facts, times)),
    ...(site && { site }),
  };
}

/** How the page writes what the model's sentences speak of. */
function wordsOf(facts: Facts, times: DurationText): Words {
  return {
    ns: (ns) => times.duration(ns),
    n: (n) => times.count(n),
    task: (task) => facts.taskName(task),
    at: ({ stream, loc }) => facts.shortPlace(stream, loc) || facts.say.text('unknownPlace'),
    text: (text) => text,
  };
}

function placeOf({ args }: Message): At | undefined {
  for (const arg of Object.values(args)) if ('at' in arg) return arg.at;
  return undefined;
}
