import assert from 'node:assert/strict';
import { diagnose } from '../../extension/doctorChecks';
import type { DoctorFacts } from '../../extension/doctorChecks';
import { doctorHtml, doctorText } from '../../extension/doctorPage';

const WELL: DoctorFacts = {
  trusted: true,
  nodeSetting: '',
  node: { path: '/usr/bin/node', version: { major: 24, minor: 1 }, asked: true },
  nodeOptions: [],
  tracers: [],
  builds: [],
  trial: { recorded: true, tasks: 1, awaits: 1, ms: 120.4 },
  recordings: { folder: '.awaitscope', writable: true, freeBytes: 50 * 1024 ** 3 },
};
const codes = (facts: Partial<DoctorFacts>): string[] =>
  diagnose({ ...WELL, ...facts }).flatMap(({ severity, code }) =>
    severity === 'good' ? [] : `${severity} ${code}`,
  );
const options = (value: string): Partial<DoctorFacts> => ({
  nodeOptions: [{ where: 'NODE_OPTIONS', value }],
});

describe("The Doctor's diagnoses", () => {
  it('are none where all is well', () => {
    assert.deepEqual(codes({}), []);
    assert.equal(diagnose(WELL).length, 5);
  });

  const cases: [string, Partial<DoctorFacts>, string[]][] = [
    ['no trust', { trusted: false, trial: undefined }, ['error untrusted']],
    ['no Node', { node: undefined, trial: undefined }, ['error noNode']],
    [
      'something else than Node',
      { node: { path: '/bin/true', version: undefined, asked: true } },
      ['error notNode'],
    ],
    [
      'a Node that is not to be asked',
      { node: { path: '/n', version: undefined, asked: false } },
      ['note nodeNotAsked'],
    ],
    [
      'an old Node',
      { node: { path: '/n', version: { major: 16, minor: 2 }, asked: true } },
      ['error oldNode'],
    ],
    ['options that are joined', options('--max-old-space-size=4096'), ['note optionsJoined']],
    ['options with paths in quotes', options('--require "/a b/c \\" d.js"'), ['note optionsJoined']],
    ['an open quote', options('--require "/a b'), ['error optionsQuote']],
    ['empty options', options('  '), []],
    ['a tracer by flag', options('--require dd-trace/init'), ['warning optionsTracer']],
    ['a tracer by path', options('-r "/app/node_modules/newrelic/index.js"'), ['warning optionsTracer']],
    [
      'a tracer with equals',
      options('--import=@opentelemetry/auto-instrumentations-node/register'),
      ['warning optionsTracer'],
    ],
    ['no tracer, though alike', options('--trace-warnings --require ./tracer.js'), ['note optionsJoined']],
    ['a tracer among the packages', { tracers: ['dd-trace'] }, ['note tracerPackage']],
    [
      'a build without maps, for old engines',
      { builds: [{ config: 'tsconfig.json', emits: true, sourceMaps: false, target: 'es5' }] },
      ['warning mapsMissing', 'warning oldTarget'],
    ],
    [
      'a check that builds nothing',
      { builds: [{ config: 't', emits: false, sourceMaps: false, target: undefined }] },
      [],
    ],
    ['a trial that failed', { trial: { recorded: false, why: 'no' } }, ['error trialFailed']],
    [
      'a folder without rights',
      { recordings: { folder: 'x', writable: false, freeBytes: 0 } },
      ['error notWritable'],
    ],
    ['a full disk', { recordings: { folder: 'x', writable: true, freeBytes: 5e8 } }, ['warning littleSpace']],
  ];
  for (const [name, facts, expected] of cases) {
    it(`see ${name}`, () => assert.deepEqual(codes(facts), expected));
  }
});

describe("The Doctor's page", () => {
  const evil = '<img src=x onerror=alert(1)>"\'&';
  const words = {
    heading: 'Doctor',
    summary: evil,
    severities: { good: 'in order', note: 'note', warning: 'warning', error: 'trouble' },
    actions: [{ title: 'Again', command: 'awaitscope.doctor' }],
    locale: 'en',
  };
  const findings = [
    { severity: 'good', title: 'fine', text: '' },
    {
      severity: 'error',
      title: evil,
      text: evil,
      action: { title: evil, command: 'awaitscope.openSettings' },
    },
  ] as const;

  it('shows paths and values as text, troubles first', () => {
    const html = doctorHtml(findings, words, 'n');
    assert.doesNotMatch(html, /<img/);
    assert.ok(html.indexOf('class="error"') < html.indexOf('class="good"'));
    assert.match(html, /default-src 'none'; style-src 'nonce-n'/);
  });

  it('can be copied as a list', () => {
    assert.equal(
      doctorText(findings, ['Awaitscope 1']),
      `Awaitscope 1\n\n- error: ${evil} — ${evil}\n- good: fine\n`,
    );
  });
});
