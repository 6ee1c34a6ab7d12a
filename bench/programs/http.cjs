// A server whose handler makes 8 async calls with 12 awaits, 3 timers and a file read. It is its own judge: `/end` prints the CPU that each
// request took, in µs, as JSON, and ends it.
'use strict';
const http = require('node:http');
const { readFile } = require('node:fs/promises');

const WARM_UP = Number(process.env.BENCH_WARM_UP ?? 1000);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function user(id) {
  await sleep(1);
  return { id };
}
async function rights(of) {
  const list = await cached(of.id);
  return list.length;
}
async function cached(id) {
  await null;
  return [id, id];
}
async function template() {
  const text = await readFile(__filename, 'utf8');
  return text.length;
}
async function audit(what) {
  await sleep(0);
  await null;
  return what;
}
async function render(parts) {
  const body = await join(parts);
  await null;
  return body;
}
async function join(parts) {
  await sleep(0);
  return JSON.stringify(parts);
}
async function page(url) {
  const who = await user(url.length);
  const [may, text] = await Promise.all([rights(who), template()]);
  const noted = await audit(url);
  return await render([who, may, text, noted]);
}

let count = 0;
let before;
const answer = (request, reply) => {
  if (request.url === '/end') {
    const { user, system } = process.cpuUsage(before);
    const result = { us: (user + system) / (count - WARM_UP), rss: process.memoryUsage.rss() };
    reply.end();
    console.log(JSON.stringify(result));
    server.close();
    server.closeAllConnections();
    return;
  }
  if (++count === WARM_UP) before = process.cpuUsage();
  page(request.url).then(
    (body) => reply.end(body),
    (error) => reply.destroy(error),
  );
};

let server;
if (process.argv[2] === 'fastify') {
  const app = require('fastify')();
  app.get('/page', (request) => page(request.url));
  app.addHook('onRequest', async () => {
    if (++count === WARM_UP) before = process.cpuUsage();
  });
  app.get('/end', (request, reply) => {
    const { user, system } = process.cpuUsage(before);
    console.log(JSON.stringify({ us: (user + system) / (count - WARM_UP), rss: process.memoryUsage.rss() }));
    void reply.send('');
    setImmediate(() => app.server.closeAllConnections());
    void app.close();
  });
  void app.listen({ port: 0, host: '127.0.0.1' }).then(() => process.send?.(app.server.address().port));
} else {
  server = http.createServer(answer);
  server.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
}
process.on('disconnect', () => {});
process.channel?.unref();
