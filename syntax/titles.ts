/** Titles: what a call is told about the function that it is given, as in `it('adds', async () => …)` and `app.get('/users', async () => …)`. */
import type { SyntaxNode } from './tree';
import { list } from './tree';

/** Longer ones are cut. */
const LONGEST = 200;

/** @returns the first argument, where it is a string; what a template puts in stands as `…` */
export function titleOf(call: SyntaxNode): string | undefined {
  const [first] = list(call, 'arguments');
  let text: unknown;
  if (first?.type === 'Literal') text = first['value'];
  else if (first?.type === 'TemplateLiteral')
    text = list(first, 'quasis')
      .map((quasi) => (quasi['value'] as { cooked?: string | null }).cooked ?? '')
      .join('…');
  return typeof text === 'string' && text.trim() !== '' ? text.slice(0, LONGEST) : undefined;
}

/** @returns whether a call is given the function, and not made of it */
export function isGiven(node: SyntaxNode, call: SyntaxNode): boolean {
  return list(call, 'arguments').includes(node);
}
