import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CarriedLines } from '../../server/carried-lines';

/** Lines of `before` → lines of `after`, `-` for those that are not sure. */
function carried(before: string, after: string): string {
  const lines = new CarriedLines(before, after);
  return before
    .split(/\r?\n/)
    .map((_, i) => lines.place({ line: i + 1, column: 1 })?.line ?? '-')
    .join(' ');
}

/** Functions with equal bodies, each on three lines and a blank one. */
function functions(...names: readonly string[]): string {
  return names.map((name) => `async function ${name}() {\n  await x;\n}\n`).join('\n');
}

interface Line {
  readonly id: number;
  readonly text: string;
}

describe('Lines carried over', () => {
  it('stay where nothing changed, whatever the ends of lines', () => {
    assert.equal(carried('a\nb\nc', 'a\nb\nc'), '1 2 3');
    assert.equal(carried('a\nb\nc', 'a\r\nb\r\nc'), '1 2 3');
  });
  it('move with what is put in before them', () => {
    assert.equal(carried('a\nb\nc', 'new\na\nb\nnew\nc'), '2 3 5');
  });
  it('are not sure where they were changed or deleted', () => {
    assert.equal(carried('a\nb\nc', 'a\nB\nc'), '1 - 3');
    assert.equal(carried('a\nb\nc', 'a\nc'), '1 - 2');
  });
  it('are not sure among equal lines of which one was deleted', () => {
    assert.equal(carried('a\nx\nx\nb', 'a\nx\nb'), '1 - - 3');
  });
  it('are not sure among equal lines of which one was added', () => {
    assert.equal(carried('a\nx\nb', 'a\nx\nx\nb'), '1 - 4');
  });
  it('take their column along when they are indented', () => {
    const lines = new CarriedLines('  await x;\n', 'if (y) {\n\t\t\tawait x;\n}\n');
    assert.deepEqual(lines.place({ line: 1, column: 3 }), { line: 2, column: 4 });
  });
  it('are those of a function that stayed, not of a copy beside it', () => {
    assert.match(carried(functions('a'), functions('a', 'b')), /^1 2 /);
    assert.match(carried(functions('a'), functions('b', 'a')), /^5 6 /);
    assert.match(carried(functions('a', 'c'), functions('a', 'b', 'c')), /^1 2 . . 9 10 /);
  });
  it('do not go from one function to its neighbour when that is deleted, or they change places', () => {
    assert.match(carried(functions('a', 'b', 'c'), functions('a', 'c')), /^1 2 . . - - . . 5 6 /);
    const swapped = carried(functions('a', 'b'), functions('b', 'a')).split(' ');
    assert.ok(['6', '-'].includes(swapped[1]!), swapped.join(' '));
    assert.ok(['2', '-'].includes(swapped[5]!), swapped.join(' '));
  });
  it('are those of a function that was only renamed', () => {
    assert.equal(carried(functions('a', 'b'), functions('other', 'b')), '- 2 3 4 5 6 7 8');
  });
  it('are counted as editors do, where JavaScript counts more lines', () => {
    const text = 'const s = `\u2028`;\nawait x;\n';
    assert.deepEqual(new CarriedLines(text, text).place({ line: 3, column: 1 }), { line: 2, column: 1 });
    const moved = new CarriedLines(text, `\n${text}`);
    assert.deepEqual(moved.place({ line: 3, column: 1 }), { line: 3, column: 1 });
    assert.deepEqual(moved.place({ line: 2, column: 2 }), { line: 2, column: 14 });
  });
  it('are never those of another function, whatever is done to functions and their lines', () => {
    let id = 0;
    const line = (text: string): Line => ({ id: id++, text });
    const body = fc.array(fc.constantFrom('await x;', 'await y;', 'if (z) f();'), { maxLength: 4 });
    const made = (name: string, lines: readonly string[]): Line[] =>
      [`async function ${name}() {`, ...lines.map((text) => `  ${text}`), '}', ''].map(line);
    const edit = fc.record({
      what: fc.constantFrom('delete', 'add', 'swap', 'delete line', 'add line', 'copy'),
      at: fc.nat(),
      to: fc.nat(),
      body,
    });
    fc.assert(
      fc.property(
        fc.array(body, { minLength: 1, maxLength: 6 }),
        fc.array(edit, { maxLength: 3 }),
        (all, edits) => {
          // a line deleted, and an equal one added beside it: the text is the same
          fc.pre(!['delete line', 'add line'].every((what) => edits.some((each) => each.what === what)));
          const before = all.map((lines, i) => made(`f${i}`, lines));
          const after = before.map((lines) => [...lines]);
          edits.forEach(({ what, at, to, body: lines }, i) => {
            const n = after.length === 0 ? -1 : at % after.length;
            const one = after[n];
            if (what === 'add') after.splice(to % (after.length + 1), 0, made(`g${i}`, lines));
            else if (!one) return;
            else if (what === 'delete') after.splice(n, 1);
            else if (what === 'swap') after.splice(to % after.length, 0, ...after.splice(n, 1));
            else if (what === 'copy')
              after.splice(
                n + 1,
                0,
                made(
                  `g${i}`,
                  one.slice(1, -2).map(({ text }) => text.trim()),
                ),
              );
            else if (what === 'delete line' && one.length > 3) one.splice(1 + (to % (one.length - 3)), 1);
            else if (what === 'add line')
              one.splice(1 + (to % (one.length - 2)), 0, line(`  ${lines[0] ?? 'await x;'}`));
          });
          const [old, now] = [before.flat(), after.flat()];
          const kept = new Set(now.map(({ id: known }) => known));
          const text = (of: readonly Line[]): string => of.map((each) => each.text).join('\n');
          const lines = new CarriedLines(text(old), text(now));
          old.forEach((each, i) => {
            const place = lines.place({ line: i + 1, column: 1 });
            if (!place || !each.text.includes('await')) return;
            const found = now[place.line - 1]!.id;
            // deleted here and written anew there: nobody can tell that from a line that stayed
            const isNew = !kept.has(each.id) && !old.some(({ id: known }) => known === found);
            assert.ok(found === each.id || isNew, `${text(old)}\n=>\n${text(now)}\nline ${i + 1}`);
          });
        },
      ),
      { numRuns: 2000 },
    );
  });
  it('are those before and behind a large change', () => {
    const many = (word: string) => Array.from({ length: 6000 }, (_, i) => `${word}${i}`).join('\n');
    const lines = new CarriedLines(`first\n${many('a')}\nlast`, `first\n${many('b')}\nlast`);
    assert.deepEqual(lines.place({ line: 1, column: 1 }), { line: 1, column: 1 });
    assert.equal(lines.place({ line: 3000, column: 1 }), undefined);
    assert.deepEqual(lines.place({ line: 6002, column: 2 }), { line: 6002, column: 2 });
  });
  it('are equal lines in the same order, whatever is changed', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'await x;', '}'), { maxLength: 12 });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const lines = new CarriedLines(before.join('\n'), after.join('\n'));
        let last = 0;
        before.forEach((text, i) => {
          const now = lines.place({ line: i + 1, column: 1 })?.line;
          if (now === undefined) return;
          assert.equal(after[now - 1] ?? '', text);
          assert.ok(now > last);
          last = now;
        });
      }),
    );
  });
});
