/** How many tests passed, failed and were skipped. */
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

export const ONE_FAILED = { passed: 0, failed: 1, skipped: 0 };
export const ONE_PASSED = { passed: 1, failed: 0, skipped: 0 };

/** @param {Counts[]} all */
export function sum(all) {
  const total = (key) => all.reduce((n, counts) => n + counts[key], 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}

/** @param {Counts} counts */
export function format({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @returns {Counts | undefined} what the reporter wrote at the end of a run; undefined if the run never came to its end */
export function readResult(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
