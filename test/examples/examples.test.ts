import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../support/paths';
import { availableMajors, nodeBinary } from '../support/nodes';
import { assertPrinted } from './compare';
import { EXPECTED } from './expected';
import { lessons } from './lessons';
import { runExample, scaleOf } from './runner';
import type { Printed } from './runner';
import { allServers, missingFor, skipFor } from './servers';
import type { Servers } from './servers';

const FOLDER = join(ROOT, 'examples');
const IDS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -'.ts'.length));

describe('the examples', () => {
  let servers: Servers;
  let runs: Map<string, Promise<Printed>>;

  before(async function () {
    this.timeout(120_000);
    servers = await allServers();
    const can = IDS.filter((id) => missingFor(id, servers) === undefined);
    runs = new Map(
      can.map((id) => [id, runExample(id, { ...servers.env, SLEEP_SCALE: scaleOf(id, '0.1') })]),
    );
  });
  after(() => servers.stop());

  it('are all expected to print something, and have a lesson', () => {
    assert.deepEqual(Object.keys(EXPECTED).sort(), IDS.toSorted());
    assert.deepEqual(Object.keys(lessons).sort(), IDS.toSorted());
  });

  for (const [id, expected] of Object.entries(EXPECTED)) {
    it(`${id} prints its lines in order`, async function () {
      this.timeout(180_000);
      const missing = missingFor(id, servers);
      if (missing !== undefined) return skipFor(this, missing);
      const { lines, stderr, status } = await runs.get(id)!;
      const env = { MYSQL_HOST_B: '127.0.0.2', ...servers.env };
      assertPrinted(lines, expected.lines, env);
      expected.all?.(lines);
      assert.equal(status, expected.status ?? 0, stderr);
      if (expected.stderr) assert.match(stderr, expected.stderr);
      // 13 is told on stderr by newer versions of Node
      else if (status !== 13) assert.equal(stderr, '');
    });
  }

  for (const major of availableMajors().filter((each) => each !== 20)) {
    it(`run on Node ${major} without being compiled`, async () => {
      const some = [
        'task-create',
        'async-context-manager',
        'run-in-executor',
        'run-in-executor--process-pool',
      ];
      for (const id of some) {
        const { lines, status, stderr } = await runExample(id, { SLEEP_SCALE: '0.02' }, nodeBinary(major));
        assertPrinted(lines, EXPECTED[id]!.lines, {});
        assert.equal(status, 0, stderr);
      }
    });
  }
});

describe('running an example', () => {
  it('starts the web server that is not named by a variable', async () => {
    const { lines, status } = await runExample('crawler-aiohttp', { LATENCY_SCALE: '0.1' });
    const base = /http:\/\/127\.0\.0\.1:\d+/.exec(lines[0] ?? '')?.[0] ?? '';
    assertPrinted(lines, EXPECTED['crawler-aiohttp']!.lines, { HTTP_BASE: base });
    assert.equal(status, 0);
  });

  it('says what is missing where a server cannot be had', async () => {
    const { lines, stderr, status } = await runExample('redis-basic', { PATH: '/nowhere' });
    // a server of the tutorial may be listening already
    if (status === 0) return;
    assert.deepEqual([lines, status], [[], 2]);
    assert.match(stderr, /needs a Redis server.*apt-get install redis-server.*REDIS_A/s);
    assert.equal(stderr.trimEnd().split('\n').length, 1);
  });

  it('knows which examples there are', async () => {
    const unknown = await runExample('../tour');
    assert.deepEqual([unknown.lines, unknown.status], [[], 2]);
    assert.match(unknown.stderr, /no example "\.\.\/tour"/);
    const bad = await runExample('await-sleep', { SLEEP_SCALE: 'fast' });
    assert.deepEqual([bad.lines, bad.status], [[], 2]);
    assert.match(bad.stderr, /SLEEP_SCALE is a number of 0 or more, not fast/);
    const install = await runExample('pip-install-lines');
    assert.deepEqual([install.lines, install.status], [[], 0]);
    assert.match(install.stderr, /npm install fastify mysql2 piscina redis/);
  });

  it('downloads all three at once in the asynchronous form, one at a time in the other', async () => {
    let under = 0;
    let most = 0;
    const server = createServer((_, response) => {
      most = Math.max(most, ++under);
      setTimeout(() => {
        under--;
        response.end('image');
      }, 500);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const spans: number[] = [];
    const mosts: number[] = [];
    for (const id of ['download-async', 'download-sync']) {
      const answered: number[] = [];
      const note = (): number => answered.push(performance.now());
      server.on('request', note);
      most = 0;
      const { status } = await runExample(id, { HTTP_BASE: base });
      server.off('request', note);
      assert.equal(status, 0);
      mosts.push(most);
      // from the first request to the last answer
      spans.push(answered.at(-1)! - answered[0]! + 500);
    }
    server.closeAllConnections();
    server.close();
    assert.deepEqual(mosts, [3, 1]);
    const ratio = spans[0]! / spans[1]!;
    assert.ok(ratio > 0.2 && ratio < 0.5, `a third of the time, not ${ratio.toFixed(2)}`);
  });
});
