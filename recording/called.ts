/** What a call calls, by the name that stands in the text. */
import type { CallSite } from '../syntax/analyse';

const NAME = String.raw`[#\p{ID_Start}$_][\p{ID_Continue}$]*`;
const CALLED = new RegExp(NAME, 'uy');
const CONSTRUCTED = new RegExp(String.raw`new\s+((?:${NAME}\s*\.\s*)*${NAME})`, 'uy');
/** Longer names say no more. */
const LONGEST = 80;

/**
 * @param offset of the call's place: the name called, of a construction its `new`
 * @returns `readFile`, of a construction `new Worker`; undefined where nothing is named
 */
export function calledAt(text: string, offset: number, kind: CallSite['kind']): string | undefined {
  if (offset < 0) return undefined;
  if (kind === 'import') return text.startsWith('import', offset) ? 'import' : undefined;
  const pattern = kind === 'new' ? CONSTRUCTED : CALLED;
  pattern.lastIndex = offset;
  const found = pattern.exec(text);
  if (!found) return undefined;
  const name = kind === 'new' ? `new ${found[1]!.replace(/\s+/g, '')}` : found[0];
  return name.length > LONGEST ? undefined : name;
}
