/** The way to the core: a worker where there can be one, else this thread. */
import { Core } from './core';
import type { FromCore, ToCore } from './worker-protocol';

export type SendToCore = (message: ToCore, transfer?: Transferable[]) => void;

/**
 * @param receive called with what the core says
 * @returns how to talk to it, once it is there; `start` has been sent, with a canvas that the core draws on
 */
export async function connect(
  canvas: HTMLCanvasElement,
  start: Omit<Extract<ToCore, { type: 'start' }>, 'canvas'>,
  receive: (message: FromCore) => void,
): Promise<SendToCore> {
  const worker = await startWorker();
  if (!worker) return onThisThread(canvas, start, receive);
  worker.addEventListener('message', ({ data }: MessageEvent<FromCore>) => receive(data));
  worker.addEventListener('error', ({ message }) => {
    receive({ type: 'host', message: { type: 'error', message } });
  });
  const offscreen = canvas.transferControlToOffscreen();
  worker.postMessage({ ...start, canvas: offscreen } satisfies ToCore, [offscreen]);
  return (message, transfer = []) => worker.postMessage(message, transfer);
}

function onThisThread(
  canvas: HTMLCanvasElement,
  start: Omit<Extract<ToCore, { type: 'start' }>, 'canvas'>,
  receive: (message: FromCore) => void,
): SendToCore {
  const core = new Core({
    post: (message) => queueMicrotask(() => receive(message)),
    frame: (callback) => void requestAnimationFrame(callback),
    later: (callback) => void setTimeout(callback, 0),
    now: () => performance.now(),
    makeCanvas: (width, height) => Object.assign(document.createElement('canvas'), { width, height }),
  });
  core.receive({ ...start, canvas });
  return (message) => core.receive(message);
}

/** @returns a worker that runs, or undefined where the page may have none */
async function startWorker(): Promise<Worker | undefined> {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return undefined;
  if (!('transferControlToOffscreen' in HTMLCanvasElement.prototype)) return undefined;
  let url = '';
  try {
    url = URL.createObjectURL(new Blob([await workerSource()], { type: 'text/javascript' }));
    const worker = new Worker(url);
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener('message', () => resolve(), { once: true });
      worker.addEventListener('error', (event) => reject(new Error(event.message)), { once: true });
    });
    return worker;
  } catch {
    return undefined;
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** A worker from another origin is forbidden, one from a blob is not. */
async function workerSource(): Promise<string> {
  const element = document.getElementById('worker-source');
  const inPage = element?.textContent?.trim();
  if (inPage) return inPage;
  const response = await fetch(element?.dataset.src ?? '');
  if (!response.ok) throw new Error(`worker.js: ${response.status}`);
  return response.text();
}
