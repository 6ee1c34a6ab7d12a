/** The host of an exported page: gives the timeline the recording that the page holds, and shows sources beside it. */
import type { Site } from '../protocol/ids';
import { CHUNKS_IN_FLIGHT } from '../protocol/webview';
import type { FromWebview, ToWebview } from '../protocol/webview';
import { SourcePane } from './source-pane';
import { Say } from './strings';

/** What the page's maker put into it (export/html.ts). */
interface PageData {
  readonly name: string;
  readonly locale: string;
  readonly strings: Readonly<Record<string, string>>;
  readonly chunks: readonly (readonly [source: number, length: number])[];
  readonly sites: readonly Extract<ToWebview, { type: 'sites' }>[];
  readonly sources: Readonly<Record<string, string>>;
}

let receive: (message: ToWebview) => void = () => undefined;
let send: (() => void) | undefined;
let openSite: (site: Site) => void = () => undefined;

window.awaitscopeHost = {
  connect: (to) => void (receive = to),
  getState: () => undefined,
  setState: () => undefined,
  post(message: FromWebview) {
    if (message.type === 'ready') void begin();
    else if (message.type === 'taken') send?.();
    else if (message.type === 'openSite') openSite(message.site);
  },
};

async function begin(): Promise<void> {
  try {
    const data = JSON.parse(await new Response(unpacked('page-data')).text()) as PageData;
    const { name, locale, strings } = data;
    const size = data.chunks.reduce((sum, [, length]) => sum + length, 0);
    receive({ type: 'open', name, live: false, size, strings, locale });
    const labels = new Map(
      data.sites.flatMap(({ files, labels: of }) => files.map((file, i) => [file, of[i] ?? file])),
    );
    const pane = new SourcePane(document.getElementById('source')!, new Say(strings), (file) => ({
      label: labels.get(file) ?? file,
      text: Object.hasOwn(data.sources, file) ? data.sources[file] : undefined,
    }));
    openSite = (site) => pane.show(site);
    const bytes = new Uint8Array(await new Response(unpacked('recording')).arrayBuffer());
    deliver(data, bytes);
  } catch (e) {
    receive({ type: 'notice', severity: 'error', text: `This page is damaged: ${String(e)}` });
  }
}

function deliver({ chunks, sites }: PageData, bytes: Uint8Array): void {
  let next = 0;
  let at = 0;
  send = () => {
    const chunk = chunks[next++];
    if (!chunk) {
      if (next === chunks.length + 1) end();
      return;
    }
    const [source, length] = chunk;
    receive({ type: 'chunk', source, bytes: bytes.slice(at, (at += length)) });
  };
  const end = (): void => {
    for (const message of sites) receive(message);
    receive({ type: 'ended' });
  };
  for (let i = 0; i < CHUNKS_IN_FLIGHT; i++) send();
}

/** The text of an element, base64 of what gzip made. */
function unpacked(id: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  const binary = atob(document.getElementById(id)!.textContent);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
}
