/**
 * Runs one example: starts the servers that it needs and that no variable names, and ends as it ends. What it prints on
 * standard output is the example's own.
 *
 *     npm run -s example                     all ids
 *     npm run -s example -- task-create      one of them
 *
 * SLEEP_SCALE=0.1 makes its sleeps shorter, LATENCY_SCALE=0.1 the answers of the web server. Files that it saves go to
 * out/examples/<id>.
 */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { exampleArguments, exampleIds, readLessons } from './command.mjs';
import { Missing } from './servers/child.mjs';
import { startServers } from './servers/needed.mjs';

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
const { lessons } = readLessons();

/** The tutorial's install commands are a table, not a program. */
const INSTALL = 'pip-install-lines';
const INSTALL_TEXT = `The examples need these packages: npm install fastify mysql2 piscina redis
To write TypeScript: npm install --save-dev typescript @types/node tsx
Nothing stands for greenlet (generators), requests and aiohttp (fetch), uvloop (Node runs on libuv), uvicorn (fastify listens itself).
`;

function complain(text) {
  process.stderr.write(`${text}\n`);
  return 2;
}

function list() {
  for (const [id, { title }] of Object.entries(lessons))
    process.stderr.write(`${id.padEnd(50)} ${title.en}\n`);
  return 0;
}

async function run(id, args) {
  if (id === undefined) return list();
  if (id === INSTALL) {
    process.stderr.write(INSTALL_TEXT);
    return 0;
  }
  if (!exampleIds().includes(id)) {
    return complain(`There is no example "${id}". Their names: npm run -s example`);
  }
  let servers;
  try {
    const command = await exampleArguments(id, process.env);
    servers = await startServers(lessons[id]?.needs ?? [], process.env);
    return await runProgram(id, [...command, ...args], servers.env);
  } catch (error) {
    return complain(error instanceof Missing ? error.message : (error.message ?? String(error)));
  } finally {
    await servers?.stop();
  }
}

function runProgram(id, command, env) {
  const cwd = fileURLToPath(new URL(`../../out/examples/${id}/`, import.meta.url));
  mkdirSync(cwd, { recursive: true });
  const child = spawn(process.execPath, command, { cwd, stdio: 'inherit', env: { ...process.env, ...env } });
  // a signal goes to the example; we end with it, after its servers
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve(code ?? 128 + (constants.signals[signal ?? 'SIGTERM'] ?? 0)),
    );
  });
}

const [id, ...args] = process.argv.slice(2);
process.exitCode = await run(id, args);
