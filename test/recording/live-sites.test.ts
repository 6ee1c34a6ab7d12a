import assert from 'node:assert/strict';
import { join } from 'node:path';
import { BlockType } from '../../protocol/container';
import { LocRole } from '../../protocol/events';
import type { RawLoc } from '../../protocol/events';
import { LiveSites } from '../../recording/live-sites';
import { RUN, file, json, places, settles, source, streamInfo } from './build';

/** A location on a line of a file that does not exist: its site is the raw position. */
function loc(line: number, script = 1): RawLoc {
  return {
    role: LocRole.call,
    script,
    line,
    column: 2,
    functionLine: 1,
    functionColumn: 1,
    name: `f${line}`,
  };
}

const BEGIN = [json(BlockType.run, 0, RUN), json(BlockType.stream, 0, streamInfo(7))];

describe('LiveSites', () => {
  it('sends each new location once, after the bytes that define it', () => {
    const sites = new LiveSites();
    assert.deepEqual(sites.chunk(0, file(...BEGIN)), []);
    assert.deepEqual(
      sites.chunk(0, places(0, ['/work/none/a.js', 'node:fs', '/else/b.js'], [loc(3), loc(4, 2), loc(5, 3)])),
      [
        {
          type: 'sites',
          source: 0,
          stream: 0,
          first: 1,
          files: ['/work/none/a.js', '/else/b.js'],
          labels: [join('none', 'a.js'), '/else/b.js'],
          locs: [
            { file: 0, line: 3, column: 2, name: 'f3' },
            { file: -1, line: 0, column: 0, name: '' },
            { file: 1, line: 5, column: 2, name: 'f5' },
          ],
        },
      ],
    );
    assert.deepEqual(sites.chunk(0, settles(0, 1)), []);
    const [message, ...others] = sites.chunk(0, places(0, [], [loc(6)]));
    assert.deepEqual(others, []);
    assert.deepEqual([message!.first, message!.locs.length], [4, 1]);
  });

  it('knows the places of a block that was cut short, once no more will come', () => {
    const sites = new LiveSites();
    const bytes = file(...BEGIN, places(0, ['/a.js'], [loc(1), loc(2)]));
    assert.deepEqual(sites.chunk(0, bytes.subarray(0, -1)), []);
    const [message] = sites.end();
    assert.deepEqual([message!.first, message!.locs[0]!.line], [1, 1]);
    assert.deepEqual(sites.end(), []);
  });

  it('keeps sources and streams apart, and takes bytes in any pieces', () => {
    const sites = new LiveSites();
    const bytes = file(
      ...BEGIN,
      json(BlockType.stream, 1, streamInfo(8)),
      places(1, ['/a.js'], [loc(1)]),
      places(0, ['/b.js'], [loc(2)]),
    );
    const messages = [...bytes].flatMap((_, i) =>
      [2, 5].flatMap((source) => sites.chunk(source, bytes.subarray(i, i + 1))),
    );
    assert.deepEqual(
      messages.map(({ source, stream, files }) => [source, stream, ...files].join(' ')).toSorted(),
      ['2 0 /b.js', '2 1 /a.js', '5 0 /b.js', '5 1 /a.js'],
    );
  });

  it('sends many locations in several messages, without gaps', () => {
    const sites = new LiveSites();
    sites.chunk(0, file(...BEGIN, places(0, ['/a.js'], [])));
    const all = Array.from({ length: 4500 }, (_, i) => loc(i + 1));
    const blocks = [all.slice(0, 1500), all.slice(1500, 3000), all.slice(3000)].map((part) =>
      places(0, [], part),
    );
    const messages = sites.chunk(0, Buffer.concat(blocks));
    assert.deepEqual(
      messages.map(({ first, locs }) => [first, locs.length]),
      [
        [1, 2000],
        [2001, 2000],
        [4001, 500],
      ],
    );
  });

  it('sends again what a late description changes, and only that', () => {
    const sites = new LiveSites();
    const url = '/work/none/a.js';
    sites.chunk(
      0,
      file(
        ...BEGIN,
        places(0, [url, '/b.js'], [loc(1, 2), { ...loc(1), column: 6, role: LocRole.await }, loc(1, 2)]),
      ),
    );
    const text = 'x = async () => { await y; }; async () => { await o.p(); };';
    const messages = sites.chunk(0, source(0, { url, sha256: '', text }));
    assert.deepEqual(messages, []);
    const map = JSON.stringify({
      version: 3,
      sources: ['orig.ts'],
      sourcesContent: ['\nawait y'],
      names: [],
      mappings: 'AACA',
    });
    const [message, ...others] = sites.chunk(0, source(0, { url, sha256: '1', text, map }));
    assert.deepEqual(others, []);
    assert.deepEqual([message!.first, message!.files, message!.locs.length], [2, ['/work/none/orig.ts'], 1]);
  });

  it('is silent about what is no recording', () => {
    const sites = new LiveSites();
    assert.deepEqual(sites.chunk(0, Buffer.from('something else entirely')), []);
    assert.deepEqual(sites.chunk(0, file(...BEGIN, places(0, ['/a.js'], [loc(1)]))), []);
  });
});
