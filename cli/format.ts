/** Numbers and tables for people. */
/** @returns `1 task`, `2 tasks`, `1,234 tasks` */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-US')} ${noun}${n === 1 ? '' : 's'}`;
}

/**
 * Rows as lines with columns under one another, two spaces apart, indented by two.
 * @param right columns to be set flush right, by number
 */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, c) => (widths[c] = Math.max(widths[c] ?? 0, cell.length)));
  return rows.map((row) => {
    const cells = row.map((cell, c) =>
      right.includes(c) ? cell.padStart(widths[c]!) : cell.padEnd(widths[c]!),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
}
