/** A script's syntax tree, entered by the places that a recording points at: awaits, functions, calls. */
import { methodOf, nameCalled } from './analyse';
import { callPosition } from './evaluation';
import type { SyntaxNode } from './tree';
import { child, children, isFunction, parse } from './tree';

export class Flow {
  private readonly parents = new Map<SyntaxNode, SyntaxNode>();
  private readonly awaitNodes = new Map<number, SyntaxNode>();
  private readonly functionNodes = new Map<number, SyntaxNode>();
  private readonly callNodes = new Map<number, SyntaxNode>();

  private constructor(
    readonly text: string,
    program: SyntaxNode,
  ) {
    // a stack of our own: minified code nests deeper than the engine's
    const open: SyntaxNode[] = [program];
    for (let node = open.pop(); node; node = open.pop()) {
      for (const inner of children(node)) {
        this.parents.set(inner, node);
        open.push(inner);
      }
      this.index(node);
    }
  }

  /** @returns undefined if the text does not parse */
  static of(text: string): Flow | undefined {
    const program = parse(text);
    return program && new Flow(text, program);
  }

  private index(node: SyntaxNode): void {
    if (node.type === 'AwaitExpression') this.awaitNodes.set(node.start, node);
    else if (node.type === 'NewExpression') this.callNodes.set(node.start, node);
    else if (node.type === 'CallExpression')
      this.callNodes.set(nameCalled(child(node, 'callee')!, callPosition(node, this.text)), node);
    else if (isFunction(node)) {
      const method = methodOf(node, this.parents.get(node)!);
      this.functionNodes.set(method ? child(method, 'key')!.start : node.start, node);
    }
  }

  parent(node: SyntaxNode): SyntaxNode | undefined {
    return this.parents.get(node);
  }

  /** @param offset of the keyword; a `for await` and an `await using` are none */
  await(offset: number): SyntaxNode | undefined {
    return this.awaitNodes.get(offset);
  }

  /** @param offset of its first token, of a method its key */
  function(offset: number): SyntaxNode | undefined {
    return this.functionNodes.get(offset);
  }

  /** @param offset of the name called, of a construction its `new` */
  call(offset: number): SyntaxNode | undefined {
    return this.callNodes.get(offset);
  }

  /** @returns the function around a node; undefined at the top level */
  functionAround(node: SyntaxNode): SyntaxNode | undefined {
    let at = this.parents.get(node);
    while (at && !isFunction(at)) at = this.parents.get(at);
    return at;
  }

  /** The nodes around one, the nearest first, up to the function that it stands in. */
  *around(node: SyntaxNode): Generator<SyntaxNode> {
    for (let at = this.parents.get(node); at && !isFunction(at); at = this.parents.get(at)) yield at;
  }

  /** @returns the `try` whose block a node stands in, within its function */
  tryAround(node: SyntaxNode): SyntaxNode | undefined {
    let inner = node;
    for (const at of this.around(node)) {
      if (at.type === 'TryStatement' && child(at, 'block') === inner) return at;
      inner = at;
    }
    return undefined;
  }
}

/** Visits a node and all within it; a function within is passed over unless asked for. */
export function visit(
  node: SyntaxNode,
  see: (node: SyntaxNode) => void,
  intoFunctions = false,
  root = true,
): void {
  see(node);
  if (!root && !intoFunctions && isFunction(node)) return;
  for (const inner of children(node)) visit(inner, see, intoFunctions, false);
}

/** @returns the name of an identifier; empty of anything else */
export function nameOf(node: SyntaxNode): string {
  const name = node['name'];
  return typeof name === 'string' ? name : '';
}

/** @returns the names that a pattern binds */
export function boundNames(pattern: SyntaxNode): Set<string> {
  const names = new Set<string>();
  const collect = (node: SyntaxNode | undefined): void => {
    if (!node) return;
    if (node.type === 'Identifier') names.add(nameOf(node));
    else if (node.type === 'Property') collect(child(node, 'value'));
    else if (node.type === 'AssignmentPattern') collect(child(node, 'left'));
    else if (node.type === 'RestElement') collect(child(node, 'argument'));
    else children(node).forEach(collect);
  };
  collect(pattern);
  return names;
}

/** @returns true if one of the names is read somewhere within */
export function reads(node: SyntaxNode, names: ReadonlySet<string>): boolean {
  let found = false;
  const look = (n: SyntaxNode, parent?: SyntaxNode): void => {
    if (found) return;
    if (n.type === 'Identifier' && names.has(nameOf(n)) && !isKey(n, parent)) found = true;
    for (const inner of children(n)) look(inner, n);
  };
  look(node);
  return found;
}

/** `b` in `a.b` and `{ b: 1 }` is no variable. */
function isKey(node: SyntaxNode, parent: SyntaxNode | undefined): boolean {
  if (!parent || parent['computed'] === true) return false;
  if (parent.type === 'MemberExpression') return parent['property'] === node;
  return parent.type === 'Property' && parent['key'] === node && parent['shorthand'] !== true;
}

const EFFECTS = new Set([
  'CallExpression',
  'NewExpression',
  'TaggedTemplateExpression',
  'ImportExpression',
  'AssignmentExpression',
  'UpdateExpression',
  'AwaitExpression',
  'YieldExpression',
]);

/** @returns true if evaluating it calls, assigns or awaits nothing (getters apart) */
export function isPure(node: SyntaxNode): boolean {
  let pure = true;
  visit(node, (n) => {
    if (EFFECTS.has(n.type) || (n.type === 'UnaryExpression' && n['operator'] === 'delete')) pure = false;
  });
  return pure;
}

/** @returns the expression without parentheses of its own making: what an await awaits */
export function operandOf(awaitNode: SyntaxNode): SyntaxNode {
  return child(awaitNode, 'argument')!;
}
