/** What the examples teach, as the tests need it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Order } from '../../extension/examplesCompare';
import { ROOT } from '../support/paths';

export interface Lesson {
  readonly chapter: string;
  /** Variables that name servers. */
  readonly needs?: readonly string[];
  readonly order: Order;
  readonly python?: { readonly order: Order };
}

export const { lessons } = JSON.parse(readFileSync(join(ROOT, 'examples/lessons.json'), 'utf8')) as {
  lessons: Readonly<Record<string, Lesson>>;
};
