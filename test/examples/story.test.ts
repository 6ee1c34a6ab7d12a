import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertGolden } from '../support/golden';
import { nodeBinary } from '../support/nodes';
import { ROOT } from '../support/paths';
import { eventsOf, recordings } from '../runtime/traced';
import { lessons } from './lessons';
import { turn } from './runner';
import { allServers, missingFor, skipFor } from './servers';
import type { Servers } from './servers';
import { drawStory } from './story';

/** Those whose order a network, a thread or a child process decides; of the others, order.test.ts compares the whole order. */
const IDS = Object.keys(lessons).filter((id) => lessons[id]!.needs || lessons[id]!.chapter === 'pools');
const SCALE = ['--import', pathToFileURL(join(ROOT, 'scripts/examples/scale.mjs')).href];
const LOCATIONS = ['stacks', 'markers'] as const;
const FOLDER = join(ROOT, 'out/examples/story');
/** Which accounts a database has is its own affair. */
const ROWS = /\[ \[ .* \] \]/g;

describe('The examples with servers and pools, task by task', function () {
  this.timeout(180_000);
  let servers: Servers;
  const traces = { stacks: recordings('stacks'), markers: recordings('markers') };
  const drawn = new Map<string, Promise<string>>();

  before(async () => {
    servers = await allServers();
    mkdirSync(FOLDER, { recursive: true });
    for (const locations of LOCATIONS) {
      for (const id of IDS.filter((each) => missingFor(each, servers) === undefined)) {
        const drawing = turn(() => draw(id, locations));
        drawing.catch(() => {}); // its own test tells
        drawn.set(`${id} ${locations}`, drawing);
      }
    }
  });
  after(() => servers.stop());

  async function draw(id: string, locations: (typeof LOCATIONS)[number]): Promise<string> {
    const command = [nodeBinary(24), ...SCALE, join(ROOT, `examples/${id}.ts`)];
    const env = { ...process.env, ...servers.env, SLEEP_SCALE: '0.05' };
    const { file } = await traces[locations].trace(command, { cwd: FOLDER, env });
    const { HTTP_BASE = '', REDIS_A = '', REDIS_B = '' } = servers.env;
    return drawStory(await eventsOf(file), { HTTP_BASE, REDIS_A, REDIS_B }).replaceAll(ROWS, '[ rows ]');
  }

  // both ways of finding places tell the same
  for (const locations of LOCATIONS) {
    for (const id of IDS) {
      it(`${id}, by ${locations}`, async function () {
        const missing = missingFor(id, servers);
        if (missing !== undefined) return skipFor(this, missing);
        assertGolden(await drawn.get(`${id} ${locations}`)!, `examples/${id}.story.txt`);
      });
    }
  }
});
