import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../syntax/analyse';
import { awaitAt } from '../../syntax/lookup';
import { availableMajors, nodeBinary } from '../support/nodes';
import type { Major } from '../support/nodes';
import { ROOT } from '../support/paths';

const FIXTURES = join(ROOT, 'test/syntax/fixtures');

interface Fixture {
  readonly text: string;
  /** For each case, the positions at which V8 reported its awaits. */
  readonly reported: Readonly<Record<string, readonly (readonly [line: number, column: number])[]>>;
  readonly orders: Readonly<Record<string, readonly number[]>>;
}

function read(file: string, major: Major): Fixture {
  const text = readFileSync(join(FIXTURES, file), 'utf8');
  const reported = JSON.parse(
    execFileSync(nodeBinary(major), [join(FIXTURES, 'report.mjs'), `./${file}`], { encoding: 'utf8' }),
  );
  const orders = /^export const orders = (\{[^}]*\});/m.exec(text)![1]!;
  return { text, reported, orders: JSON.parse(orders.replace(/(\w+):/g, '"$1":').replace(/,\s*\}/, '}')) };
}

/** How many labels stand in a case's lines. */
function labelsOf(text: string, name: string): number {
  const from = text.indexOf(`\n  ${name}: `);
  const next = /\n {2}\w+: |\n\};/g;
  next.lastIndex = from + 1;
  return text.slice(from, next.exec(text)!.index).match(/\/\*\d+\*\//g)?.length ?? 0;
}

/** `await using` is syntax that older Nodes do not know. */
function filesFor(major: Major): string[] {
  return ['awaits.mjs', 'generators.mjs', ...(major >= 24 ? ['using.mjs'] : [])];
}

describe('positions that V8 reports for awaits', () => {
  for (const major of availableMajors()) {
    for (const file of filesFor(major)) {
      it(`${file} on Node ${major}`, () => {
        const { text, reported, orders } = read(file, major);
        const syntax = analyse(text)!;
        const found: Record<string, unknown> = {};
        const expected: Record<string, unknown> = {};
        for (const [name, positions] of Object.entries(reported)) {
          found[name] = positions.map(([line, column]) => {
            const site = awaitAt(syntax, line, column);
            return site && Number(/\/\*(\d+)\*\/$/.exec(text.slice(0, site.offset))?.[1]);
          });
          const count = labelsOf(text, name);
          assert.ok(count > 0, name);
          expected[name] = orders[name] ?? Array.from({ length: count }, (_, i) => i + 1);
        }
        assert.deepEqual(found, expected);
      });
    }
  }
});
