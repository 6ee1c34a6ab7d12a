import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Order, Places } from '../../model/order';

interface Fake {
  readonly ts: number[];
  readonly times: { at(seq: number): number };
  readonly events: number;
  offset: number;
  readonly order: Places;
}

function thread(ts: number[]): Fake {
  return {
    ts,
    times: { at: (seq) => ts[seq - 1]! },
    get events() {
      return ts.length;
    },
    offset: 0,
    order: new Places(),
  };
}
const placesOf = ({ ts, order }: Fake): number[] => ts.map((_, i) => order.at(i + 1));

describe('the order of the events of all threads', () => {
  it("is that of a thread's events while it is alone", () => {
    const one = thread([5, 7, 7]);
    new Order().update([one]);
    assert.deepEqual(placesOf(one), [1, 2, 3]);
    assert.equal(one.order.isPlain, true);
  });

  it('is that of their times, and within a thread that of its events', () => {
    const [a, b] = [thread([1, 2, 3, 9]), thread([2.5, 8])];
    new Order().update([a, b]);
    assert.deepEqual(placesOf(a), [1, 2, 4, 6]);
    assert.deepEqual(placesOf(b), [3, 5]);
    assert.equal(a.order.firstFrom(5, 4), 4);
    assert.equal(a.order.firstFrom(4, 4), 3);
    assert.equal(a.order.firstFrom(7, 4), 5);
  });

  it('is the same however the events come, and tells when places change', () => {
    const times = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 25 });
    fc.assert(
      fc.property(
        fc.array(times, { minLength: 1, maxLength: 4 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (all, cuts) => {
          const sorted = all.map((ts, i) => ts.map((t) => t + i / 10).sort((x, y) => x - y));
          const grows = sorted.map(() => thread([]));
          const order = new Order();
          for (const cut of [...cuts, Infinity]) {
            const before = grows.map((g) => [g.order.version, placesOf(g)] as const);
            grows.forEach((g, i) => {
              const end = cut === Infinity ? Infinity : g.ts.length + ((cut >> i) % 5);
              g.ts.push(...sorted[i]!.slice(g.ts.length, end));
            });
            order.update(grows);
            grows.forEach((g, i) => {
              const [version, places] = before[i]!;
              if (g.order.version === version) assert.deepEqual(placesOf(g).slice(0, places.length), places);
            });
          }
          const merged = grows.flatMap((g) => g.ts.map((t, i) => [g.order.at(i + 1), t] as const));
          merged.sort((x, y) => x[0] - y[0]);
          assert.deepEqual(
            merged.map(([place]) => place),
            merged.map((_, i) => i + 1),
          );
          for (let i = 1; i < merged.length && grows.length > 1; i++)
            assert.ok(merged[i]![1] >= merged[i - 1]![1]);
        },
      ),
    );
  });

  it('is found anew when the recording turns out to have begun earlier', () => {
    const [a, b] = [thread([10, 20]), thread([15])];
    const order = new Order();
    order.update([a, b]);
    b.ts[0] = 5;
    b.offset = -10;
    order.update([a, b]);
    assert.deepEqual([placesOf(a), placesOf(b)], [[2, 3], [1]]);
  });
});
