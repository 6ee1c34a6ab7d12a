/** The built page, read from dist/webview. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageParts } from './html';

/** @param folder dist/webview */
export function readPageParts(folder: string): PageParts {
  const text = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return {
    boot: text('boot.js'),
    scripts: [text('standalone.js'), text('timeline.js')],
    worker: text('worker.js'),
    styles: [text('timeline.css'), text('standalone.css')],
    codiconStyle: text('codicon.css'),
    codiconFont: readFileSync(join(folder, 'codicon.ttf')),
  };
}

/** @returns the page's English texts by key */
export function readPageStrings(folder: string): Record<string, string> {
  return JSON.parse(readFileSync(join(folder, 'strings.json'), 'utf8')) as Record<string, string>;
}
