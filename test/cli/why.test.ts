import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fixture } from '../support/paths';
import { awaitscope, complaint } from './command';

interface Answer {
  readonly awaits: readonly {
    readonly waiting: number | null;
    readonly ready: number | null;
    readonly hops: number;
    readonly chain: readonly { readonly reason: string; readonly text: string }[];
    readonly text: readonly string[];
  }[];
  readonly order?: { readonly reason: string; readonly first: string };
  readonly graph: {
    readonly nodes: readonly { readonly id: string }[];
    readonly edges: readonly (readonly [string, string])[];
  };
}

const TIMER = ['resolved-by-callback', 'timer-due'];

/** Reasons by the comment at the end of the line, nearest first; each was checked against the program. */
const CHAINS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'chain.mjs': {
    inner: TIMER,
    outer: ['task-ended', 'slice', ...TIMER],
    top: ['task-ended', 'slice', 'task-ended', 'slice', ...TIMER],
  },
  'combined.mjs': {
    all: ['all-last', ...TIMER],
    race: ['race-won', ...TIMER],
    allSettled: ['all-settled-last', ...TIMER],
    any: ['any-first', ...TIMER],
  },
  'reasons.mjs': {
    value: ['value'],
    settled: ['already-settled'],
    immediate: ['resolved-by-callback', 'immediate'],
    tick: ['resolved-by-callback', 'next-tick', 'slice', 'resolved-by-callback', 'immediate'],
    io: ['resolved-by-callback', 'io'],
    message: ['resolved-by-callback', 'message'],
    chained: ['reaction', ...TIMER],
    with: ['resolved-with', ...TIMER],
    opener: TIMER,
    gate: ['resolved-by-task', 'slice', ...TIMER],
    microtask: [
      'resolved-by-callback',
      'queue-microtask',
      'slice',
      'resolved-by-callback',
      'next-tick',
      'slice',
      'resolved-by-callback',
      'immediate',
    ],
    promised: ['resolved-by-node', 'after-callback'],
  },
  'kinds.mjs': {
    returned: ['task-returned-promise', ...TIMER],
    'by-reaction': ['resolved-by-reaction', ...TIMER],
    blocked: ['resolved-by-callback', 'loop-blocked'],
    process: ['resolved-by-callback', 'process'],
    never: ['not-settled'],
    stuck: ['not-settled', 'not-settled'],
  },
  'script.cjs': {
    'by-script': ['resolved-by-script'],
    'by-task': ['resolved-by-task', 'started-by-script'],
  },
};

/** Of two awaits: the one that was resumed first, the other, and why. */
const ORDERS: readonly (readonly [first: string, second: string, reason: string, program?: string])[] = [
  ['short', 'long', 'timer-due-first'],
  ['same-a', 'same-b', 'timer-set-first'],
  ['shared-a', 'shared-b', 'registered-first'],
  ['one', 'two', 'settled-first'],
  ['direct', 'around', 'fewer-hops'],
  ['quick', 'slow', 'no-wait'],
  ['ticked', 'immediate', 'next-tick-first'],
  ['short', 'around', 'began-later'],
  ['inner', 'outer', 'waited-for', 'chain.mjs'],
  ['check', 'timer', 'loop-phase', 'phases.mjs'],
  ['read', 'child', 'io-first', 'phases.mjs'],
  ['check#2', 'later-check', 'turn-before', 'phases.mjs'],
  ['pause', 'other-pause', 'microtask-order', 'phases.mjs'],
  ['timer', 'thread', 'threads', 'phases.mjs'],
];

/** What is said of those in elements.cjs. */
const ELEMENTS: readonly (readonly [name: string, stacks: string, markers?: string])[] = [
  ['all', 'last of the 4 that Promise.all'],
  ['allSettled', 'last of the 2 that Promise.allSettled'],
  ['race', 'one of the 2 in Promise.race'],
  // markers look into arrays only: to look into others could run code of the program
  ['set', 'last of the 2 that Promise.all', 'last that Promise.all'],
];

describe('awaitscope why', () => {
  let folder = '';
  const lines = new Map<string, number>();
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'awaitscope-why-'));
    for (const program of [...Object.keys(CHAINS), 'order.mjs', 'phases.mjs']) {
      const file = fixture(`why/${program}`);
      const { stderr } = await awaitscope(folder, 'run', '-o', program, '--', process.execPath, file);
      assert.match(stderr, /awaitscope: \d+ task/);
      readFileSync(file, 'utf8')
        .split('\n')
        .forEach((line, i) => {
          const name = /\/\/ ([\w-]+)$/.exec(line)?.[1];
          if (name) lines.set(`${program} ${name}`, i + 1);
        });
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** @param name of a line, with `#2` for the second time that it was reached */
  const target = (program: string, name: string): string => {
    const [line, times] = name.split('#');
    return `${program}:${lines.get(`${program} ${line}`)}${times ? `#${times}` : ''}`;
  };
  const why = async (program: string, ...names: string[]): Promise<Answer> => {
    const targets = names.map((name) => target(program, name));
    const { status, stdout, stderr } = await awaitscope(
      folder,
      'why',
      program,
      ...targets,
      '--format',
      'json',
    );
    assert.equal(status, 0, stderr);
    return JSON.parse(stdout) as Answer;
  };

  for (const [program, chains] of Object.entries(CHAINS)) {
    for (const [name, reasons] of Object.entries(chains)) {
      it(`${program}: ${name} goes back to ${reasons.at(-1)}`, async () => {
        const { awaits, graph } = await why(program, name);
        const { chain, text, hops } = awaits[0]!;
        // on a machine with other things to do, any slice may be in a timer's way
        const onTime = (reason: string): string =>
          reason === 'loop-blocked' && !reasons.includes(reason) ? 'timer-due' : reason;
        assert.deepEqual(
          chain.map((step) => onTime(step.reason)),
          reasons,
        );
        assert.ok(hops >= (chain[0]!.reason === 'not-settled' ? 0 : 1));
        assert.doesNotMatch(text.join('\n'), /[{}?|]|undefined|NaN/);
        const ids = new Set(graph.nodes.map((node) => node.id));
        for (const edge of graph.edges) for (const id of edge) assert.ok(ids.has(id));
      });
    }
  }

  for (const [first, second, reason, program = 'order.mjs'] of ORDERS) {
    it(`${first} before ${second}: ${reason}`, async () => {
      for (const names of [
        [first, second],
        [second, first],
      ]) {
        const { order } = await why(program, ...names);
        assert.equal(order?.reason, reason);
        assert.ok(order.first.includes(`:${lines.get(`${program} ${first.split('#')[0]}`)}:`));
      }
    });
  }

  for (const locations of ['stacks', 'markers'] as const) {
    it(`tells what was waited for together, by ${locations}`, async () => {
      const program = fixture('why/elements.cjs');
      const options = ['-o', locations, '--locations', locations];
      await awaitscope(folder, 'run', ...options, '--', process.execPath, program);
      const text = readFileSync(program, 'utf8').split('\n');
      for (const [name, byStacks, byMarkers] of ELEMENTS) {
        const line = text.findIndex((l) => l.endsWith(`// ${name}`)) + 1;
        const { stdout } = await awaitscope(folder, 'why', locations, `elements.cjs:${line}`);
        assert.ok(stdout.includes((locations === 'markers' && byMarkers) || byStacks), stdout);
      }
      if (locations === 'stacks') return;
      const report = await awaitscope(folder, 'report', locations);
      // nothing is known of what lost a race
      assert.match(report.stdout, /how it ended is unknown of 1 task /);
    });
  }

  it('tells it in words, and as a graph', async () => {
    const { stdout } = await awaitscope(folder, 'why', 'chain.mjs', target('chain.mjs', 'outer'));
    assert.match(stdout, /outer waited for .+, was ready for .+, then ran for /);
    assert.match(stdout, /because inner ended, fulfilled\n/);
    assert.match(stdout, /because a timer of 5 ms, set at \S+chain\.mjs:2:\d+, was due\n/);
    const mermaid = await awaitscope(
      folder,
      'why',
      'chain.mjs',
      target('chain.mjs', 'outer'),
      '--format',
      'mermaid',
    );
    assert.match(mermaid.stdout, /^flowchart TD\n( {2}n\d+\["[^"]+"\]\n)+( {2}n\d+ --> n\d+\n)+$/);
  });

  it('refuses what was not reached, in one line', async () => {
    assert.match(
      complaint(await awaitscope(folder, 'why', 'chain.mjs', 'chain.mjs:1')),
      /no await on chain\.mjs:1/,
    );
    assert.match(complaint(await awaitscope(folder, 'why', 'chain.mjs', 'chain.mjs:4#2')), /awaited 1 time/);
    assert.match(complaint(await awaitscope(folder, 'why', 'chain.mjs', 'chain.mjs')), /FILE:LINE/);
    assert.match(complaint(await awaitscope(folder, 'why', 'chain.mjs')), /no await/);
    assert.match(complaint(await awaitscope(folder, 'why', 'missing', 'a.js:1')), /missing/);
  });
});
