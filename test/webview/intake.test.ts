import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { Intake } from '../../webview/intake';
import { shop } from './support/programs';
import { Simulation, recordingOf } from './support/simulation';

const whole = recordingOf(
  new Simulation(0).run(shop(3)).end(),
  new Simulation(1, { pid: 2 }).run(shop(2)).end(),
);

function takeAll(intake: Intake): Intake {
  while (intake.step(() => true));
  return intake;
}

describe('Intake', () => {
  it('takes in a recording however it is cut', () => {
    const { model } = takeAll(pushed(whole));
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(whole.length), { maxLength: 12 }), (cuts) => {
        let taken = 0;
        const intake = new Intake(() => taken++);
        const places = [0, ...cuts.sort((a, b) => a - b), whole.length];
        for (let i = 1; i < places.length; i++) intake.push(0, whole.slice(places[i - 1], places[i]));
        takeAll(intake);
        assert.equal(taken, places.length - 1);
        assert.equal(intake.model.tasks.count, model.tasks.count);
        assert.equal(intake.model.awaits.count, model.awaits.count);
        assert.deepEqual(intake.keys, ['0:0', '0:1']);
        assert.equal(
          intake.model.streams.every((stream) => stream.ended),
          true,
        );
      }),
    );
  });

  it('reads what is cut short as far as it goes, once no more will come', () => {
    const one = recordingOf(new Simulation(0).run(shop(3)));
    const intake = takeAll(pushed(one.slice(0, one.length - 50)));
    assert.equal(intake.model.tasks.count, 0);
    intake.finish();
    takeAll(intake);
    assert.ok(intake.model.tasks.count > 10);
    assert.equal(intake.refused, undefined);
  });

  it('refuses what is no recording, and goes on taking', () => {
    let taken = 0;
    const intake = new Intake(() => taken++);
    intake.push(0, new TextEncoder().encode('{"hello": 1}'));
    intake.push(1, whole.slice());
    takeAll(intake);
    assert.match(intake.refused!.message, /not an Awaitscope recording/);
    assert.equal(taken, 2);
    assert.ok(intake.model.tasks.count > 0);
  });

  it('survives any bytes', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), fc.nat(whole.length - 1), (at, byte, end) => {
        const broken = whole.slice(0, Math.max(end, 16));
        if (at >= 16 && at < broken.length) broken[at] = byte;
        const intake = takeAll(pushed(broken));
        intake.finish();
        takeAll(intake);
      }),
    );
  });
});

function pushed(bytes: Uint8Array): Intake {
  const intake = new Intake(() => undefined);
  intake.push(0, bytes);
  return intake;
}
