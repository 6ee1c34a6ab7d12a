import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind } from '../../protocol/events';
import type { EventBatch } from '../../protocol/events';
import { loadRecording } from '../../recording/load';
import { ROOT } from '../support/paths';
import { goldenRecording } from './golden';

const GOLDEN = join(ROOT, 'test/goldens/format-1.awaitscope');
const NAMES = new Map(Object.entries(Kind).map(([name, kind]) => [kind as number, name]));

function lines(batch: EventBatch): string[] {
  return Array.from({ length: batch.count }, (_, i) => {
    const [kind, flags, t, a, b, c] = [batch.kind, batch.flags, batch.t, batch.a, batch.b, batch.c].map(
      (column) => column[i]!,
    );
    const what = kind === Kind.Output ? JSON.stringify(batch.texts[c!]) : c;
    return `${t} ${NAMES.get(kind!)}/${flags} ${a} ${b} ${what}`;
  });
}

describe('the golden recording of format 1', () => {
  if (process.env['AWAITSCOPE_UPDATE_GOLDENS'] === '1') writeFileSync(GOLDEN, goldenRecording());

  it('is what is written today', () => {
    assert.deepEqual(readFileSync(GOLDEN), Buffer.from(goldenRecording()));
  });

  it('is read as it was meant', async () => {
    const recording = await loadRecording(GOLDEN);
    const seen: string[][] = [[], []];
    recording.batches((stream, batch) => seen[stream]!.push(...lines(batch)));
    assert.deepEqual(seen[0], [
      '1500300 TaskStart/0 1 1 2',
      '1500400 Promise/0 3 65 0',
      '1500400 Resource/0 17 4 1',
      '1500900 Suspend/0 1 3 3',
      '6000000 CallbackResource/0 17 0 0',
      '6000000 Settle/1 3 0 0',
      '6000000 After/0 0 0 0',
      '6000700 Resume/1 1 0 0',
      '6000700 Output/3 0 2 "\ufeffready → go\\n"',
      '6000700 Leave/0 1 0 0',
      '6000700 After/0 0 0 0',
      '1099511627776 TaskEnd/2 1 0 0',
      '1099511627776 TaskStart/2 4000000000 1 0',
      '1099511627776 TaskStart/1 5 1 0',
      '1099511627776 Suspend/1 5 3 10',
      '1099511627776 Suspend/2 5 3 11',
      '1099511627776 Suspend/3 5 3 12',
      '1099511627776 CallbackPromise/0 10 0 0',
      '1099511627776 After/0 0 0 0',
      '1133871366144 Lost/0 100000 0 2',
    ]);
    assert.deepEqual(seen[1], ['0 Settle/0 70000 0 0']);

    const [main, worker] = recording.model.streams;
    const { scripts, locs, strings } = main!.tables;
    assert.deepEqual(
      { scripts, locs, strings },
      {
        scripts: [
          undefined,
          { url: '/home/ada/project/dist/main.js', library: false },
          { url: '/home/ada/project/node_modules/lib/index.js', library: true },
        ],
        locs: [
          undefined,
          { role: 2, script: 1, line: 3, column: 20, functionLine: 3, functionColumn: 1, name: 'main' },
          { role: 0, script: 1, line: 12, column: 1, functionLine: 1, functionColumn: 1, name: '' },
          { role: 1, script: 1, line: 4, column: 9, functionLine: 3, functionColumn: 1, name: 'main' },
          { role: 0, script: 2, line: 7, column: 300, functionLine: 2, functionColumn: 5, name: 'naïve😀' },
        ],
        strings: ['', 'Timeout', 'size limit'],
      },
    );
    assert.deepEqual([main!.info.pid, main!.info.tid, main!.info.locations], [4242, 0, 'stacks']);
    assert.deepEqual([worker!.info.tid, worker!.info.locations], [1, 'markers']);
    assert.deepEqual(recording.run!.command, [
      'node',
      '--enable-source-maps',
      'dist/main.js',
      'an "argument"',
    ]);
    assert.deepEqual(recording.runEnd, { exitCode: null, signal: 'SIGTERM', monotonic: '123459789000000' });
    assert.deepEqual(recording.warnings, ['process 4242, thread 1 was not recorded to its end: size limit']);
  });
});
