/** What is said at the end of a run. */
import { statSync } from 'node:fs';
import { summarize } from '../model/summary';
import type { Summary } from '../model/summary';
import { compiledDownScripts } from '../recording/compiled-down';
import { loadRecording } from '../recording/load';
import { formatBytes } from '../model/format-bytes';
import { count } from './format';

/** Above this the recording is not read again only to count what is in it. */
const TOO_BIG_TO_COUNT = 256 * 1024 * 1024;

/**
 * @param shown the file as the user is to see it
 * @param off the program ran without a tracer, as it was asked to
 * @throws UserError
 */
export async function endLines(file: string, shown: string, off: boolean): Promise<string[]> {
  if (off) return [`nothing was recorded (--locations off): ${shown}`];
  const { size } = statSync(file);
  const where = `${formatBytes(size)}: ${shown}`;
  if (size > TOO_BIG_TO_COUNT) return [where];
  const { model, sites, warnings } = await loadRecording(file);
  if (model.streams.length > 0)
    return [
      ...countLines(
        summarize(model, () => ''),
        where,
        model.streams.some(({ end }) => end?.why !== undefined),
        compiledDownScripts(sites),
      ),
      ...warnings,
    ];
  return [
    'nothing was recorded: the command started no Node program, or one that refused the preload (NODE_OPTIONS) or deleted the recording',
    `the recording is empty: ${shown}`,
    ...warnings,
  ];
}

/**
 * @param stopped a tracer has said already why it recorded no more
 * @param compiledDown scripts without async functions of which the source has some
 */
function countLines(s: Summary, where: string, stopped: boolean, compiledDown: readonly string[]): string[] {
  const counts = [count(s.tasks, 'task'), count(s.awaits, 'await')];
  if (s.unfinished.length > 0) counts.push(`${s.unfinished.length} unfinished`);
  if (s.rejected > 0) counts.push(`${s.rejected} rejected`);
  if (s.streams > 1) counts.push(count(s.streams, 'thread'));
  const lines = [`${counts.join(', ')}, ${where}`];
  for (const path of compiledDown)
    lines.push(
      `async functions were compiled down to generators, and are no tasks: ${path} (a target of ES2017 or later keeps them)`,
    );
  if (s.tasks === 0 && !stopped && compiledDown.length === 0) lines.push('no async function was called');
  for (const { count: n, why } of s.lost) lines.push(`${count(n, 'event')} lost: ${why}`);
  return lines;
}
