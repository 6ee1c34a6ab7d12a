import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { GROUPINGS } from '../../model/lane-groups';
import type { Grouping, LaneGroup } from '../../model/lane-groups';
import { Intake } from '../../webview/intake';
import { Rows } from '../../webview/rows';
import { crowd, shop } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';

type Model = Intake['model'];

const RECORDINGS = [shop(9), crowd(5, 60)].map((program) => recordingOf(new Simulation().run(program)));

/** A task of a library now and then, and places that many locations share. */
const FACTS = {
  version: 1,
  isLibrary: (task: number) => task % 7 === 3,
  placeKey: (by: Grouping, stream: number, loc: number) => `${by} ${(stream + loc) % 5}`,
};

/** Everything that rows tell. */
function told(rows: Rows, model: Model) {
  const group = ({
    key,
    tasks,
    awaits,
    count,
    waiting,
    ready,
    rejected,
    open,
    nth,
    took,
  }: LaneGroup): unknown => ({
    key,
    tasks: [...tasks],
    awaits: [...awaits],
    count,
    waiting,
    ready,
    rejected,
    open,
    nth,
    took,
  });
  return {
    groups: rows.groups.map(group),
    rows: Array.from({ length: rows.count }, (_, row) => [
      rows.at(row),
      rows.depth(row),
      rows.children(row),
      rows.isCollapsed(row),
      rows.headingOf(row),
    ]),
    tasks: Array.from({ length: model.tasks.count }, (_, task) => [
      rows.rowOf(model, task),
      rows.hides(task),
    ]),
    awaits: Array.from({ length: model.awaits.count }, (_, w) => rows.rowOf(model, model.awaits.task(w), w)),
  };
}

/** What a reader does between two pictures. */
type Deed = 'nothing' | 'fold' | 'foldAll' | 'unfoldAll' | 'pin' | 'hide' | 'library';
const DEEDS: readonly Deed[] = ['nothing', 'fold', 'foldAll', 'unfoldAll', 'pin', 'hide', 'library'];

function act(rows: Rows, model: Model, deed: Deed, which: number): void {
  const row = rows.count === 0 ? -1 : which % rows.count;
  if (deed === 'fold' && row >= 0) rows.fold(rows.at(row), !rows.isCollapsed(row));
  else if (deed === 'foldAll' || deed === 'unfoldAll') rows.foldAll(model, deed === 'foldAll');
  else if (deed === 'pin' && row >= 0) rows.choices.arrangement.pin(rows.laneOf(row));
  else if (deed === 'hide' && row >= 0) rows.choices.arrangement.hide(rows.laneOf(row));
  else if (deed === 'library') rows.choices.showsLibrary = !rows.choices.showsLibrary;
}

describe('Rows of a recording that grows', () => {
  const step = fc.record({
    bytes: fc.integer({ min: 1, max: 4000 }),
    source: fc.nat(RECORDINGS.length - 1),
    deed: fc.constantFrom(...DEEDS),
    which: fc.nat(1000),
  });
  for (const by of GROUPINGS) {
    it(`are by ${by} what they are if the recording is looked at for the first time`, () => {
      fc.assert(
        fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
          const intake = new Intake(() => undefined);
          const { model } = intake;
          const at = RECORDINGS.map(() => 0);
          const rows = new Rows();
          rows.grouping = by;
          for (const { bytes, source, deed, which } of steps) {
            intake.push(source, RECORDINGS[source]!.slice(at[source], at[source]! + bytes));
            at[source]! += bytes;
            while (intake.step(() => false));
            rows.update(model, FACTS);
            act(rows, model, deed, which);
          }
          rows.update(model, FACTS);
          const grown = told(rows, model);
          // other facts: everything is derived anew
          rows.update(model, { ...FACTS, version: 2 });
          assert.deepEqual(grown, told(rows, model));
        }),
        { numRuns: 60 },
      );
    });
  }
});
