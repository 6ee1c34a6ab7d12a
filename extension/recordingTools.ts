/**
 * What reads whole recordings and the sources behind them, in a bundle of its own (dist/tools.js): it is loaded with the first export, and when
 * the first timeline has all of its recording.
 */
import { findingsForPage } from '../recording/findings';
import { loadRecording } from '../recording/load';
import type { SentFindings } from '../model/findings/sent';

export { exportRecording } from '../export/formats';

/** @returns what the rules find in a recording whose sources are at hand, for its page */
export async function findingsOf(recording: string): Promise<SentFindings> {
  return findingsForPage(await loadRecording(recording));
}
