/** Lines as editors count them, which is not quite as JavaScript does: there, U+2028 and U+2029 end a line too. */
import { lineOf, lineStarts } from '../syntax/lines';

/** 1-based. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export function linesOf(text: string): string[] {
  return text.split(/\r\n|\r|\n/);
}

/** @returns from a place in the text as JavaScript counts lines, to the same place as an editor does */
export function byEditorLines(text: string): (place: Place) => Place {
  if (!/[\u2028\u2029]/.test(text)) return (place) => place;
  const recorded = lineStarts(text);
  const shown = Uint32Array.from([
    0,
    ...[...text.matchAll(/\r\n|\r|\n/g)].map(({ 0: end, index }) => index + end.length),
  ]);
  return ({ line, column }) => {
    const offset = (recorded[line - 1] ?? text.length) + column - 1;
    const at = lineOf(shown, offset);
    return { line: at, column: offset - shown[at - 1]! + 1 };
  };
}
