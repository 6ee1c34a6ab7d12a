/** Names that are cut in the middle: what tells them from others stands mostly at their ends. */
import type { Paint } from './paint';

const ELLIPSIS = '…';
/** Of a place, the line. */
const LINE = /:\d+$/;
/** Of a text without one, so much of what fits is from its end. */
const END = 0.4;

/** @returns as much of a name as fits, in the font that is set: its beginning and its end, of a place such as `file.ts:12` with the line whole */
export function cutInMiddle(paint: Paint, text: string, room: number): string {
  if (paint.measure(text) <= room) return text;
  const letters = [...text];
  const line = LINE.exec(text)?.[0].length ?? 0;
  for (let left = letters.length - 1; left > line; left--) {
    const behind = Math.max(line, Math.round(left * (line > 0 ? 0 : END)));
    const cut =
      letters.slice(0, left - behind).join('') + ELLIPSIS + letters.slice(letters.length - behind).join('');
    if (paint.measure(cut) <= room) return cut;
  }
  return line > 0 ? paint.fitting(text.slice(-line), room) : '';
}
