/** How much a recording holds while it grows. No vscode. */
import { BlockType, FormatError } from '../protocol/container';
import { StreamDecoder } from '../protocol/decoder';
import { Kind } from '../protocol/events';
import { BlockReader } from '../protocol/reader';
import { follow } from '../recording/follow-to-end';

export class LiveCounts {
  events = 0;
  bytes = 0;
  lost = 0;
  private readonly readers = new Map<number, BlockReader>();
  private readonly decoders = new Map<string, StreamDecoder>();
  private readonly following: { dispose(): void };

  /** @param isRunning see `Following` */
  constructor(recording: string, isRunning: () => boolean | undefined) {
    this.following = follow(recording, {
      isRunning,
      onChunk: (source, bytes) => this.take(source, bytes),
      onEnd: () => undefined,
      onError: () => undefined, // the timeline says it
    });
  }

  dispose(): void {
    this.following.dispose();
  }

  private take(source: number, bytes: Uint8Array): void {
    this.bytes += bytes.length;
    let reader = this.readers.get(source);
    if (!reader) this.readers.set(source, (reader = new BlockReader()));
    try {
      for (const { type, stream, payload } of reader.push(bytes)) {
        const key = `${source} ${stream}`;
        if (type === BlockType.stream) this.decoders.set(key, new StreamDecoder());
        if (type !== BlockType.events) continue;
        const batch = this.decoders.get(key)?.decode(payload);
        this.events += batch?.count ?? 0;
        for (let i = 0; batch && i < batch.count; i++)
          if (batch.kind[i] === Kind.Lost) this.lost += batch.a[i]!;
      }
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
}
