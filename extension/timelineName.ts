import { basename } from 'node:path';

/** What a recording is called in its page. */
export function timelineName(recording: string): string {
  return basename(recording, '.awaitscope');
}
