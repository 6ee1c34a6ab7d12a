/** Begins the page: finds its host, starts the core, and says that it is ready. */
import { connect } from './connect';
import { findHost } from './host';
import { Page } from './page';
import { installTestHooks } from './test-hooks';
import { Unpacking } from './unpacking';
import type { FromCore } from './worker-protocol';

function main(): void {
  const host = findHost();
  const page = new Page(document.getElementById('awaitscope')!, host);
  window.addEventListener('error', ({ message }) => host.post({ type: 'error', message }));
  window.addEventListener('unhandledrejection', ({ reason }) =>
    host.post({ type: 'error', message: String(reason) }),
  );

  let answer: (message: Extract<FromCore, { type: 'probed' }>) => void = () => undefined;
  const receive = (message: FromCore): void =>
    message.type === 'probed' ? answer(message) : page.fromCore(message);
  const send = connect(page.surface.canvas, receive);
  send({ type: 'start', theme: page.surface.theme, saved: host.getState() });
  page.start(send);
  answer = installTestHooks(page, send);
  const unpacking = new Unpacking((message) => page.fromHost(message));
  host.connect((message) => unpacking.receive(message));
  host.post({ type: 'ready' });
}

// The browser starts the worker by a message to this thread, which waits already: building the page would hold it up, and go on beside it.
setTimeout(main);
