import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Segment } from '../../model/intervals';
import { Bars } from '../../webview/bars';
import { addGroupBars } from '../../webview/group-bars';
import { GroupLanes } from '../../webview/group-coverage';
import { Intake } from '../../webview/intake';
import { ROOMY } from '../../webview/layout';
import { LineParts } from '../../webview/line-rows';
import { Rows } from '../../webview/rows';
import { crowd, shop } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';
import { modelOf } from '../support/trace-text';

const LINES = `
   0 A start main@1
   1 B start main@1
  10 A suspend @2 on p
  20 B suspend @2 on q
  30 settle p
  40 A resume
  50 A suspend @2 on r
  60 settle q rejected
  61 settle r
  70 B resume throw
  80 B suspend @3 on s
  90 A resume`;

describe('The lane of a group with few', () => {
  const drawn = (model: ReturnType<typeof modelOf>, rows: Rows, slim = false, group = rows.groups[0]!) => {
    const [lanes, bars] = [new GroupLanes(), new Bars()];
    const parts = lanes.inView(model, group, 'time', 0, 100, 100)!;
    const view = { axis: 'time', scale: { from: 0, to: 100, width: 100 }, slim } as const;
    const fits = addGroupBars(model, parts, group.awaits.length > 0, 7, view, bars);
    const list = Array.from({ length: bars.count }, (_, i) =>
      [bars.task[i], bars.state[i], bars.x[i], bars.width[i], `${bars.part[i]}/${bars.parts[i]}`].join(' '),
    );
    return { fits, list };
  };

  it('of a line has the awaits of the line, one below the other where they overlap, and where one threw', () => {
    const model = modelOf(LINES);
    const rows = new Rows();
    rows.grouping = 'line';
    rows.update(model);
    const { waiting, ready, running } = Segment;
    assert.deepEqual(drawn(model, rows).list, [
      `0 ${waiting} 10 20 0/2`,
      `0 ${ready} 30 10 0/2`,
      `1 ${waiting} 20 40 1/2`,
      `1 ${ready} 60 10 1/2`,
      `1 ${running} 70 0 1/2`,
      `0 ${waiting} 50 11 0/2`,
      `0 ${ready} 61 29 0/2`,
    ]);
    assert.equal(drawn(model, rows, true).fits, false, 'low lanes have room for one');
    const one = new LineParts().of(rows, model, 1, 0);
    assert.deepEqual(drawn(model, rows, false, one).list[0], `1 ${waiting} 20 40 0/1`);
  });

  it('of a function has its tasks', () => {
    const model = modelOf(LINES);
    const rows = new Rows();
    rows.grouping = 'function';
    rows.update(model);
    const { list } = drawn(model, rows);
    assert.equal(list.filter((bar) => bar.startsWith('0') && bar.endsWith('0/2')).length, 6);
    assert.equal(list.filter((bar) => bar.startsWith('1') && bar.endsWith('1/2')).length, 5);
  });

  it('has no bar over another', () => {
    const models = [shop(9), crowd(2, 60)].map((program) => {
      const intake = new Intake(() => undefined);
      intake.push(0, recordingOf(new Simulation().run(program)));
      while (intake.step(() => false));
      return intake.model;
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        fc.constantFrom('line', 'function', 'request'),
        fc.constantFrom('time', 'order'),
        fc.nat(100),
        fc.double({ min: 0, max: 0.95, noNaN: true }),
        fc.constantFrom(0.3, 0.05),
        (model, by, axis, which, left, share) => {
          const rows = new Rows();
          rows.grouping = by;
          rows.update(model);
          const group = rows.groups[which % rows.groups.length]!;
          const whole = axis === 'time' ? model.streams[0]!.last : model.streams[0]!.events;
          const [from, to] = [left * whole, (left + share) * whole];
          const parts = new GroupLanes().inView(model, group, axis, from, to, 10_000)!;
          const bars = new Bars();
          if (!addGroupBars(model, parts, by === 'line', 0, { axis, scale: { from, to, width: 500 } }, bars))
            return;
          for (let i = 0; i < bars.count; i++) {
            for (let j = 0; j < i; j++) {
              const apart =
                bars.x[i]! + bars.width[i]! <= bars.x[j]! + 1e-6 ||
                bars.x[j]! + bars.width[j]! <= bars.x[i]! + 1e-6;
              const [a, b] = [bars.top(i, ROOMY), bars.top(j, ROOMY)];
              const isBelow = a >= b + bars.height(j, ROOMY) || b >= a + bars.height(i, ROOMY);
              assert.ok(apart || isBelow, `${i} lies over ${j}`);
            }
          }
        },
      ),
    );
  });
});
