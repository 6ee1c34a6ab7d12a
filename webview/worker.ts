/** The worker: decodes, models and draws, so that the page stays quick whatever the recording holds. */
import { Core } from './core';
import type { ToCore } from './worker-protocol';

const scope = self as unknown as DedicatedWorkerGlobalScope;

const core = new Core({
  post: (message) => scope.postMessage(message),
  frame: (callback) => void scope.requestAnimationFrame(callback),
  later: (callback) => void scope.setTimeout(callback, 0),
  now: () => performance.now(),
  makeCanvas: (width, height) => new OffscreenCanvas(width, height),
});

scope.addEventListener('message', ({ data }: MessageEvent<ToCore>) => core.receive(data));
// Only now may a canvas be handed over: what is handed over cannot be taken back.
scope.postMessage({ type: 'here' });
