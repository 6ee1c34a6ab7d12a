import assert from 'node:assert/strict';
import { explainEmpty, syntaxErrorOf } from '../../extension/explain';
import type { Outcome } from '../../extension/explain';

const over: Outcome = { streams: 1, exitCode: 0, stoppedByUser: false, text: 'async function f() {}' };
const why = (change: Partial<Outcome>) => explainEmpty({ ...over, ...change }).why;

describe('explainEmpty', () => {
  it('names the first cause', () => {
    assert.equal(why({ streams: 0, exitCode: 9 }), 'notStarted');
    assert.equal(why({ exitCode: 1, syntaxError: { line: 3, message: 'Unexpected token' } }), 'syntax');
    assert.equal(why({ exitCode: 1 }), 'failed');
    assert.equal(why({ exitCode: undefined }), 'killed');
    assert.equal(why({ exitCode: 130, stoppedByUser: true }), 'killed');
    assert.equal(why({}), 'noneCalled');
    assert.equal(why({ text: 'console.log(1)' }), 'noAsyncFunctions');
    assert.equal(
      why({ text: 'var f = () => __awaiter(this, void 0, void 0, function* () {})' }),
      'compiledDown',
    );
  });

  it('does not take the word in a comment, a string or a property for an async function', () => {
    for (const text of [
      '// async and await',
      '"async function"',
      'x.async = 1; ({ await: 2 })',
      '/* async */',
      '`await x`',
    ]) {
      assert.equal(why({ text }), 'noAsyncFunctions', text);
    }
    for (const text of [
      'async () => 1',
      'export default async function () {}',
      'await go();',
      'o = { async f() {} }',
    ]) {
      assert.equal(why({ text }), 'noneCalled', text);
    }
  });
});

describe('syntaxErrorOf', () => {
  it('finds line and message', () => {
    const stderr =
      "/tmp/a b.mjs:3\nlet = ;\n^^^\n\nSyntaxError: Unexpected token ';'\n    at checkSyntax (node:x:74:5)\n";
    assert.deepEqual(syntaxErrorOf(stderr), { line: 3, message: "Unexpected token ';'" });
  });

  it('is silent about other troubles', () => {
    assert.equal(
      syntaxErrorOf(
        'node:internal:189\n\nTypeError [ERR_UNKNOWN_FILE_EXTENSION]: Unknown file extension ".ts"',
      ),
      undefined,
    );
    assert.equal(syntaxErrorOf(''), undefined);
  });
});
