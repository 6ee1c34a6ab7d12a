import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { loadRecording } from '../../recording/load';
import { PROGRAMS, recordings, run, temporaryFolder } from '../runtime/traced';
import { CLI } from '../support/paths';
import { faultsOf } from './chrome-checker';
import type { ChromeTrace } from './chrome-checker';

describe('Exports', function () {
  this.timeout(60_000);
  const { trace } = recordings();
  const folder = temporaryFolder();
  const out = (name: string): string => join(folder.path, name);
  const exported = async (recording: string, to: string, ...more: string[]) => {
    const path = out(`${to}-${readdirSync(folder.path).length}`);
    const ended = await run([process.execPath, CLI, 'export', recording, '--to', to, '-o', path, ...more]);
    return { ...ended, path };
  };
  const programs = [
    'constructs.mjs',
    'order.cjs',
    'pending.cjs',
    'rejections.cjs',
    'children.cjs',
    'attacks.cjs',
  ];

  for (const program of programs) {
    it(`of ${program}: Chrome's trace events hold together, with the recording's awaits and times`, async () => {
      const { file } = await trace([process.execPath, join(PROGRAMS, program)]);
      const { path, status } = await exported(file, 'chrome');
      assert.equal(status, 0);
      const chrome = JSON.parse(readFileSync(path, 'utf8')) as ChromeTrace;
      assert.deepEqual(faultsOf(chrome), []);
      const { awaits, streams, tasks } = (await loadRecording(file)).model;
      const us = (ns: number): string => (ns / 1000).toFixed(3);
      const expected = Array.from({ length: awaits.count }, (_, w) => {
        const stream = streams[tasks.stream(awaits.task(w))]!;
        return [us(awaits.suspend(w)), us(awaits.resumeSeq(w) ? awaits.resume(w) : stream.last)].join(' ');
      });
      const spans = new Map<string, string[]>();
      for (const { ph, cat, id, ts } of chrome.traceEvents) {
        if (cat !== 'await') continue;
        if (ph === 'b') spans.set(String(id), [ts.toFixed(3)]);
        if (ph === 'e') spans.get(String(id))!.push(ts.toFixed(3));
      }
      assert.deepEqual(
        [...spans.values()].map((times) => times.join(' ')),
        expected,
      );
      assert.ok(expected.length > 0);
    });
  }

  it('as Markdown keep names and paths what they are: text', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'attacks.cjs')]);
    const { path } = await exported(file, 'markdown');
    const markdown = readFileSync(path, 'utf8');
    // what renders HTML, links and bare addresses would show them
    const html = new MarkdownIt({ html: true, linkify: true }).render(markdown);
    const tags = new Set([...html.matchAll(/<(\w+)/g)].map((match) => match[1]));
    const allowed = ['h1', 'h2', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'ul', 'li', 'p', 'pre', 'code'];
    assert.deepEqual(
      [...tags].filter((tag) => !allowed.includes(tag!)),
      [],
    );
    assert.match(html, /&lt;img src=x/);
    assert.equal([...html.matchAll(/<h1>/g)].length, 1);
    assert.equal([...html.matchAll(/language-mermaid/g)].length, 1);
  });

  it('are refused, in one line, where they make no sense', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'order.cjs')]);
    const there = out('there.md');
    writeFileSync(there, 'mine');
    const foreign = out('foreign.awaitscope');
    writeFileSync(foreign, 'something else');
    const cases: [string[], RegExp][] = [
      [[file, '--to', 'markdown', '-o', there], /there\.md: exists already/],
      [[file, '--to', 'pdf', '-o', out('x')], /--to is one of html, chrome, markdown, not 'pdf'/],
      [[file, '--to', 'otlp', '-o', out('x')], /--to otlp is not available in this version/],
      [[file, '-o', out('x')], /--to says the format/],
      [[file, '--to', 'html'], /-o says where to write/],
      [['--to', 'html', '-o', out('x')], /no file/],
      [[out('missing'), '--to', 'html', '-o', out('x')], /missing/],
      [[foreign, '--to', 'html', '-o', out('x')], /foreign\.awaitscope/],
      [[file, '--to', 'html', '-o', join(folder.path, 'no', 'folder')], /folder/],
    ];
    for (const [words, message] of cases) {
      const { status, stderr } = await run([process.execPath, CLI, 'export', ...words]);
      assert.equal(status, 2, words.join(' '));
      assert.match(stderr, message);
      assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
    }
    assert.equal(readFileSync(there, 'utf8'), 'mine');
    assert.deepEqual(
      readdirSync(folder.path).filter((name) => name.endsWith('.tmp')),
      [],
    );
    assert.equal((await exported(file, 'markdown', '--force')).status, 0);
  });

  it('of a recording that was cut short go to its last whole event', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'order.cjs')]);
    const cut = out('cut.awaitscope');
    writeFileSync(cut, readFileSync(file).subarray(0, statSync(file).size - 300));
    for (const format of ['html', 'chrome', 'markdown']) {
      const { status, stderr, path } = await exported(cut, format);
      assert.equal(status, 0);
      assert.match(stderr, /cut short/);
      if (format === 'chrome')
        assert.deepEqual(faultsOf(JSON.parse(readFileSync(path, 'utf8')) as ChromeTrace), []);
    }
  });

  it('are opened by `view` in a folder of their own', async () => {
    const { file } = await trace([process.execPath, join(PROGRAMS, 'order.cjs')]);
    const opener = out('opener.sh');
    const opened = out('opened');
    writeFileSync(opener, `#!/bin/sh\nprintf %s "$1" > ${opened}\n`, { mode: 0o755 });
    const { status, stdout } = await run([process.execPath, CLI, 'view', file], {
      env: { ...process.env, BROWSER: opener },
    });
    assert.equal(status, 0);
    const page = stdout.trim();
    assert.equal(readFileSync(opened, 'utf8'), page);
    assert.equal(statSync(join(page, '..')).mode & 0o077, 0);
    assert.ok(existsSync(page));
    const { stderr } = await run([process.execPath, CLI, 'view', file], {
      env: { ...process.env, BROWSER: out('no-such-browser') },
    });
    assert.match(stderr, /no browser could be opened/);
  });
});
