/** A recording on its way to a page: its bytes, the original sites of its locations, and its end. No vscode. */
import { LiveSites } from '../recording/live-sites';
import type { SentFindings } from '../model/findings/sent';
import type { ToWebview } from '../protocol/webview';
import { Feed } from './feed';
import { follow } from '../recording/follow-to-end';
import { sizeOf } from '../recording/read-blocks';

/** Of a larger recording, the page runs the rules alone, as far as it can. */
const MOST_BYTES = 4 * 1024 * 1024;

export class RecordingStream {
  private readonly feed: Feed;
  private disposed = false;
  private readonly following: { dispose(): void };

  /**
   * @param post sends a message to the page
   * @param isRunning see `Following`
   * @param findingsOf what the rules find, with the sources at hand
   */
  constructor(
    recording: string,
    isRunning: () => boolean | undefined,
    post: (message: ToWebview) => void,
    private readonly findingsOf: (recording: string) => Promise<SentFindings>,
  ) {
    const sites = new LiveSites();
    const feed = new Feed(post);
    this.feed = feed;
    this.following = follow(recording, {
      isRunning,
      async onChunk(source, bytes) {
        // First the room for the next chunk: the sites are of use only after the bytes.
        const room = feed.chunk(source, bytes);
        for (const message of sites.chunk(source, bytes)) feed.message(message);
        await room;
      },
      onEnd: () => {
        for (const message of sites.end()) feed.message(message);
        feed.message({ type: 'ended' });
        void this.findings(recording);
      },
      onError(error) {
        feed.message({ type: 'notice', severity: 'error', text: error.message });
        feed.message({ type: 'ended' });
      },
    });
  }

  /** After the picture, and only where it takes the host no second: it has other things to do. */
  private async findings(recording: string): Promise<void> {
    if (sizeOf(recording) > MOST_BYTES) return;
    try {
      const sent = await this.findingsOf(recording);
      if (!this.disposed) this.feed.message({ type: 'findings', sent });
    } catch {
      // what is wrong with the recording has been said; the page runs what rules it can
    }
  }

  /** The page has taken a chunk. */
  taken(): void {
    this.feed.taken();
  }

  dispose(): void {
    this.disposed = true;
    this.following.dispose();
    this.feed.close();
  }
}
