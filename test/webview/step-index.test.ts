import assert from 'node:assert/strict';
import { Model } from '../../model/model';
import { Rows } from '../../webview/rows';
import { TableSpans } from '../../webview/spans';
import { StepIndex } from '../../webview/step-index';
import { modelOf, part, traceText } from '../support/trace-text';

const EVENTS = `
   0 A start main@1
   1 B start load@2
   2 B suspend @3 on p
   3 A suspend @4 on B
   4 settle p fulfilled
   5 B resume value
   6 B end fulfilled
   7 A resume value
   8 A end fulfilled`;

describe('StepIndex', () => {
  const scene = (model: ReturnType<typeof modelOf>) => {
    const rows = new Rows();
    rows.update(model);
    return { facts: { tables: model, version: 0 } as never, rows, spans: new TableSpans(model) };
  };
  const kinds = (of: ReturnType<typeof scene>, index: StepIndex): string[] =>
    Array.from({ length: index.count }, (_, step) => {
      const { kind, task } = index.at(of, step);
      return `${kind} ${task}`;
    });

  it('has all steps in the order of their events; one event may be several', () => {
    const of = scene(modelOf(EVENTS));
    const index = new StepIndex();
    index.update(of, 0);
    const all = kinds(of, index);
    assert.deepEqual(all.slice(0, 4), ['start 0', 'start 1', 'suspend 1', 'suspend 0']);
    assert.deepEqual(
      all.slice(4).filter((text) => text !== 'settle 0'),
      ['settle 1', 'resume 1', 'end 1', 'resume 0', 'end 0'],
    );
    for (let step = 0; step < index.count; step++) assert.ok(index.from(index.seq(step)) <= step);
    assert.equal(index.stepOf(of, 1, index.seq(2)), 2);
    assert.equal(index.stepOf(of, 7, index.seq(2)), -1);
  });

  it('leaves out what is hidden as soon as there is something else', () => {
    const { info, tables, batch } = traceText('0 L start handle@lib:1\n1 A start main@1');
    const model = new Model();
    model.addStream(info, tables);
    const facts = { tables: model, version: 1, isLibrary: (task: number) => task === 0, placeKey: () => '' };
    const rows = new Rows();
    const of = { facts: facts as never, rows, spans: new TableSpans(model) };
    const index = new StepIndex();
    const grown = (from: number): string[] => {
      model.append(0, part(batch, from, from + 1));
      rows.update(model, facts);
      index.update(of, 0);
      return kinds(of, index);
    };
    assert.deepEqual(grown(0), ['start 0']);
    assert.deepEqual(grown(1), ['start 1']);
  });

  it('adds what comes later, and begins anew where other tasks are hidden', () => {
    const model = modelOf(EVENTS);
    const of = scene(model);
    const whole = new StepIndex();
    whole.update(of, 0);
    const { events } = model.streams[0]!;
    for (let cut = 0; cut <= events; cut++) {
      const index = new StepIndex();
      // what is seen of a thread that has come so far
      const streams = [{ ...model.streams[0]!, events: cut }];
      const tables = { tasks: model.tasks, awaits: model.awaits, outputs: model.outputs, streams };
      index.update({ ...of, facts: { tables, version: 0 } as never }, 0);
      index.update(of, 0);
      assert.deepEqual(kinds(of, index), kinds(of, whole));
    }
    const index = new StepIndex();
    index.update(of, 0);
    const rows = { hiding: 99, hides: (task: number) => task === 0 };
    index.update({ ...of, rows: rows as never }, 0);
    assert.ok(index.count > 0 && kinds(of, index).every((text) => text.endsWith(' 1')));
  });
});
