import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse } from '../../syntax/analyse';
import { awaitAt } from '../../syntax/lookup';

const FIXTURES = join(process.cwd(), 'test/syntax/fixtures');

interface Fixture {
  readonly text: string;
  /** For each case, the positions at which this Node's V8 reported its awaits. */
  readonly reported: Readonly<Record<string, readonly (readonly [line: number, column: number])[]>>;
  readonly orders: Readonly<Record<string, readonly number[]>>;
}

function read(file: string): Fixture {
  const text = readFileSync(join(FIXTURES, file), 'utf8');
  const reported = JSON.parse(
    execFileSync(process.execPath, [join(FIXTURES, 'report.mjs'), `./${file}`], { encoding: 'utf8' }),
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
const NODE_MAJOR = Number(process.versions.node.split('.')[0]);
const files = ['awaits.mjs', 'generators.mjs', ...(NODE_MAJOR >= 24 ? ['using.mjs'] : [])];

describe('positions that V8 reports for awaits', () => {
  for (const file of files) {
    describe(file, () => {
      const { text, reported, orders } = read(file);
      const syntax = analyse(text)!;
      for (const [name, positions] of Object.entries(reported)) {
        it(name, () => {
          const labels = positions.map(([line, column]) => {
            const site = awaitAt(syntax, line, column);
            return site && Number(/\/\*(\d+)\*\/$/.exec(text.slice(0, site.offset))?.[1]);
          });
          const count = labelsOf(text, name);
          assert.ok(count > 0);
          assert.deepEqual(labels, orders[name] ?? Array.from({ length: count }, (_, i) => i + 1));
        });
      }
    });
  }
});
