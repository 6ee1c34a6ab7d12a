import assert from 'node:assert/strict';
import { isBinary, oneLine, printed } from '../../model/plain-text';

const ESC = '\u001b';

describe('texts of a program, as they are shown', () => {
  it('have one line, and nothing that turns the reading direction', () => {
    assert.equal(oneLine('load user'), 'load user');
    assert.equal(oneLine('a\n\tb  c'), 'a b c');
    assert.equal(oneLine('\u202Eevil\u0000name\u2066x\u2028y'), ' evil name x y');
    assert.equal(oneLine('名前 é 😀'), '名前 é 😀');
  });

  it('are printed without what only a terminal understands', () => {
    assert.equal(printed(`${ESC}[31m${ESC}[1mred${ESC}[0m plain${ESC}[K\n`), 'red plain\n');
    assert.equal(printed(`${ESC}]8;;https://host/${ESC}\\link${ESC}]8;;\u0007 ${ESC}(Bx${ESC}7`), 'link x');
    assert.equal(printed(`cut off ${ESC}[3`), 'cut off ');
    assert.equal(printed('one\r\ntwo\ttab\u0008\u202E\u0000'), 'one\ntwo\ttab');
    assert.equal(printed('\u009b'), '');
  });

  it('are told from bytes that are none', () => {
    assert.equal(
      isBinary('\ufffd\u000f\u0000\u0000\u0000p\ufffd\u000fo"\u0004type"\ttest:start"\u0004data'),
      true,
    );
    for (const text of [
      '',
      'ok 1 - adds\n',
      `${ESC}[31mred${ESC}[0m${ESC}[1mx${ESC}[0m`,
      '\u0000',
      'für 名前 \ufffd',
    ])
      assert.equal(isBinary(text), false, JSON.stringify(text));
  });
});
