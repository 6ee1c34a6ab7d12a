/** A recording as it is now, as a page wants it: its bytes, the original sites, the texts of the program's sources. */
import { CHUNK_BYTES } from '../protocol/webview';
import { LiveSites } from '../recording/live-sites';
import type { SitesMessage } from '../recording/live-sites';
import { follow } from '../recording/follow-to-end';

/** Texts of sources in all, in characters: a page is to be sent around. */
const MAX_SOURCES = 20_000_000;

export interface Snapshot {
  readonly chunks: readonly { readonly source: number; readonly bytes: Uint8Array }[];
  readonly sites: readonly SitesMessage[];
  /** By absolute path, as the sites name them; what is not certain or would be too much is left out. */
  readonly sources: Readonly<Record<string, string>>;
}

/** @throws UserError if there is no such recording */
export function takeSnapshot(recording: string): Promise<Snapshot> {
  const chunks: { source: number; bytes: Uint8Array }[] = [];
  const sites = new LiveSites();
  return new Promise((resolve, reject) => {
    follow(recording, {
      // What is there now is all that is wanted.
      isRunning: () => false,
      onChunk(source, bytes) {
        for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
          chunks.push({ source, bytes: bytes.slice(at, at + CHUNK_BYTES) });
        }
        sites.chunk(source, bytes);
      },
      onEnd() {
        sites.end();
        resolve({ chunks, sites: sites.all(), sources: sourcesOf(sites) });
      },
      onError: reject,
    });
  });
}

function sourcesOf(sites: LiveSites): Record<string, string> {
  const sources: Record<string, string> = Object.create(null);
  let room = MAX_SOURCES;
  for (const file of sites.ownFiles()) {
    const text = sites.recordedText(file);
    if (text === undefined || text.length > room) continue;
    room -= text.length;
    sources[file] = text;
  }
  return sources;
}
