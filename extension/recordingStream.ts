/** A recording on its way to a page: its bytes, the original sites of its locations, and its end. No vscode. */
import { LiveSites } from '../recording/live-sites';
import type { ToWebview } from '../protocol/webview';
import { Feed } from './feed';
import { follow } from '../recording/follow-to-end';

export class RecordingStream {
  private readonly feed: Feed;
  private readonly following: { dispose(): void };

  /**
   * @param post sends a message to the page
   * @param isRunning see `Following`
   */
  constructor(recording: string, isRunning: () => boolean | undefined, post: (message: ToWebview) => void) {
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
      onEnd() {
        for (const message of sites.end()) feed.message(message);
        feed.message({ type: 'ended' });
      },
      onError(error) {
        feed.message({ type: 'notice', severity: 'error', text: error.message });
        feed.message({ type: 'ended' });
      },
    });
  }

  /** The page has taken a chunk. */
  taken(): void {
    this.feed.taken();
  }

  dispose(): void {
    this.following.dispose();
    this.feed.close();
  }
}
