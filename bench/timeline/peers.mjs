/**
 * speedscope and flame-chart-js with the same recording, if AWAITSCOPE_BENCH_PEERS names a folder in which they are installed. They know
 * no tasks that wait side by side, so they are given what ran: each job of the thread as three frames within one another (the turn of the
 * event loop, what it ran, and for whom), which makes about as many openings and closings as the recording has events.
 *
 * Complete is the first picture that has all of it, ms from the page's navigation: speedscope's when its view shows the profile's name,
 * flame-chart-js's when the frame after its constructor is drawn. Both read their data by fetch and JSON.parse.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from './recording.mjs';

const NAME = 'awaitscope bench';
const folder = process.env.AWAITSCOPE_BENCH_PEERS;
const installed = (...path) =>
  folder !== undefined &&
  existsSync(join(folder, 'node_modules', ...path)) &&
  join(folder, 'node_modules', ...path);

/**
 * @param file a recording
 * @param out folder for their data
 * @returns for each peer that is there: what is to be served, the page to be opened, and what says in the page that it is complete
 */
export async function peers(file, out) {
  const speedscope = installed('speedscope', 'dist', 'release');
  const flameChart = installed('flame-chart-js', 'dist', 'index.min.js');
  if (!speedscope && !flameChart) return {};
  const frames = await framesOf(file);
  return {
    ...(speedscope && { speedscope: speedscopeOf(frames, out, speedscope) }),
    ...(flameChart && { 'flame-chart-js': flameChartOf(frames, out, flameChart) }),
  };
}

/** @returns frames by number, and for each job its times, ms, and its three frames */
async function framesOf(file) {
  const { BlockReader, StreamDecoder, BlockType, Model } = await load(
    'peers',
    `export { BlockReader } from './protocol/reader';
     export { StreamDecoder } from './protocol/decoder';
     export { BlockType } from './protocol/container';
     export { Model } from './model/model';`,
  );
  const model = new Model();
  const decoder = new StreamDecoder();
  for (const block of new BlockReader().push(readFileSync(file))) {
    if (block.type === BlockType.stream)
      model.addStream(JSON.parse(new TextDecoder().decode(block.payload)), decoder);
    else if (block.type === BlockType.events) model.append(0, decoder.decode(block.payload));
  }
  const names = new Map();
  const numberOf = (name) => names.get(name) ?? (names.set(name, names.size), names.size - 1);
  const { jobs, tables } = model.streams[0];
  const rows = [];
  for (let job = 0; job < jobs.count; job++) {
    const [kind, ref] = [jobs.kind(job), jobs.ref(job)];
    const task = kind === 0 ? ref : kind === 1 ? model.awaits.task(ref) : -1;
    const fn = task < 0 ? 'callback' : tables.locs[model.tasks.loc(task)].name;
    const turn = numberOf(`turn ${jobs.tick(job) % 50}`);
    rows.push([
      jobs.start(job) / 1e6,
      jobs.end(job) / 1e6,
      turn,
      numberOf(fn),
      numberOf(`${fn} ${task % 1000}`),
    ]);
  }
  return { names: [...names.keys()], rows };
}

function speedscopeOf({ names, rows }, out, dist) {
  const events = rows.flatMap(([start, end, ...frames]) => [
    ...frames.map((frame) => ({ type: 'O', frame, at: start })),
    ...frames.toReversed().map((frame) => ({ type: 'C', frame, at: end })),
  ]);
  const [startValue, endValue] = [rows[0][0], rows.at(-1)[1]];
  const profile = { type: 'evented', name: NAME, unit: 'milliseconds', startValue, endValue, events };
  const $schema = 'https://www.speedscope.app/file-format-schema.json';
  const path = join(out, 'speedscope.json');
  writeFileSync(
    path,
    JSON.stringify({ $schema, shared: { frames: names.map((name) => ({ name })) }, profiles: [profile] }),
  );
  return {
    files: { 'data.json': path },
    folder: dist,
    page: 'index.html#profileURL=data.json',
    isComplete: (name) => document.title.includes(name) && document.querySelectorAll('canvas').length > 0,
    name: NAME,
    bars: rows.length * 3,
  };
}

function flameChartOf({ names, rows }, out, script) {
  const data = rows.map(([start, end, turn, fn, task]) => {
    const node = (name, children = []) => ({ name: names[name], start, duration: end - start, children });
    return node(turn, [node(fn, [node(task)])]);
  });
  const [path, page] = [join(out, 'flame-chart.json'), join(out, 'flame-chart.html')];
  writeFileSync(path, JSON.stringify(data));
  writeFileSync(
    page,
    `<!doctype html><body style="margin:0"><canvas id="c" width="1600" height="900"></canvas><script src="flame-chart.js"></script><script>
fetch('data.json').then((r) => r.text()).then((text) => {
  new (flameChartJs.FlameChart ?? flameChartJs.default)({ canvas: document.getElementById('c'), data: JSON.parse(text) });
  requestAnimationFrame(() => requestAnimationFrame(() => (window.isDrawn = true)));
});</script>`,
  );
  return {
    files: { 'data.json': path, 'flame-chart.js': script, 'page.html': page },
    page: 'page.html',
    isComplete: () => window.isDrawn === true,
    name: NAME,
    bars: rows.length * 3,
  };
}
