import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findingsDocument } from '../../model/findings/documentation';
import { ROOT } from '../support/paths';

describe('docs/findings.md', () => {
  it('says what the rules say', () => {
    const file = join(ROOT, 'docs/findings.md');
    if (process.env.AWAITSCOPE_GOLDENS === 'write') writeFileSync(file, findingsDocument());
    assert.equal(readFileSync(file, 'utf8'), findingsDocument());
  });
});
