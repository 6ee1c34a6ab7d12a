import assert from 'node:assert/strict';
import Ajv from 'ajv';
import { readFileSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RULES } from '../../model/findings';
import { ROOT, fixture } from '../support/paths';
import { awaitscope, complaint, temporaryFolder } from './command';

interface Output {
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly message: string;
    readonly sites: readonly { readonly file: string; readonly line: number; readonly column: number }[];
    readonly evidence: readonly string[];
    readonly saves?: number;
    readonly whatIf?: { readonly task: number; readonly request: number; readonly run: number };
  }[];
}

const CORRECT = join(ROOT, 'test/fixtures/correct');

/** A machine that is busy otherwise may stop a program for a while, which is none of the program's doing. */
const PATIENT = ['--blocked', '400'];

describe('awaitscope check', () => {
  const folder = temporaryFolder();
  const record = async (program: string): Promise<void> => {
    const { stderr } = await awaitscope(folder.path, 'run', '-o', 'x', '--', process.execPath, program);
    assert.match(stderr, /awaitscope: \d+ task/, stderr);
  };
  const check = async (...options: string[]): Promise<Output & { readonly status: number | null }> => {
    const { status, stdout, stderr } = await awaitscope(
      folder.path,
      'check',
      'x',
      '--format',
      'json',
      ...options,
    );
    assert.equal(stderr, '');
    return { status, ...(JSON.parse(stdout) as Output) };
  };

  for (const rule of RULES) {
    it(`${rule.id} is found in a program that has it`, async () => {
      const file = folder.write('bad.mjs', `${rule.bad}\n`);
      await record(file);
      const { status, findings } = await check();
      const found = findings.filter((finding) => finding.rule === rule.id);
      assert.equal(found.length, 1, JSON.stringify(findings));
      const [{ severity, message, sites, evidence }] = found as [Output['findings'][number]];
      assert.equal(severity, rule.severity);
      assert.equal(status, findings.some((f) => f.severity !== 'hint') ? 1 : 0);
      assert.ok(sites.length > 0 && evidence.length > 0);
      for (const site of sites) assert.equal(site.file, file);
      assert.doesNotMatch([message, ...evidence].join(), /[{}?|]|undefined|NaN/);
      assert.deepEqual(
        (await check('--off', rule.id)).findings.filter((f) => f.rule === rule.id),
        [],
      );
    });

    it(`${rule.id} is not found in its neighbour`, async () => {
      await record(folder.write('good.mjs', `${rule.good}\n`));
      assert.deepEqual((await check(...PATIENT)).findings, []);
    });
  }

  for (const name of readdirSync(CORRECT)) {
    it(`has nothing to say about ${name}`, async () => {
      await record(join(CORRECT, name));
      const { status, findings } = await check(...PATIENT);
      assert.deepEqual(findings, []);
      assert.equal(status, 0);
    });
  }

  it('predicts what would be saved, which a report tells too', async () => {
    await record(
      folder.write(
        'app.mjs',
        `const wait = (ms) => new Promise((done) => setTimeout(done, ms));
async function both() {
  const a = await wait(40);
  const b = await wait(60);
  return [a, b];
}
await both();
`,
      ),
    );
    const { findings } = await check();
    const [{ saves, whatIf }] = findings as [Output['findings'][number]];
    // about the shorter of the two
    for (const saved of [saves, whatIf!.task, whatIf!.request, whatIf!.run])
      assert.ok(saved! > 20e6, `${saved}`);
    const { stdout } = await awaitscope(folder.path, 'report', 'x');
    assert.match(
      stdout,
      /\nWhat if\n {2}2 awaits of both .+\n.+app\.mjs:3:13: the task would end [\d.]+ ms earlier, its request [\d.]+ ms earlier, its thread [\d.]+ ms earlier\n/,
    );
  });

  it('is silenced by a comment', async () => {
    const bad = (comment: string): string => `
      (async () => {
        ${comment}
        await new Promise(() => {});
      })();`;
    await record(folder.write('a.mjs', bad('// awaitscope-ignore never-settled: stands for a server')));
    assert.deepEqual((await check()).findings, []);
  });

  it('writes SARIF that its schema accepts', async () => {
    // of @microsoft/jest-sarif: the OASIS standard's schema, 2.1.0 with errata 5
    const schema = JSON.parse(readFileSync(fixture('sarif-2.1.0.json'), 'utf8')) as Record<string, unknown>;
    // it is of draft 4, and uses nothing that has another meaning in draft 7
    delete schema['$schema'];
    delete schema['id'];
    const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
    const bad = RULES.slice(0, 6)
      .map((rule) => `(function () {\n${rule.bad}\n})();`)
      .join('\n');
    for (const program of [`${bad}\n`, 'console.log(1);\n']) {
      await record(folder.write('a.mjs', program));
      const { stdout } = await awaitscope(folder.path, 'check', 'x', '--format', 'sarif');
      const log = JSON.parse(stdout) as { runs: [{ results: { ruleId: string }[] }] };
      assert.ok(validate(log), JSON.stringify(validate.errors));
      assert.equal(log.runs[0].results.length >= 6, program !== 'console.log(1);\n');
      await rm(join(folder.path, 'x'));
    }
    assert.ok(!validate({ version: '2.1.0' }));
  });

  it('refuses what it does not know', async () => {
    assert.match(complaint(await awaitscope(folder.path, 'check', 'x', '--blocked', '-1')), /--blocked/);
    assert.match(complaint(await awaitscope(folder.path, 'check')), /no file/);
    assert.match(complaint(await awaitscope(folder.path, 'check', 'missing')), /missing/);
    assert.match(
      complaint(await awaitscope(folder.path, 'check', 'x', '--format', 'xml')),
      /text, json or sarif/,
    );
    assert.match(
      complaint(await awaitscope(folder.path, 'check', 'x', '--off', 'bogus')),
      /no rule is called 'bogus'/,
    );
  });
});
