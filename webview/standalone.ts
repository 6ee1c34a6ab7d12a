/** The host of an exported page: gives the timeline the recording that the page holds, and shows sources beside it. */
import type { Site } from '../protocol/ids';
import { CHUNKS_IN_FLIGHT, CHUNK_BYTES } from '../protocol/webview';
import type { FromWebview, ToWebview } from '../protocol/webview';
import { Address } from './address';
import { Kept } from './kept';
import { Lengths, pieces, unpacked } from './packed';
import { readSaved } from './saved';
import { SourcePane } from './source-pane';
import type { SourceText } from './source-pane';
import { Say } from './strings';

/** What the page's maker put into it (export/html.ts). */
interface PageData {
  readonly name: string;
  readonly locale: string;
  readonly strings: Readonly<Record<string, string>>;
  readonly chunks: readonly (readonly [source: number, length: number])[];
  readonly sites: readonly Extract<ToWebview, { type: 'sites' }>[];
  readonly sources: Readonly<Record<string, string>>;
  readonly findings: unknown;
}

let receive: (message: ToWebview) => void = () => undefined;
/** Called when a chunk is in the model. */
let taken: (() => void) | undefined;
let openSite: (site: Site, beside: boolean) => void = () => undefined;
const kept = new Kept(document.getElementById('awaitscope')!.dataset.recording ?? '');
const address = new Address();

window.awaitscopeHost = {
  connect: (to) => void (receive = to),
  getState: () => kept.all.view,
  setState: (view) => {
    kept.put({ view });
    address.follow(readSaved(view)?.selection);
  },
  post(message: FromWebview) {
    if (message.type === 'ready') void begin();
    else if (message.type === 'taken') taken?.();
    else if (message.type === 'openSite') openSite(message.site, message.beside);
    else if (message.type === 'copyLink') address.copy(message.moment);
  },
};

/** What is drawn first. Chunks double from there: the core has something soon, and then enough to do while this thread lays out the page. */
const FIRST_BYTES = 128 * 1024;

/** Unpacked while the page is built. */
const pageData = new Response(unpacked(pieces('page-data'))).text();
// who waits for it, later, is told what is wrong with it
pageData.catch(() => undefined);
const recording = new Lengths(unpacked(pieces('recording')));

async function begin(): Promise<void> {
  try {
    const data = JSON.parse(await pageData) as PageData;
    const { name, locale, strings } = data;
    const size = data.chunks.reduce((sum, [, length]) => sum + length, 0);
    receive({ type: 'open', name, live: false, size, strings, locale });
    address.begin(readSaved(kept.all.view)?.selection, (moment) => receive({ type: 'revealMoment', moment }));
    const labels = new Map(
      data.sites.flatMap(({ files, labels: of }) => files.map((file, i) => [file, of[i] ?? file])),
    );
    const find = (file: string): SourceText => ({
      label: labels.get(file) ?? file,
      text: Object.hasOwn(data.sources, file) ? data.sources[file] : undefined,
    });
    const pane = new SourcePane(document.getElementById('source')!, new Say(strings), find, {
      isClosed: kept.all.sourceClosed ?? false,
      closed: (sourceClosed) => kept.put({ sourceClosed }),
    });
    openSite = (site, beside) => pane.show(site, !beside);
    await deliver(data, recording);
  } catch (e) {
    receive({ type: 'notice', severity: 'error', text: `This page is damaged: ${String(e)}` });
  }
}

/** Sends the recording as it is unpacked, some chunks ahead of what has been taken in. */
async function deliver({ chunks, sites, findings }: PageData, bytes: Lengths): Promise<void> {
  for (const message of sites) receive(message);
  receive({ type: 'findings', sent: findings });
  let underWay = 0;
  let go = (): void => undefined;
  taken = () => {
    underWay--;
    go();
  };
  let most = FIRST_BYTES;
  for (const [source, length] of chunks) {
    for (let at = 0; at < length;) {
      const wanted = Math.min(most, length - at);
      const chunk = await bytes.take(wanted);
      if (chunk.length < wanted) throw new Error('the recording is cut short');
      while (underWay >= CHUNKS_IN_FLIGHT) await new Promise<void>((resolve) => (go = resolve));
      underWay++;
      receive({ type: 'chunk', source, bytes: chunk });
      at += wanted;
      most = Math.min(CHUNK_BYTES, 2 * most);
    }
  }
  receive({ type: 'ended' });
}
