/**
 * What a test run prints, in a terminal and inside VS Code alike: one line a test, and for a failure all that is known.
 * The numbers go to a file, because the output of a crashed run can look like that of a good one.
 */
import { appendFileSync, writeFileSync } from 'node:fs';
import type { Runner, Test } from 'mocha';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export default class Reporter {
  private readonly counts: Counts = { passed: 0, failed: 0, skipped: 0 };

  constructor(runner: Runner) {
    runner.on('pass', (test) => this.passed(test));
    runner.on('pending', (test) => this.skipped(test));
    runner.on('fail', (test, error: unknown) => this.failed(test, error));
    runner.on('end', () => this.end());
  }

  private passed(test: Test): void {
    this.counts.passed++;
    print(`  ok   ${titleOf(test)} (${test.duration} ms)`);
  }

  private skipped(test: Test): void {
    this.counts.skipped++;
    print(`  skip ${titleOf(test)}`);
  }

  /** Also called for a hook that failed; the tests it stands for are then not counted. */
  private failed(test: Test, error: unknown): void {
    this.counts.failed++;
    print(`  FAIL ${titleOf(test)}\n${indent(textOf(error))}`);
  }

  private end(): void {
    const file = process.env.AWAITSCOPE_TEST_RESULT;
    if (file) writeFileSync(file, JSON.stringify(this.counts));
  }
}

/** The extension host's own output is noisy, so there the lines go to a file that the runner follows. */
function print(line: string): void {
  const log = process.env.AWAITSCOPE_TEST_LOG;
  if (log) appendFileSync(log, `${line}\n`);
  else console.log(line);
}

function titleOf(test: Test): string {
  return test.titlePath().join(' › ');
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { actual, expected } = error as { actual?: unknown; expected?: unknown };
  const isLong =
    typeof actual === 'string' && typeof expected === 'string' && actual.length + expected.length > 400;
  const whole = isLong ? `\n--- expected\n${expected}\n--- actual\n${actual}` : '';
  return `${error.stack ?? error.message}${whole}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '       ');
}
