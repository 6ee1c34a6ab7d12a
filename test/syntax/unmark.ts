/**
 * Takes the markers out of a syntax tree again. What is left must be the tree of the text without markers: then they stand only
 * where they change nothing of how the text is read. The trees are acorn's, another parser than the planner's.
 */
import { Parser } from 'acorn';

type Tree = { type: string; [field: string]: unknown };
const MARKER = /^_aw\$/;
const POSITIONS = new Set(['start', 'end', 'loc', 'range', 'raw']);

/** @returns undefined if the text is neither a module nor CommonJS for acorn */
export function treeOf(text: string): unknown {
  for (const sourceType of ['module', 'script'] as const) {
    try {
      return Parser.parse(text, {
        ecmaVersion: 'latest',
        sourceType,
        allowHashBang: true,
        allowReturnOutsideFunction: sourceType === 'script',
        checkPrivateFields: false,
      });
    } catch {
      // the next kind, or none
    }
  }
  return undefined;
}

/** @returns the tree without markers and positions, and without empty statements */
export function unmarked(node: unknown): unknown {
  if (Array.isArray(node)) return node.flatMap((item) => statements(unmarked(item)));
  if (typeof node === 'bigint') return String(node);
  if (node instanceof RegExp) return String(node);
  if (typeof node !== 'object' || node === null) return node;
  const tree = withoutBraces(withoutMarker(node as Tree));
  if (tree !== node) return unmarked(tree);
  return Object.fromEntries(
    Object.entries(tree)
      .filter(([field]) => !POSITIONS.has(field))
      .map(([field, value]) => [field, unmarked(value)]),
  );
}

function statements(item: unknown): unknown[] {
  const tree = item as Tree | null;
  if (tree?.type === 'EmptyStatement' || tree?.type === 'REMOVED') return [];
  return tree?.type === 'SPREAD' ? (tree['body'] as unknown[]) : [item];
}

const called = (node: unknown): string | undefined => {
  const tree = node as Tree | undefined;
  const name = (tree?.['callee'] as Tree | undefined)?.['name'];
  return tree?.type === 'CallExpression' && MARKER.test(String(name)) ? String(name) : undefined;
};

/** A loop's body of one statement is the same in a block. */
function withoutBraces(node: Tree): Tree {
  const body = node['body'] as Tree | undefined;
  if (node.type !== 'ForOfStatement' || body?.type !== 'BlockStatement') return node;
  const rest = unmarked(body['body']) as Tree[];
  return rest.length === 1 ? { ...node, body: rest[0]! } : node;
}

function withoutMarker(node: Tree): Tree {
  if (node.type === 'ExpressionStatement' && called(node['expression']) && isBare(node['expression'] as Tree))
    return { type: 'REMOVED' };
  if (node.type === 'VariableDeclaration') {
    const [first] = node['declarations'] as Tree[];
    if (MARKER.test(String((first!['id'] as Tree)['name']))) return { type: 'REMOVED' };
  }
  if (node.type === 'SequenceExpression') {
    const [first, ...rest] = node['expressions'] as Tree[];
    if (called(first) === '_aw$c') return rest.length === 1 ? rest[0]! : { ...node, expressions: rest };
  }
  if (node.type === 'TryStatement' && isOurs(node))
    return { type: 'SPREAD', body: (node['block'] as Tree)['body'] };
  if (called(node)) {
    const last = (node['arguments'] as Tree[]).at(-1);
    return last && !isSite(last) ? last : { type: 'NONE' };
  }
  if (node.type === 'ReturnStatement' || node.type === 'YieldExpression') {
    const argument = node['argument'] as Tree | null;
    if (called(argument) && isBare(argument!)) return { ...node, argument: null };
  }
  return node;
}

/** The marker's own statement, or one that stands for nothing. */
function isBare(call: Tree): boolean {
  const last = (call['arguments'] as Tree[]).at(-1);
  return !last || isSite(last) || /^_aw\$[FG]$/.test(String(last['name']));
}

/** Its site is the only number that a marker has as its last argument, and it is given as the first or second. */
function isSite(last: Tree): boolean {
  return last.type === 'Literal' && SITES.has(last['value'] as number);
}

/** Sites are numbered from here on, so that no number of the text's own is taken for one. */
export const SITE_BASE = 987_650_000;
const SITES = { has: (n: number) => typeof n === 'number' && n >= SITE_BASE && n < SITE_BASE + 1_000_000 };

/** The try in which a generator's body stands, or that of a function that leaves through an iterator. */
function isOurs(node: Tree): boolean {
  const finalizer = node['finalizer'] as Tree | null;
  const [first] = (finalizer?.['body'] ?? []) as Tree[];
  return first?.type === 'ExpressionStatement' && /^_aw\$[Ke]$/.test(called(first['expression']) ?? '');
}
