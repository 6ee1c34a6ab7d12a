/** The way to the core: the worker that boot.ts has started, else this thread. */
import { makeSoon } from './soon';
import { loadCore } from './start-worker';
import type { FromCore, ToCore } from './worker-protocol';

export type SendToCore = (message: ToCore, transfer?: Transferable[]) => void;

/**
 * @param canvas what the core is to draw on, once it runs
 * @param receive called with what the core says
 * @returns how to talk to it, at once: a worker finds what was said before it ran
 */
export function connect(canvas: HTMLCanvasElement, receive: (message: FromCore) => void): SendToCore {
  const { made, runs } = window.awaitscopeWorker!;
  let worker: Worker | undefined;
  let send: SendToCore | undefined;
  /** Kept until it is sure who hears it. */
  const early: ToCore[] = [];
  const begin = async (): Promise<void> => {
    worker = await made;
    if (worker) listen(worker, receive);
    for (const message of early) worker?.postMessage(message);
    send = (await runs) ? toWorker(worker!, canvas) : await onThisThread(canvas, early, receive);
    early.length = 0;
  };
  void begin();
  return (message, transfer) => {
    if (send) return send(message, transfer);
    early.push(message);
    worker?.postMessage(message);
  };
}

function listen(worker: Worker, receive: (message: FromCore) => void): void {
  worker.addEventListener('message', ({ data }: MessageEvent<FromCore>) => receive(data));
  worker.addEventListener('error', ({ message }) => {
    receive({ type: 'host', message: { type: 'error', message } });
  });
}

/** Hands the canvas over, which cannot be taken back. */
function toWorker(worker: Worker, canvas: HTMLCanvasElement): SendToCore {
  const offscreen = canvas.transferControlToOffscreen();
  worker.postMessage({ type: 'canvas', canvas: offscreen } satisfies ToCore, [offscreen]);
  return (message, transfer = []) => worker.postMessage(message, transfer);
}

async function onThisThread(
  canvas: HTMLCanvasElement,
  early: readonly ToCore[],
  receive: (message: FromCore) => void,
): Promise<SendToCore> {
  const makeCore = await loadCore();
  const core = makeCore({
    post: (message) => queueMicrotask(() => receive(message)),
    frame: (callback) => void requestAnimationFrame(callback),
    later: makeSoon(),
    now: () => performance.now(),
    makeCanvas: (width, height) => Object.assign(document.createElement('canvas'), { width, height }),
  });
  for (const message of early) core.receive(message);
  core.receive({ type: 'canvas', canvas });
  return (message) => core.receive(message);
}
