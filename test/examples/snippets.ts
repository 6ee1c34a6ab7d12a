/** The snippets as VS Code reads them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../support/paths';

export interface Snippet {
  readonly id: string;
  readonly description: string;
  readonly body: string;
}

export function readSnippets(language: 'typescript' | 'javascript'): Snippet[] {
  const file = join(ROOT, `snippets/${language}.code-snippets`);
  const all = JSON.parse(readFileSync(file, 'utf8')) as Record<
    string,
    { prefix: string; description: string; body: string[] }
  >;
  return Object.values(all).map(({ prefix, description, body }) => ({
    id: prefix.replace(/^aw-/, ''),
    description,
    body: body.join('\n'),
  }));
}

/** What stands in the file once the snippet is inserted and nothing else is typed. */
export function expanded(body: string): string {
  return body
    .replaceAll(/(?<!\\)\$\{\d+:((?:\\.|[^}\\])*)\}/g, (_, value: string) => value)
    .replaceAll(/(?<!\\)\$\d/g, '')
    .replaceAll(/\\([\\$}])/g, '$1');
}
