/** Begins the page: finds its host, starts the core, and says that it is ready. */
import type { ToWebview } from '../protocol/webview';
import { connect } from './connect';
import { findHost } from './host';
import { Page } from './page';
import { installTestHooks } from './test-hooks';
import type { FromCore } from './worker-protocol';

async function main(): Promise<void> {
  const host = findHost();
  const page = new Page(document.getElementById('awaitscope')!, host);
  window.addEventListener('error', ({ message }) => host.post({ type: 'error', message }));
  window.addEventListener('unhandledrejection', ({ reason }) =>
    host.post({ type: 'error', message: String(reason) }),
  );

  let answer: (message: Extract<FromCore, { type: 'probed' }>) => void = () => undefined;
  const receive = (message: FromCore): void =>
    message.type === 'probed' ? answer(message) : page.fromCore(message);
  const send = await connect(
    page.canvas,
    { type: 'start', theme: page.theme, saved: host.getState() },
    receive,
  );
  page.start(send);
  answer = installTestHooks(page, send);
  host.connect((message: ToWebview) => page.fromHost(message));
  host.post({ type: 'ready' });
}

void main();
