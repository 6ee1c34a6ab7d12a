import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlanCache } from '../../runtime/plan-cache';
import { planMarkers } from '../../syntax/markers';
import { eventsOf, recordings, run, temporaryFolder } from './traced';
import { nodeBinary } from '../support/nodes';
import { CLI } from '../support/paths';

const TEXT = 'async function f() { await 1; }';

describe('The cache of markers', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const plan = planMarkers(TEXT, 'module')!;

  it('gives back what was written, for the same text loaded the same way only', () => {
    const cache = new PlanCache(join(folder.path, 'a/b'));
    const key = cache.key(TEXT, 'module');
    assert.equal(cache.read(key, TEXT), undefined);
    cache.write(key, plan);
    assert.deepEqual(new PlanCache(join(folder.path, 'a/b')).read(key, TEXT), plan);
    assert.notEqual(cache.key(TEXT, 'commonjs'), key);
    assert.notEqual(cache.key(`${TEXT} `, 'module'), key);
    assert.deepEqual(readdirSync(join(folder.path, 'a/b')), [key]);
  });

  it('does without what is damaged, and where it cannot write', () => {
    const cache = new PlanCache(join(folder.path, 'damaged'));
    const key = cache.key(TEXT, 'module');
    cache.write(key, plan);
    for (const text of ['', '{"at":', '{}', JSON.stringify({ ...plan, at: plan.at.map(() => 99) })]) {
      writeFileSync(join(folder.path, 'damaged', key), text);
      assert.equal(cache.read(key, TEXT), undefined, text);
    }
    const nowhere = new PlanCache('/dev/null/nowhere');
    nowhere.write(key, plan);
    assert.equal(nowhere.read(key, TEXT), undefined);
  });
});

describe('Scripts that cannot be marked', function () {
  this.timeout(60_000);
  const { trace } = recordings();
  const folder = temporaryFolder();

  it('are recorded from the stack, and the report names them', async () => {
    const program = join(folder.path, 'own-names.cjs');
    writeFileSync(program, 'const _aw$mine = 1;\nasync function f() { await _aw$mine; }\nf();\n');
    const { file } = await trace([process.execPath, program]);
    const starts = (await eventsOf(file)).filter((e) => e.kind === 'task-start');
    assert.deepEqual(
      starts.map((e) => [e.name, e.site!.line]),
      [['f', 2]],
    );
    const { stdout } = await run([process.execPath, CLI, 'report', file]);
    assert.match(stdout, /Scripts whose places come from the stack/);
    assert.match(stdout, /own-names\.cjs +cannot be parsed/);
    assert.ok(readFileSync(file).length > 0);
  });

  it('are not those that are required and are modules, which pass by twice', async () => {
    const write = (name: string, text: string): string => {
      const path = join(folder.path, name);
      writeFileSync(path, text);
      return path;
    };
    write('job.mjs', 'export async function job() { await 1; }\nexport default job;\n');
    write('typed.mts', 'export async function typed(v: number): Promise<void> { await v; }\n');
    const program = write('uses.cjs', "require('./job.mjs').job();\nrequire('./typed.mts').typed(1);\n");
    const { file } = await trace([nodeBinary(24), program]);
    const resumes = (await eventsOf(file)).filter((e) => e.kind === 'resume');
    assert.deepEqual(
      resumes.map((e) => e.outcome),
      ['value', 'value'],
    );
    const { stdout } = await run([process.execPath, CLI, 'report', file]);
    assert.doesNotMatch(stdout, /places come from the stack/);
  });
});
