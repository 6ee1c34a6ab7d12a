/** The formats of an export by the names of `--to`: what each is made of. */
import { basename } from 'node:path';
import { findingsForPage } from '../recording/findings';
import type { Recording } from '../recording/load';
import { loadRecording } from '../recording/load';
import { chromeTrace } from './chrome';
import { htmlPage } from './html';
import type { PageParts, PageTexts } from './html';
import { markdownSummary } from './markdown';
import { takeSnapshot } from './snapshot';
import { writeExport } from './write-file';
import type { WriteOptions } from './write-file';

export const FORMATS = ['html', 'chrome', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

/** How a file of each format ends. */
export const EXTENSIONS: Readonly<Record<Format, string>> = {
  html: '.html',
  chrome: '.json',
  markdown: '.md',
};

export interface ExportOptions extends WriteOptions {
  /** The built page; asked for only if it is needed. */
  readonly page: () => PageParts;
  readonly texts: Pick<PageTexts, 'locale' | 'strings'>;
}

/**
 * Writes a recording in another format.
 * @returns what is wrong with the recording, a line each
 * @throws UserError if it cannot be read, or the file cannot be written
 */
export async function exportRecording(
  recording: string,
  format: Format,
  out: string,
  options: ExportOptions,
): Promise<readonly string[]> {
  const loaded = await loadRecording(recording);
  await writeExport(out, await pieces(recording, loaded, format, options), options);
  return loaded.warnings;
}

async function pieces(
  file: string,
  loaded: Recording,
  format: Format,
  { page, texts }: ExportOptions,
): Promise<Iterable<string>> {
  const name = basename(file).replace(/\.awaitscope$/, '');
  switch (format) {
    case 'html':
      return htmlPage(await takeSnapshot(file), findingsForPage(loaded), page(), { name, ...texts });
    case 'chrome':
      return chromeTrace(loaded);
    case 'markdown':
      return [markdownSummary(loaded, name)];
  }
}
