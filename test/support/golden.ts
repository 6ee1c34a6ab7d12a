/** Readable goldens. They are rewritten only on request (AWAITSCOPE_GOLDENS=write); one that is missing is a failure. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './paths';

/** Compares a text with `test/goldens/<name>`. */
export function assertGolden(actual: string, name: string): void {
  const file = join(ROOT, 'test/goldens', name);
  if (process.env.AWAITSCOPE_GOLDENS === 'write') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  assert.ok(
    existsSync(file),
    `no golden ${name}: write it with AWAITSCOPE_GOLDENS=write, and check it by hand`,
  );
  assert.equal(actual, readFileSync(file, 'utf8'), `differs from the golden ${name}`);
}
