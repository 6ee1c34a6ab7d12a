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
  it('are those before and behind a change that is too large to look into', () => {
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
