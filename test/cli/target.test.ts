import assert from 'node:assert/strict';
import { join } from 'node:path';
import { defaultFile } from '../../cli/target';

describe('The file of a run that nobody named', () => {
  it('has the time in its name', () => {
    const file = defaultFile('/work', new Date(2026, 0, 2, 3, 4, 5, 6));
    assert.equal(file, join('/work', '.awaitscope', '2026-01-02T03-04-05.006.awaitscope'));
  });

  it('sorts by time', () => {
    const times = [5, 40, 1100, 61_000, 4_000_000, 90_000_000, 3e9, 4e10];
    const files = times.map((ms) => defaultFile('/', new Date(2026, 0, 1, 0, 0, 0, ms)));
    assert.deepEqual(files.toSorted(), files);
  });
});
