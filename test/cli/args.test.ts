import assert from 'node:assert/strict';
import { UsageError, parseFile, parseRun, parseSize } from '../../cli/args';

function messageOf(body: () => unknown): string {
  try {
    body();
  } catch (e) {
    assert.ok(e instanceof UsageError, String(e));
    assert.ok(!e.message.includes('\n'));
    return e.message;
  }
  throw new Error('nothing was wrong');
}

describe('Arguments of run', () => {
  it('are the defaults and the command', () => {
    assert.deepEqual(parseRun(['--', 'node', 'app.js', '--force', '--', 'x']), {
      file: undefined,
      locations: 'auto',
      maxSize: 512 * 2 ** 20,
      output: true,
      force: false,
      command: ['node', 'app.js', '--force', '--', 'x'],
    });
  });

  it('are read from all options', () => {
    const words = '-o a.awaitscope --locations stacks --max-size 10mb --no-output --force -- npm test'.split(
      ' ',
    );
    assert.deepEqual(parseRun(words), {
      file: 'a.awaitscope',
      locations: 'stacks',
      maxSize: 10 * 2 ** 20,
      output: false,
      force: true,
      command: ['npm', 'test'],
    });
  });

  it('are refused in one line', () => {
    const refused: [words: string, message: RegExp][] = [
      ['', /no command to run/],
      ['--', /no command to run/],
      ['node app.js', /put the command after --, as in: awaitscope run -- node app\.js/],
      ['node -- app.js', /'node' before --/],
      ['--bogus -- node', /unknown option '--bogus'/],
      ['-o', /'-o, --output <value>' argument missing/],
      ['--force=yes -- node', /'--force' does not take an argument/],
      ['--locations nowhere -- node', /auto, markers, stacks or off, not 'nowhere'/],
      ['--max-size many -- node', /--max-size wants bytes.*not 'many'/],
    ];
    for (const [words, message] of refused) {
      const list = words === '' ? [] : words.split(' ');
      assert.match(
        messageOf(() => parseRun(list)),
        message,
        words,
      );
    }
    assert.match(
      messageOf(() => parseRun(['-o', '', '--', 'node'])),
      /-o wants the name/,
    );
  });
});

describe('A size', () => {
  it('is a number of bytes, with or without a unit', () => {
    const sizes = { '1': 1, '4096b': 4096, '2k': 2048, '2KB': 2048, '10 mb': 10485760, '1.5G': 1610612736 };
    for (const [text, bytes] of Object.entries(sizes)) assert.equal(parseSize(text), bytes, text);
  });

  it('is nothing else', () => {
    for (const text of ['', '0', '-1', '0.1', '1tb', 'mb', '1e9', '1 000', '9999999999gb', '0x10']) {
      assert.match(
        messageOf(() => parseSize(text)),
        /wants bytes/,
        text,
      );
    }
  });
});

describe('Arguments of events and report', () => {
  it('are one file', () => {
    assert.equal(parseFile('events', ['a b.awaitscope']), 'a b.awaitscope');
    assert.equal(parseFile('events', ['--', '-x']), '-x');
  });

  it('are refused in one line', () => {
    assert.match(
      messageOf(() => parseFile('events', [])),
      /no file, as in: awaitscope events FILE/,
    );
    assert.match(
      messageOf(() => parseFile('events', ['a', 'b'])),
      /one file, not also 'b'/,
    );
    assert.match(
      messageOf(() => parseFile('report', ['--verbose', 'a'])),
      /unknown option '--verbose'/,
    );
  });
});
