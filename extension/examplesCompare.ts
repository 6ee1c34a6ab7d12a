/** What a program printed, beside what was expected. Pure. */
import { stripVTControlCharacters } from 'node:util';

/** Lines in the order in which they come; a list in the list comes in any order. `*` stands for any text. */
export type Order = readonly (string | readonly string[])[];

export interface Step {
  /** Undefined where more was printed than expected. */
  readonly expected: string | undefined;
  /** Undefined where less was printed than expected. */
  readonly actual: string | undefined;
  readonly same: boolean;
}

export interface Comparison {
  readonly steps: readonly Step[];
  /** Index of the first step that is not as expected. */
  readonly departs: number | undefined;
}

export function compareOrder(order: Order, lines: readonly string[]): Comparison {
  const steps: Step[] = [];
  let at = 0;
  for (const group of order) {
    const wanted = typeof group === 'string' ? [group] : [...group];
    for (let left = wanted.length; left > 0; left--) {
      const actual = lines[at++];
      const found = actual === undefined ? -1 : wanted.findIndex((line) => matches(line, actual));
      const [expected] = wanted.splice(Math.max(found, 0), 1);
      steps.push({ expected, actual, same: found >= 0 });
    }
  }
  for (const actual of lines.slice(at)) steps.push({ expected: undefined, actual, same: false });
  const departs = steps.findIndex(({ same }) => !same);
  return { steps, departs: departs < 0 ? undefined : departs };
}

/** By plain comparisons: what was printed may be long, and no pattern is to take its time over it. */
function matches(expected: string, actual: string): boolean {
  const parts = expected.split('*');
  if (parts.length === 1) return expected === actual;
  const first = parts[0]!;
  const last = parts.at(-1)!;
  if (!actual.startsWith(first) || actual.length < first.length + last.length || !actual.endsWith(last))
    return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = actual.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= actual.length - last.length;
}

/** The lines of an order, one below the other. */
export function flat(order: Order): string[] {
  return order.flatMap((line) => line);
}

/**
 * In a terminal, Node colours what it prints: that is left out.
 * @param outputs texts as they were written, each with its time
 */
export function printedLines(outputs: readonly { readonly t: number; readonly text: string }[]): string[] {
  const written = [...outputs].sort((a, b) => a.t - b.t).map((output) => output.text);
  const text = stripVTControlCharacters(written.join(''));
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}
