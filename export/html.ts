/**
 * One page with a recording in it: the timeline of dist/webview, everything inline, under a policy that lets nothing else run
 * and nothing be fetched. What comes from the recording stands in it as base64, which no parser of HTML sees through.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { SentFindings } from '../model/findings/sent';
import type { Snapshot } from './snapshot';

/**
 * Three bytes are four characters of base64: pieces of such a length can be put together. The first is short, and yet unpacked more than what is shown
 * first: a page unpacks a piece in one go.
 */
const FIRST_PIECE_BYTES = 3 * 32 * 1024;
const PIECE_BYTES = 3 * 256 * 1024;

/** The built page, as text. */
export interface PageParts {
  readonly boot: string;
  /** standalone.js, then timeline.js. */
  readonly scripts: readonly string[];
  readonly worker: string;
  readonly styles: readonly string[];
  readonly codiconStyle: string;
  readonly codiconFont: Uint8Array;
}

export interface PageTexts {
  /** Of the recording; the title. */
  readonly name: string;
  readonly locale: string;
  /** The page's texts by key. */
  readonly strings: Readonly<Record<string, string>>;
}

/** What standalone.ts finds in the page. */
export interface PageData extends PageTexts {
  /** Which source each chunk belongs to, and its length; the bytes stand one behind the other. */
  readonly chunks: readonly (readonly [source: number, length: number])[];
  readonly sites: Snapshot['sites'];
  readonly sources: Snapshot['sources'];
  readonly findings: SentFindings;
}

/** @returns the page in pieces */
export function* htmlPage(
  snapshot: Snapshot,
  findings: SentFindings,
  parts: PageParts,
  texts: PageTexts,
): Generator<string> {
  const styles = [codicons(parts), ...parts.styles].map((style) => style.replace(/<\/style/gi, '<\\/style'));
  const [boot, worker] = [inScript(parts.boot), inScript(parts.worker)];
  const scripts = parts.scripts.map(inScript);
  const policy = [
    "default-src 'none'",
    `script-src ${[boot, worker, ...scripts].map(hash).join(' ')}`,
    'worker-src blob:',
    `style-src ${styles.map(hash).join(' ')}`,
    'img-src data: blob:',
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const data: PageData = {
    ...texts,
    chunks: snapshot.chunks.map(({ source, bytes }) => [source, bytes.length]),
    sites: snapshot.sites,
    sources: snapshot.sources,
    findings,
  };
  yield `<!doctype html>
<html lang="${inHtml(texts.locale)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${inHtml(texts.name)} – Awaitscope</title>
<script type="text/plain" id="worker-source">${worker}</script>
<script>${boot}</script>
`;
  for (const style of styles) yield `<style>${style}</style>\n`;
  yield `</head>
<body class="standalone">
<noscript>Awaitscope draws this timeline with JavaScript, which is switched off here.</noscript>
<div id="awaitscope" data-recording="${recordingId(snapshot)}"></div>
<aside id="source" hidden></aside>
`;
  // They begin to work while the browser still reads what follows.
  for (const script of scripts) yield `<script>${script}</script>\n`;
  yield* pieces('page-data', gzipSync(JSON.stringify(data)));
  yield* pieces('recording', gzipSync(Buffer.concat(snapshot.chunks.map(({ bytes }) => bytes))));
  yield '</body>\n</html>\n';
}

/** Elements that hold bytes together, so that the first can be looked at before the last has come. */
function* pieces(name: string, bytes: Buffer): Generator<string> {
  for (let at = 0, end = FIRST_PIECE_BYTES; at < bytes.length; at = end, end += PIECE_BYTES) {
    const text = bytes.toString('base64', at, end);
    yield `<script type="text/plain" data-piece="${name}">${text}</script>\n`;
  }
}

function codicons({ codiconStyle, codiconFont }: PageParts): string {
  const font = `data:font/ttf;base64,${Buffer.from(codiconFont).toString('base64')}`;
  return codiconStyle.replace(/url\(["']?[^)"']*codicon\.ttf[^)"']*["']?\)/g, `url(${font})`);
}

/** Nothing in a script may end it, or begin a comment of HTML, which would hide its end. */
function inScript(text: string): string {
  return text.replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--');
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** @returns what tells the recording from others: what a reader left behind is found again by it */
function recordingId({ chunks }: Snapshot): string {
  const sum = createHash('sha256');
  for (const { bytes } of chunks) sum.update(bytes);
  return sum.digest('hex').slice(0, 16);
}

function inHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
