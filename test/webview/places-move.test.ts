import assert from 'node:assert/strict';
import { Order } from '../../model/order';
import { Coverage } from '../../webview/coverage';
import { Facts } from '../../webview/facts';
import { Found } from '../../webview/found';
import { FoundMarks } from '../../webview/found-marks';
import { GroupLanes } from '../../webview/group-coverage';
import { Intake } from '../../webview/intake';
import { LoopProfiles } from '../../webview/loop-profile';
import { LastShares } from '../../webview/loop-shares';
import { MiniMap } from '../../webview/mini-map';
import { OutputMarks } from '../../webview/output-marks';
import type { Paint } from '../../webview/paint';
import { Places } from '../../webview/places';
import { ReadyQueue } from '../../model/ready-queue';
import { Rows } from '../../webview/rows';
import type { Scene } from '../../webview/scene';
import { Say } from '../../webview/strings';
import { View } from '../../webview/view';
import { shop } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';

/** A thread's recording, then that of another one which ran meanwhile: the first one's events get other places on the order axis. */
function twoThreads() {
  const intake = new Intake(() => undefined);
  const { model } = intake;
  const order = new Order();
  const take = (stream: number): void => {
    intake.push(stream, recordingOf(new Simulation(stream, { pid: 1 + stream }).run(shop(4)).end()));
    while (intake.step(() => false));
    order.update(model.streams);
  };
  take(0);
  return { intake, model, take };
}
const scale = { from: 0, to: 1000, width: 100 };

describe('What is drawn on the order axis is drawn anew when the events of another thread move its places:', () => {
  it('the lane of the event loop', () => {
    const { model, take } = twoThreads();
    const [last, queue] = [new LastShares(), new ReadyQueue(0)];
    const shares = (from: LastShares): number[] => [
      ...from.of(model, new LoopProfiles(), queue, 0, 'order', scale).shares,
    ];
    const before = shares(last);
    take(1);
    assert.notDeepEqual(shares(last), before);
    assert.deepEqual(shares(last), shares(new LastShares()));
  });

  it('the lanes of groups', () => {
    const { model, take } = twoThreads();
    const rows = new Rows();
    rows.grouping = 'thread';
    rows.update(model);
    const coverage = new Coverage();
    const shares = (lanes: GroupLanes): number[] => {
      lanes.cover(model, rows.groups[0]!, 'order', scale, coverage);
      return [...coverage.shares];
    };
    const lanes = new GroupLanes(Infinity, 1);
    const before = shares(lanes);
    take(1);
    assert.notDeepEqual(shares(lanes), before);
    assert.deepEqual(shares(lanes), shares(new GroupLanes(Infinity, 1)));
  });

  it('the lanes of groups, also of what had come between two frames and had no place yet', () => {
    const { intake, model } = twoThreads();
    const order = new Order();
    const rows = new Rows();
    rows.grouping = 'thread';
    const coverage = new Coverage();
    const frame = (lanes: GroupLanes): number[] => {
      order.update(model.streams);
      rows.update(model);
      lanes.begin(model, '');
      lanes.cover(model, rows.groups[0]!, 'order', scale, coverage);
      return [...coverage.shares];
    };
    const lanes = new GroupLanes(1, 1);
    const bytes = recordingOf(new Simulation(1, { pid: 2 }).run(shop(30)).end());
    for (let from = 0; from < bytes.length; from += 2000) {
      frame(lanes);
      intake.push(1, bytes.slice(from, from + 2000));
      while (intake.step(() => false));
      // the frame that gives them their places comes later
      assert.equal(lanes.catchUp(model, Infinity), false);
      lanes.inView(model, rows.groups[0]!, 'order', 0, Infinity, 1e6);
    }
    frame(lanes);
    while (lanes.catchUp(model, 10));
    const whole = new GroupLanes(Infinity, 1);
    const rounded = (shares: readonly number[]): number[] => shares.map((share) => Math.round(share * 1e4));
    assert.deepEqual(rounded(frame(lanes)), rounded(frame(whole)));
  });

  it('the overview', () => {
    const { intake, take } = twoThreads();
    const facts = new Facts(intake, new Places(), new Say());
    const found = new Found();
    found.set('query');
    const view = new View();
    view.resize(100, 100, 1, { from: 0, to: 1000 });
    view.axis = 'order';
    /** Where the map has columns, and where it has marks. */
    const drawn = (map: MiniMap): string[] => {
      found.update(facts, new OutputMarks());
      const seen: string[] = [];
      const paint = {
        size: 10,
        hair: 1,
        ctx: { strokeRect: () => undefined },
        color: () => '',
        font: () => undefined,
        text: () => 0,
        rect: (name: string, x: number, _: number, __: number, height: number) => {
          if (name === 'runningBackground' || name === 'foundMark') seen.push(`${name} ${x} ${height}`);
        },
      } as unknown as Paint;
      const scene = { view, facts, loops: new LoopProfiles(), found } as unknown as Scene;
      map.draw(paint, scene, { from: 0, to: 1000 });
      return seen;
    };
    const map = new MiniMap();
    const before = drawn(map);
    assert.ok(before.some((sign) => sign.startsWith('foundMark')));
    take(1);
    assert.notDeepEqual(drawn(map), before);
    assert.deepEqual(drawn(map), drawn(new MiniMap()));
  });

  it('the marks of matches', () => {
    const { intake, model, take } = twoThreads();
    const found = new Found();
    found.set('query');
    found.update(new Facts(intake, new Places(), new Say()), new OutputMarks());
    const pixels = (marks: FoundMarks): number[] => {
      marks.update(model, found.matches, 'order', scale);
      return [...marks.pixels];
    };
    const marks = new FoundMarks();
    const before = pixels(marks);
    take(1);
    assert.notDeepEqual(pixels(marks), before);
    assert.deepEqual(pixels(marks), pixels(new FoundMarks()));
  });
});
