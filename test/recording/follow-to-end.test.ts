import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { follow } from '../../recording/follow-to-end';
import { FollowedModel } from '../../recording/followed-model';
import { findingsOf } from '../../extension/recordingTools';
import { RecordingStream } from '../../extension/recordingStream';
import { taskFacts } from '../../extension/taskFacts';
import { TaskTree } from '../../extension/taskTree';
import { whatWasRecorded } from '../../extension/whatWasRecorded';
import type { ToWebview } from '../../protocol/webview';
import { ROOT } from '../support/paths';

const PROGRAM = `async function inner() {
  await null;
}
async function outer() {
  await inner();
}
outer();
`;

describe('following a recording', () => {
  let folder: string;
  let program: string;
  let whole: Buffer;
  const inFolder = (name: string) => join(folder, name);

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'awaitscope-follow-')));
    program = inFolder('program.js');
    writeFileSync(program, PROGRAM);
    const command = [
      join(ROOT, 'dist/cli.js'),
      'run',
      '-o',
      inFolder('whole.awaitscope'),
      '--',
      process.execPath,
      program,
    ];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    whole = readFileSync(inFolder('whole.awaitscope'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Follows to the end. @returns how many bytes came, and the error, if one did */
  function toEnd(recording: string, isRunning: () => boolean | undefined, looked?: () => void) {
    return new Promise<{ bytes: number; error?: string }>((resolve) => {
      let bytes = 0;
      follow(recording, {
        isRunning: () => {
          looked?.();
          return isRunning();
        },
        onChunk: (_, chunk) => void (bytes += chunk.length),
        onEnd: () => resolve({ bytes }),
        onError: ({ message }) => resolve({ bytes, error: message }),
      });
    });
  }

  it('ends with a recording that is complete', async () => {
    assert.deepEqual(await toEnd(inFolder('whole.awaitscope'), () => undefined), { bytes: whole.length });
  });

  it('waits for the file of a run that has only just begun', async () => {
    const late = inFolder('late.awaitscope');
    let looks = 0;
    const end = await toEnd(
      late,
      () => true,
      () => ++looks === 3 && writeFileSync(late, whole),
    );
    assert.deepEqual(end, { bytes: whole.length });
  });

  it('says so where a run is over and has left no file', async () => {
    assert.match(
      (await toEnd(inFolder('never.awaitscope'), () => false)).error!,
      /never\.awaitscope: no such file/,
    );
  });

  it('ends with what there is where nobody writes any more', async () => {
    // the run's block alone: its recorder was killed
    const cut = inFolder('cut.awaitscope');
    const begun = whole.subarray(0, 16 + 8 + whole.readUInt32LE(16 + 4));
    writeFileSync(cut, begun);
    assert.deepEqual(await toEnd(cut, () => undefined), { bytes: begun.length });
  });

  it('sends a page the bytes, then their sites, then the end, then what the rules find in the sources', async () => {
    const messages: ToWebview[] = [];
    await new Promise<void>((resolve) => {
      new RecordingStream(
        inFolder('whole.awaitscope'),
        () => undefined,
        (message) => {
          messages.push(message);
          if (message.type === 'findings') resolve();
        },
        findingsOf,
      );
    });
    assert.deepEqual(
      messages.map(({ type }) => type),
      ['chunk', 'sites', 'ended', 'findings'],
    );
    const sites = messages[1] as Extract<ToWebview, { type: 'sites' }>;
    assert.deepEqual(sites.files, [program]);
    assert.ok(sites.locs.some(({ line, column, name }) => line === 5 && column === 3 && name === 'outer'));
  });

  it('tells the Tasks view of tasks, their places and creators', async () => {
    const model = await new Promise<FollowedModel>((resolve) => {
      const following: FollowedModel = new FollowedModel(
        inFolder('whole.awaitscope'),
        () => undefined,
        () => {
          if (following.ended) resolve(following);
        },
      );
    });
    const tree = new TaskTree();
    tree.update(model.tables);
    const [outer] = tree.children(-1, 1).tasks;
    const facts = taskFacts(model, tree, outer!, true);
    assert.deepEqual(
      { ...facts, id: '' },
      {
        id: '',
        name: 'outer',
        state: 'fulfilled',
        site: { file: program, line: 4, column: 1, name: 'outer', library: false },
        wait: undefined,
        children: 1,
        isOpen: true,
      },
    );
    assert.equal(model.taskName(tree.children(outer!, 1).tasks[0]!), 'inner');
  });

  it('knows at a glance whether anything was recorded', async () => {
    assert.deepEqual(await whatWasRecorded(inFolder('whole.awaitscope')), { streams: 1, tasks: true });
    assert.deepEqual(await whatWasRecorded(inFolder('nowhere.awaitscope')), { streams: 0, tasks: false });
    writeFileSync(inFolder('foreign.awaitscope'), 'something else');
    assert.deepEqual(await whatWasRecorded(inFolder('foreign.awaitscope')), { streams: 0, tasks: false });
  });
});
