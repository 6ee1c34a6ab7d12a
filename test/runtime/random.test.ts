import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TraceEvent } from '../../model/event-types';
import { availableMajors, nodeBinary } from '../support/nodes';
import { randomProgram } from './random-program';
import { eventsOf, recordings, temporaryFolder } from './traced';

const SEEDS = Number(process.env.AWAITSCOPE_SEEDS ?? 6);
const FIRST_SEED = Number(process.env.AWAITSCOPE_FIRST_SEED ?? 1);

/** Before this Node, modules pass no hook in their own thread, and are recorded from the stack. */
const MARKS_MODULES = 22;

/** From this Node on there is `await using`. */
const DISPOSES = 24;

/** The steps of a recording, as the program itself logs them; see `random-program.ts`. */
function stepsOf(
  events: readonly TraceEvent[],
  awaitColumn: ReadonlyMap<number, number>,
): { steps: string[]; columns: Map<number, number> } {
  const names = new Map<number, string>();
  const columns = new Map<number, number>();
  const steps: string[] = [];
  for (const e of events) {
    if (e.kind === 'task-start') {
      if (e.name === '(module)') continue;
      const name = /^[fg]\d$/.test(e.name) ? e.name : 'arrow';
      names.set(e.task, `${name}#${names.size + 1}`);
      steps.push(`B ${names.get(e.task)}`);
    } else if (e.kind === 'suspend' || e.kind === 'resume') {
      const name = names.get(e.task);
      if (name === undefined) continue;
      const { line, column } = e.site!;
      if (name.startsWith('arrow') || !awaitColumn.has(line)) continue;
      if (e.kind === 'resume') {
        steps.push(`R ${name} ${line} ${e.outcome}`);
        continue;
      }
      columns.set(line, column);
      steps.push(`S ${name} ${line}`);
    } else if (e.kind === 'task-end' && names.get(e.task)?.startsWith('g') === false) {
      steps.push(`E ${names.get(e.task)}`);
    }
  }
  return { steps, columns };
}

for (const locations of ['stacks', 'markers'] as const)
  describe(`Random programs that log their own truth, by ${locations}`, function () {
    this.timeout(300_000);
    const { trace } = recordings(locations);
    const folder = temporaryFolder();

    for (const major of availableMajors()) {
      it(`are recorded step by step on Node ${major}`, async () => {
        let [unknown, resumed] = [0, 0];
        for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
          const module = seed % 3 === 0 && (locations === 'stacks' || major >= MARKS_MODULES);
          const { text, awaitColumn } = randomProgram(seed, {
            generators: locations === 'markers',
            module,
            disposes: major >= DISPOSES,
          });
          const program = join(folder.path, `${seed}.${module ? 'mjs' : 'cjs'}`);
          const truthFile = join(folder.path, `${seed}.json`);
          writeFileSync(program, text);
          const env = { ...process.env, TRUTH: truthFile };
          const { file, status } = await trace([nodeBinary(major), program], { env });
          assert.equal(status, 0, `seed ${seed}`);

          const truth = JSON.parse(readFileSync(truthFile, 'utf8')) as string[];
          const { steps, columns } = stepsOf(await eventsOf(file), awaitColumn);
          // A call that returns a promise ends when that settles, at a time its own code cannot log.
          const left = new Set(truth.filter((s) => s.startsWith('L ')).map((s) => s.slice(2)));
          const logged = truth.filter((s) => !s.startsWith('L '));
          const told = steps.filter((s) => !(s.startsWith('E ') && left.has(s.slice(2))));
          for (const [i, step] of told.entries()) {
            if (!step.endsWith(' unknown')) continue;
            unknown++;
            told[i] = step.replace('unknown', logged[i]!.split(' ').at(-1)!);
          }
          resumed += told.filter((s) => s.startsWith('R ')).length;
          assert.deepEqual(told, logged, `seed ${seed}`);
          for (const [line, column] of columns)
            assert.equal(column, awaitColumn.get(line), `seed ${seed}, line ${line}`);
        }
        // Markers know what an await gave, but for some that threw where V8 would print the marker.
        if (locations === 'markers') assert.ok(unknown <= resumed / 50, `${unknown} of ${resumed} unknown`);
        if (process.env.AWAITSCOPE_SEEDS)
          console.log(`      ${resumed} awaits, what ${unknown} gave is unknown`);
      });
    }
  });
