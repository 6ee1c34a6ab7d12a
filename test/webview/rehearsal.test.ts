import assert from 'node:assert/strict';
import { State } from '../../protocol/events';
import { Intake } from '../../webview/intake';
import { Rehearsal } from '../../webview/rehearsal';
import { RehearsedProgram } from '../../webview/rehearsed-program';
import type { Surroundings } from '../../webview/surroundings';
import type { Theme } from '../../webview/theme';
import type { FromCore, ToCore } from '../../webview/worker-protocol';

const start: ToCore = { type: 'start', theme: {} as Theme, saved: undefined };
const size: ToCore = { type: 'size', width: 100, height: 50, dpr: 2 };
const open = (live: boolean): ToCore => ({
  type: 'host',
  message: { type: 'open', name: 'a', live, strings: {}, locale: 'en' },
});
const chunk = (length: number): ToCore => ({
  type: 'host',
  message: { type: 'chunk', source: 0, bytes: new Uint8Array(length) },
});

/** A rehearsal of a core that only notes what it hears, in surroundings where things happen when asked to. */
function rehearsal(fails = false) {
  const heard: ToCore[] = [];
  const posted: FromCore[] = [];
  const waiting: (() => void)[] = [];
  const around: Surroundings = {
    post: (message) => posted.push(message),
    frame: () => assert.fail('no frame of the page is taken'),
    later: (callback) => void waiting.push(callback),
    now: () => 0,
    makeCanvas: (width, height) => ({ width, height }) as OffscreenCanvas,
  };
  const made = new Rehearsal((quiet) => {
    return {
      receive(message) {
        heard.push(message);
        if (message.type !== 'host' || message.message.type !== 'chunk') return;
        if (fails) throw new Error('a fault');
        quiet.post({ type: 'said', text: 'not to be heard', nothing: false });
        quiet.later(() => undefined);
      },
    };
  }, around);
  return { made, heard, posted, waiting };
}

function runAll(waiting: (() => void)[]): number {
  let pieces = 0;
  for (; waiting.length > 0; pieces++) waiting.shift()!();
  return pieces;
}

describe('A rehearsal', () => {
  it('gives a core of its own a program, some at a time, and nobody hears of it', () => {
    const { made, heard, posted, waiting } = rehearsal();
    for (const message of [start, size, open(true)]) made.hear(message);
    assert.equal(heard.length, 0, 'not while the page is being opened');
    assert.ok(runAll(waiting) > 10);
    assert.deepEqual(
      heard.slice(0, 4).map(({ type }) => type),
      ['start', 'size', 'canvas', 'host'],
    );
    const canvases = heard.flatMap((message) => (message.type === 'canvas' ? [message.canvas] : []));
    assert.deepEqual(
      canvases.map(({ width, height }) => [width, height]),
      [[200, 100]],
    );
    assert.deepEqual(posted, []);
    made.hear(open(true));
    assert.equal(runAll(waiting), 0, 'once is enough');
  });

  it('is over once the program has begun, not at the head of its recording', () => {
    const { made, heard, waiting } = rehearsal();
    for (const message of [start, size, open(true)]) made.hear(message);
    waiting.shift()!();
    made.hear(chunk(500));
    waiting.shift()!();
    const before = heard.length;
    made.hear(chunk(50_000));
    runAll(waiting);
    assert.equal(heard.length, before);
  });

  it('is not for what is over already', () => {
    const { made, waiting } = rehearsal();
    for (const message of [start, size, open(false)]) made.hear(message);
    assert.equal(waiting.length, 0);
  });

  it('that fails ends, and disturbs nobody', () => {
    const { made, waiting } = rehearsal(true);
    for (const message of [start, size, open(true)]) made.hear(message);
    assert.equal(runAll(waiting), 1);
  });

  it('has a program with a little of all in it', () => {
    const program = new RehearsedProgram();
    const intake = new Intake(() => undefined);
    intake.push(0, program.begin());
    for (let i = 0; i < 8; i++) intake.push(0, program.next());
    while (intake.step(() => true));
    assert.deepEqual([...intake.damage], []);
    const { tasks, awaits, outputs, streams } = intake.model;
    assert.ok(tasks.count > 100);
    assert.ok(awaits.count > 500);
    assert.ok(streams[0]!.jobs.count > 500);
    assert.equal(outputs.count, 32);
    const outcomes = new Set(Array.from({ length: tasks.count }, (_, task) => tasks.state(task)));
    assert.ok(outcomes.has(State.fulfilled) && outcomes.has(State.rejected));
  });
});
