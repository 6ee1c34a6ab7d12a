/** The examples as the build has put them into dist/examples/catalog.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order } from './examplesCompare';

export interface Text {
  readonly en: string;
  readonly zh: string;
}

export type ExampleLanguage = 'typescript' | 'javascript';

/** A building block has no chapter and no order. */
export interface Block {
  readonly id: string;
  readonly title: Text;
  readonly summary: Text;
  /** npm packages that it imports. */
  readonly packages: readonly string[];
  /** The comment at its top; may be empty. */
  readonly head: string;
  readonly typescript: string;
  readonly javascript: string;
  /** Bodies in the syntax of VS Code's snippets. */
  readonly snippets: Readonly<Record<ExampleLanguage, string>>;
}

export interface Example extends Block {
  readonly chapter: string;
  /** What it is expected to print. */
  readonly order: Order;
  /** Where Python's order is another, or its ending. */
  readonly python?: { readonly order: Order; readonly why: Text };
  /** Variables that name the servers it needs. */
  readonly needs?: readonly string[];
  /** The oldest major version of Node that runs its JavaScript. */
  readonly node?: number;
}

export interface Catalog {
  readonly chapters: Readonly<Record<string, Text>>;
  readonly examples: readonly Example[];
  readonly blocks: readonly Block[];
}

let catalog: Catalog | undefined;

/** @param root folder of the extension */
export function readCatalog(root: string): Catalog {
  catalog ??= JSON.parse(readFileSync(join(root, 'dist', 'examples', 'catalog.json'), 'utf8')) as Catalog;
  return catalog;
}

/** @param language of VS Code, as `zh-cn` */
export function inLanguage(text: Text, language: string): string {
  return language.toLowerCase().startsWith('zh') ? text.zh : text.en;
}

/** The whole file of an example. */
export function fileText(example: Block, language: ExampleLanguage): string {
  return example.head === '' ? example[language] : `${example.head.trimEnd()}\n\n${example[language]}`;
}
