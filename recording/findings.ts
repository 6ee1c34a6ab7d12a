/** What the rules find in a recording whose sources are at hand, without what comments in these silence; for a page, which has none. */
import { findingsOf } from '../model/findings';
import { sentFindings } from '../model/findings/sent';
import type { SentFindings } from '../model/findings/sent';
import { isSilenced } from '../model/findings/silence';
import type { Recording } from './load';

export function findingsForPage({ model, sites }: Pick<Recording, 'model' | 'sites'>): SentFindings {
  const lines = new Map<string, readonly string[]>();
  const linesOf = (file: string): readonly string[] => {
    let known = lines.get(file);
    if (!known) lines.set(file, (known = sites.originalText(file)?.split(/\r\n|[\n\r\u2028\u2029]/) ?? []));
    return known;
  };
  const found = findingsOf(model, {
    site: (stream, loc) => sites.locate(stream, loc),
    code: (stream, loc) => sites.code(stream, loc),
  });
  // as `check` reports them
  const heard = found.filter(({ at, rule }) => {
    const first = at.map(({ stream, loc }) => (loc === 0 ? null : sites.locate(stream, loc))).find(Boolean);
    return first && !isSilenced(linesOf(first.file), first.line, rule);
  });
  return sentFindings(model, heard);
}
