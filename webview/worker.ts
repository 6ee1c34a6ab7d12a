/**
 * The script that decodes, models and draws: in a worker, so that the page stays quick whatever the recording holds. Where a page may have no
 * worker, it runs this script itself.
 */
import { Core } from './core';
import { makeSoon } from './soon';
import type { FromCore, ToCore } from './worker-protocol';

function work(scope: DedicatedWorkerGlobalScope): void {
  const core = new Core({
    post: (message) => scope.postMessage(message),
    frame: (callback) => void scope.requestAnimationFrame(callback),
    later: makeSoon(),
    now: () => performance.now(),
    makeCanvas: (width, height) => new OffscreenCanvas(width, height),
  });
  scope.addEventListener('message', ({ data }: MessageEvent<ToCore>) => core.receive(data));
  // Only now may a canvas be handed over: what is handed over cannot be taken back.
  scope.postMessage({ type: 'here' } satisfies FromCore);
  // The first number of a process takes 10 to 30 ms, in whatever language: now nothing waits for it.
  new Intl.NumberFormat('en').format(0);
}

if (typeof document === 'undefined') work(self as unknown as DedicatedWorkerGlobalScope);
else window.awaitscopeCore = (around) => new Core(around);
