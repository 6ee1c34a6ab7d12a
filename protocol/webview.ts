/**
 * Messages between the extension host and the timeline's page. The page's worker decodes the recording's bytes itself;
 * the host only forwards them (in fresh arrays of at most {@link CHUNK_BYTES}) and adds what needs the file system:
 * the original site of each location.
 *
 * A recording is one or more byte sources: 0 is the file, others are the parts that are still being written. Each source
 * is a file of its own (header, blocks); a stream is named by source and stream number.
 */
import type { Site } from './ids';
import type { TimelineCommand } from './timeline-commands';

export const CHUNK_BYTES = 4 * 1024 * 1024;
/** Chunks under way at once. */
export const CHUNKS_IN_FLIGHT = 4;

/** The original place of a location, or null where it is unknown. `name` is what to show for its function. */
export interface MappedLoc {
  /** Index into the message's `files`; -1 if unknown. */
  readonly file: number;
  readonly line: number;
  readonly column: number;
  readonly name: string;
  /** In node_modules. */
  readonly library?: boolean;
  /** Of a call: the name of what it calls (`readFile`, `new Worker`), where the source is sure to say so. */
  readonly called?: string;
  /** Of an await: what is awaited, as it is written (`pipeline()`, `this.ready`). */
  readonly awaited?: string;
  /** Of a function that a call is given with a title: the test's name, the route of a handler. */
  readonly title?: string;
}

export type ToWebview =
  | {
      readonly type: 'open';
      readonly name: string;
      readonly live: boolean;
      /** Bytes that will come as chunks, if that is known. */
      readonly size?: number;
      readonly strings: Readonly<Record<string, string>>;
      readonly locale: string;
    }
  /** `packed`: the bytes are what "deflate-raw" made of the recording's. */
  | {
      readonly type: 'chunk';
      readonly source: number;
      readonly bytes: Uint8Array;
      readonly packed?: boolean;
    }
  /** Locations `first`, `first + 1`, … of a stream. `files` are absolute paths; `labels` what to show of them. */
  | {
      readonly type: 'sites';
      readonly source: number;
      readonly stream: number;
      readonly first: number;
      readonly files: readonly string[];
      readonly labels: readonly string[];
      readonly locs: readonly MappedLoc[];
    }
  /** What the rules found where the sources are at hand: `SentFindings` of the model, which a protocol does not know. */
  | { readonly type: 'findings'; readonly sent: unknown }
  /** No more bytes will come: the program has ended, or the file was never live. */
  | { readonly type: 'ended' }
  /** Why nothing is (yet) to be seen, or what is wrong with the recording; `actions` are command links. */
  | {
      readonly type: 'notice';
      readonly severity: 'info' | 'warning' | 'error';
      readonly text: string;
      readonly actions?: readonly { readonly title: string; readonly command: string }[];
    }
  /** The editor's cursor is here; null: in no file. */
  | { readonly type: 'cursor'; readonly site: Site | null }
  /** The editor asks to show what happened at a site or in a task. */
  | { readonly type: 'reveal'; readonly source: number; readonly stream: number; readonly task: number }
  /** Select the first task that came by a place, now or once there is one. */
  | { readonly type: 'revealSite'; readonly site: Site }
  /** Select what a link leads to (`copyLink`), now or once it has come. */
  | { readonly type: 'revealMoment'; readonly moment: string }
  | { readonly type: 'command'; readonly command: TimelineCommand };

export type FromWebview =
  | { readonly type: 'ready' }
  /** One chunk has been taken; the host may send another. */
  | { readonly type: 'taken' }
  | { readonly type: 'openSite'; readonly site: Site; readonly beside: boolean }
  | { readonly type: 'runCommand'; readonly command: string }
  /** A link to what is selected is wanted on the clipboard. */
  | { readonly type: 'copyLink'; readonly moment: string }
  /** What a test or the status bar may ask about: counts after the last chunk. */
  | { readonly type: 'progress'; readonly tasks: number; readonly awaits: number; readonly events: number }
  | { readonly type: 'error'; readonly message: string };
