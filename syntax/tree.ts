/** The syntax tree as the passes over it see it: any ESTree node, with offsets. */
import { parse as parseWith } from 'meriyah';

export interface SyntaxNode {
  readonly type: string;
  /** Offsets of the first character and of the one after the last. */
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export type SourceType = 'module' | 'commonjs';

/**
 * Parses a script of unknown kind: as a module, else as CommonJS (where `return` may stand outside of functions).
 * @returns the program, or undefined if it is neither
 */
export function parse(text: string): SyntaxNode | undefined {
  return parseAs(text, 'module') ?? parseAs(text, 'commonjs');
}

/** @returns the program, or undefined if it is no such script */
export function parseAs(text: string, sourceType: SourceType): SyntaxNode | undefined {
  try {
    return parseWith(text, {
      sourceType,
      next: true,
      ranges: true,
      webcompat: true,
      validateRegex: false,
    }) as unknown as SyntaxNode;
  } catch {
    // shown with raw positions, or not marked
    return undefined;
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** @returns the node in a field; undefined if it is empty */
export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
  const value = node[field];
  return isNode(value) ? value : undefined;
}

/** @returns the nodes in a list field, without holes */
export function list(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  const value = node[field];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** @returns the children in the order of the source */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  let sorted = true;
  const add = (value: unknown): void => {
    if (!isNode(value)) return;
    if (found.length > 0 && found[found.length - 1]!.start > value.start) sorted = false;
    found.push(value);
  };
  for (const field in node) {
    const value = node[field];
    if (Array.isArray(value)) value.forEach(add);
    else add(value);
  }
  return sorted ? found : found.sort((a, b) => a.start - b.start);
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);

export function isFunction(node: SyntaxNode): boolean {
  return FUNCTIONS.has(node.type);
}
