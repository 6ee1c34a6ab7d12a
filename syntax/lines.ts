/** Offsets of a text ⇄ lines and columns as V8 counts them: both from 1, columns in UTF-16 units. */

const LF = 10;
const CR = 13;
const LINE_SEPARATOR = 0x2028;
const PARAGRAPH_SEPARATOR = 0x2029;

/** @returns the offset at which each line begins; line n is entry n - 1 */
export function lineStarts(text: string): Uint32Array {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === LF || c === LINE_SEPARATOR || c === PARAGRAPH_SEPARATOR) starts.push(i + 1);
    else if (c === CR && text.charCodeAt(i + 1) !== LF) starts.push(i + 1);
  }
  return Uint32Array.from(starts);
}

/** @returns the line of an offset, from 1 */
export function lineOf(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}

/** @returns the offset of a position, or -1 if the text has no such line */
export function offsetAt(starts: Uint32Array, line: number, column: number): number {
  const start = starts[line - 1];
  return start === undefined || column < 1 ? -1 : start + column - 1;
}
