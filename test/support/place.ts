/** @returns 1-based line and column where `words` stand in a text, the first time */
export function placeIn(text: string, words: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(words)).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
