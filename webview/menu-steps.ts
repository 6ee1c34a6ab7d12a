/** Where a key leads in a menu. */

/**
 * @param texts of all items
 * @param at the item that the keys are on; -1 for none
 * @returns the item that a key leads to; -1 if it leads nowhere
 */
export function stepIn(texts: readonly string[], at: number, key: string): number {
  const { length } = texts;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % length;
    case 'ArrowUp':
      return (Math.max(at, 0) + length - 1) % length;
    case 'Home':
    case 'PageUp':
      return 0;
    case 'End':
    case 'PageDown':
      return length - 1;
    default:
      return [...key].length === 1 ? nextWith(texts, at, key.toLocaleLowerCase()) : -1;
  }
}

/** @returns the next item that begins with a letter, the first behind the last */
function nextWith(texts: readonly string[], at: number, letter: string): number {
  for (let i = 1; i <= texts.length; i++) {
    const next = (at + i) % texts.length;
    if (texts[next]!.toLocaleLowerCase().startsWith(letter)) return next;
  }
  return -1;
}
