import assert from 'node:assert/strict';
import { availableMajors, nodeBinary } from '../support/nodes';
import { fixture } from '../support/paths';
import { eventsOf, recordings } from './traced';

describe('A script whose map only source-map-support knows', function () {
  this.timeout(60_000);
  const { trace } = recordings();

  for (const major of availableMajors()) {
    it(`is shown at its original lines on Node ${major}`, async () => {
      const { file } = await trace([nodeBinary(major), fixture('registered-map/register.cjs')]);
      const events = await eventsOf(file);
      const places = events.flatMap((e) =>
        (e.kind === 'task-start' || e.kind === 'suspend') && e.site
          ? [[e.kind, e.site.line, e.site.column]]
          : [],
      );
      assert.deepEqual(places, [
        ['task-start', 1, 1],
        ['suspend', 2, 3],
      ]);
    });
  }
});
