/** Compares what a program printed with what it is expected to print. */
import assert from 'node:assert/strict';
import type { Expected, Line } from './expected';

/** @param env values of the variables that lines name */
export function assertPrinted(
  lines: readonly string[],
  expected: Expected['lines'],
  env: Readonly<Record<string, string>>,
): void {
  let at = 0;
  for (const group of expected) {
    const wanted = Array.isArray(group) ? (group as readonly Line[]) : [group as Line];
    const left = lines.slice(at, at + wanted.length);
    for (const line of wanted) {
      const problems: unknown[] = [];
      const found = left.findIndex((candidate) => {
        try {
          assertLine(candidate, line, env);
          return true;
        } catch (error) {
          problems.push(error);
          return false;
        }
      });
      if (found === -1) {
        throw problems[0] ?? new Error(`line ${at + 1} is missing: ${String(line)}\n${lines.join('\n')}`);
      }
      left.splice(found, 1);
    }
    at += wanted.length;
  }
  assert.deepEqual(lines.slice(at), [], 'more lines than expected');
}

function assertLine(line: string, expected: Line, env: Readonly<Record<string, string>>): void {
  if (typeof expected === 'function') expected(line);
  else if (expected instanceof RegExp) assert.match(line, expected);
  else
    assert.equal(
      line,
      expected.replaceAll(/\$\{(\w+)\}/g, (_, name: string) => env[name] ?? name),
    );
}
