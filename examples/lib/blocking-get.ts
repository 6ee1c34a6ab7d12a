import { MessageChannel, Worker, receiveMessageOnPort } from 'node:worker_threads';

// Node has no blocking request: a worker makes it, and this thread sleeps until the answer is there
const WORKER = `
const { workerData: { port, flag } } = require('node:worker_threads');
port.on('message', async (url) => {
  let answer;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(url + ': ' + response.status);
    answer = { bytes: new Uint8Array(await response.arrayBuffer()) };
  } catch (error) {
    answer = { error: String(error.cause ?? error) };
  }
  port.postMessage(answer);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
});
`;

let downloader: ReturnType<typeof startDownloader> | undefined;

function startDownloader() {
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const { port1: port, port2 } = new MessageChannel();
  const worker = new Worker(WORKER, {
    eval: true,
    execArgv: [],
    workerData: { port: port2, flag },
    transferList: [port2],
  });
  worker.unref();
  return { flag, port };
}

/** Downloads while nothing else in this thread can run. */
export function blockingGet(url: string): Uint8Array {
  const { flag, port } = (downloader ??= startDownloader());
  Atomics.store(flag, 0, 0);
  port.postMessage(url);
  Atomics.wait(flag, 0, 0);
  const answer = receiveMessageOnPort(port)!.message as { bytes: Uint8Array } | { error: string };
  if ('error' in answer) throw new Error(answer.error);
  return answer.bytes;
}
