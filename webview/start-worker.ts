/** The script of the core, and the worker that runs it. */
import type { Core } from './core';
import type { Surroundings } from './surroundings';

export interface StartedWorker {
  /** Takes messages before it runs. Undefined where there can be none. */
  readonly made: Promise<Worker | undefined>;
  /** Whether it runs: some pages learn only now that they may have no worker. */
  readonly runs: Promise<boolean>;
}

declare global {
  interface Window {
    /** What boot.ts has started. */
    awaitscopeWorker?: StartedWorker;
    /** Where the core's script runs on the page's own thread, this makes a core. */
    awaitscopeCore?: (around: Surroundings) => Core;
  }
}

export function startWorker(): StartedWorker {
  const made = makeWorker().catch(() => undefined);
  return { made, runs: made.then((worker) => worker !== undefined && speaks(worker)) };
}

async function makeWorker(): Promise<Worker | undefined> {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return undefined;
  if (!('transferControlToOffscreen' in HTMLCanvasElement.prototype)) return undefined;
  const url = URL.createObjectURL(new Blob([await workerSource()], { type: 'text/javascript' }));
  const worker = new Worker(url);
  for (const over of ['message', 'error']) {
    worker.addEventListener(over, () => URL.revokeObjectURL(url), { once: true });
  }
  return worker;
}

function speaks(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    worker.addEventListener('message', () => resolve(true), { once: true });
    worker.addEventListener('error', () => resolve(false), { once: true });
  });
}

/** A worker from another origin is forbidden, one from a blob is not. */
async function workerSource(): Promise<string> {
  const element = sourceElement();
  if (element.textContent.trim() !== '') return element.textContent;
  const response = await fetch(element.dataset.src ?? '');
  if (!response.ok) throw new Error(`worker.js: ${response.status}`);
  return response.text();
}

/** Runs the core's script on this thread. @returns what makes a core */
export async function loadCore(): Promise<(around: Surroundings) => Core> {
  const source = sourceElement();
  const script = document.createElement('script');
  script.nonce = source.nonce;
  if (source.dataset.src) script.src = source.dataset.src;
  else script.textContent = source.textContent;
  const loaded = new Promise<void>((resolve, reject) => {
    // what stands in the page has run when it is appended
    if (!script.src) return resolve();
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error(`cannot load ${script.src}`)));
  });
  document.head.append(script);
  await loaded;
  if (!window.awaitscopeCore) throw new Error('the script that draws may not run here');
  return window.awaitscopeCore;
}

function sourceElement(): HTMLElement {
  return document.getElementById('worker-source')!;
}
