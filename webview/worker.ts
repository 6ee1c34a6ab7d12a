/**
 * The script that decodes, models and draws: in a worker, so that the page stays quick whatever the recording holds. Where a page may have no
 * worker, it runs this script itself.
 */
import { Core } from './core';
import { Rehearsal } from './rehearsal';
import { makeSoon } from './soon';
import type { Surroundings } from './surroundings';
import type { FromCore, ToCore } from './worker-protocol';

function work(scope: DedicatedWorkerGlobalScope): void {
  const around: Surroundings = {
    post: (message) => scope.postMessage(message),
    frame: (callback) => void scope.requestAnimationFrame(callback),
    later: makeSoon(),
    now: () => performance.now(),
    makeCanvas: (width, height) => new OffscreenCanvas(width, height),
  };
  const core = new Core(around);
  const rehearsal = new Rehearsal((quiet) => new Core(quiet), around);
  scope.addEventListener('message', ({ data }: MessageEvent<ToCore>) => {
    core.receive(data);
    rehearsal.hear(data);
  });
  // Only now may a canvas be handed over: what is handed over cannot be taken back.
  scope.postMessage({ type: 'here' } satisfies FromCore);
  // The first number of a process takes 10 to 30 ms, in whatever language: now nothing waits for it.
  new Intl.NumberFormat('en').format(0);
}

if (typeof document === 'undefined') work(self as unknown as DedicatedWorkerGlobalScope);
else window.awaitscopeCore = (around) => new Core(around);
