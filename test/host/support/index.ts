/**
 * What VS Code loads to run the tests: in the extension host of the server (scripts/host) and of a desktop
 * (scripts/desktop.mjs) alike.
 */
import { join } from 'node:path';
import type { ReporterConstructor } from 'mocha';
import { ROOT } from '../../support/paths';
import Reporter from '../../support/reporter';

const TEST_LIMIT_MS = 60_000;

/** Which tests; the runner has bundled them. */
interface Suite {
  readonly files: readonly string[];
  readonly grep?: string;
}

/** @returns once all tests have run; VS Code reports a rejection as exit code 1 */
export async function run(): Promise<void> {
  const suite = JSON.parse(process.env.AWAITSCOPE_TEST_SUITE ?? '{"files":[]}') as Suite;
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: TEST_LIMIT_MS,
    // mocha's types ask for a subclass of its own reporter; mocha only constructs it
    reporter: Reporter as unknown as ReporterConstructor,
    forbidOnly: true,
  });
  if (suite.grep) mocha.grep(suite.grep);
  for (const file of suite.files) mocha.addFile(join(ROOT, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
