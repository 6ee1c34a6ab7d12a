/**
 * How to tell what an await gave. Only a normal return goes on with the code behind it: a marker there tells that the promise was
 * fulfilled, if it is reached before the task's slice is over. It must not stand where V8 would print it in an error's message
 * (`const {a} = await f()` speaks of '(intermediate value)'). Then it stands around a larger expression, or in a statement of its own.
 */
import { Watch } from './marker-plan';
import { child, isFunction, list } from './tree';
import type { SyntaxNode } from './tree';

export interface AwaitWatch {
  /** Of `Watch`. */
  readonly flags: number;
  /** The expression to put into the marker's call. */
  readonly around?: SyntaxNode;
  /** Or the statement behind which it may stand as one, or the body of a loop at whose start. */
  readonly behind?: SyntaxNode;
  readonly within?: SyntaxNode;
}

/**
 * @param node an await expression
 * @param path what it stands in, outermost first
 */
export function watchOf(node: SyntaxNode, path: readonly SyntaxNode[]): AwaitWatch {
  const unprotected = isProtected(node, path) ? 0 : Watch.unprotected;
  if (isHeld(node, path, path.length)) return { flags: Watch.exact | unprotected, around: node };
  let inner = node;
  for (let i = path.length - 1; i >= 0; i--) {
    const outer = path[i]!;
    const statement = statementPlace(outer, inner, path, i);
    if (statement) return { flags: Watch.later | unprotected, ...statement };
    if (!EXPRESSIONS.has(outer.type) || isBranch(outer, inner)) break;
    if (!PARTS.has(outer.type) && isHeld(outer, path, i))
      return { flags: Watch.later | unprotected, around: outer };
    inner = outer;
  }
  return { flags: unprotected };
}

/** Expressions that V8 prints with what they are part of, if it prints that. */
const PRINTED_WITH = new Set([
  'ArrayExpression',
  'BinaryExpression',
  'ChainExpression',
  'ConditionalExpression',
  'LogicalExpression',
  'ObjectExpression',
  'ParenthesizedExpression',
  'Property',
  'SequenceExpression',
  'TemplateLiteral',
  'UnaryExpression',
]);
const EXPRESSIONS = new Set([
  ...PRINTED_WITH,
  'AssignmentExpression',
  'CallExpression',
  'MemberExpression',
  'NewExpression',
  'SpreadElement',
  'TaggedTemplateExpression',
]);
/** Of those, what is no expression by itself. */
const PARTS = new Set(['Property', 'SpreadElement']);
/** What stands in these is printed by no error. */
const HOLDERS = new Set([
  'ArrowFunctionExpression',
  'AwaitExpression',
  'DoWhileStatement',
  'ExportDefaultDeclaration',
  'ExpressionStatement',
  'ForStatement',
  'IfStatement',
  'ImportExpression',
  'ReturnStatement',
  'SwitchCase',
  'SwitchStatement',
  'ThrowStatement',
  'WhileStatement',
]);

/** @returns whether an expression, which stands in the first `depth` nodes of a path, may be put into a call */
function isHeld(node: SyntaxNode, path: readonly SyntaxNode[], depth: number): boolean {
  let inner = node;
  for (let i = depth - 1; i >= 0; i--) {
    const outer = path[i]!;
    if (HOLDERS.has(outer.type)) return true;
    switch (outer.type) {
      case 'CallExpression':
      case 'NewExpression':
        return child(outer, 'callee') !== inner;
      case 'YieldExpression':
        return outer['delegate'] !== true;
      case 'VariableDeclarator':
        return child(outer, 'id')!.type === 'Identifier';
      case 'AssignmentExpression':
        if (child(outer, 'left') === inner || isPattern(child(outer, 'left')!)) return false;
        break;
      default:
        if (!PRINTED_WITH.has(outer.type)) return false;
    }
    inner = outer;
  }
  return false;
}

/** @returns whether the outer may be evaluated without the inner */
function isBranch(outer: SyntaxNode, inner: SyntaxNode): boolean {
  switch (outer.type) {
    case 'LogicalExpression':
      return child(outer, 'right') === inner;
    case 'ConditionalExpression':
      return child(outer, 'test') !== inner;
    case 'MemberExpression':
      return child(outer, 'object') !== inner;
    case 'AssignmentExpression':
      return child(outer, 'left') === inner || outer['operator'] !== '=';
    default:
      return false;
  }
}

const isPattern = ({ type }: SyntaxNode): boolean => type === 'ObjectPattern' || type === 'ArrayPattern';

/** @returns the place of a statement that is reached next, if what is awaited is taken apart or looped over */
function statementPlace(
  outer: SyntaxNode,
  inner: SyntaxNode,
  path: readonly SyntaxNode[],
  i: number,
): Pick<AwaitWatch, 'behind' | 'within'> | undefined {
  if (outer.type === 'ForOfStatement' && child(outer, 'right') === inner) {
    return { within: child(outer, 'body')! };
  }
  const around = path[i - 2];
  if (outer.type !== 'VariableDeclarator' || child(outer, 'init') !== inner || !around) return undefined;
  if (around.type === 'ExportNamedDeclaration') return { behind: around };
  return isStatementList(around) ? { behind: path[i - 1]! } : undefined;
}

/** Those of which a path holds: bodies of functions and handlers are passed over there. */
const BLOCKS = new Set(['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase', 'TryStatement']);

/** @returns whether what stands in a node is a list of statements */
export function isStatementList(outer: SyntaxNode): boolean {
  return BLOCKS.has(outer.type) || isFunction(outer);
}

/** @returns whether code of the function may run after an error of a node, and await: a handler, a `finally`, the end of a loop or block */
function isProtected(node: SyntaxNode, path: readonly SyntaxNode[]): boolean {
  for (let i = path.length - 1; i >= 0; i--) {
    const outer = path[i]!;
    if (outer.type === 'TryStatement') {
      const within = (field: string): boolean => holds(child(outer, field), node);
      if (within('block') || (within('handler') && child(outer, 'finalizer'))) return true;
    }
    if (outer.type === 'ForOfStatement' && holds(child(outer, 'body'), node)) {
      if (outer['await'] === true || child(outer, 'left')!['kind'] === 'await using') return true;
    }
    const body = isFunction(outer) ? child(outer, 'body')! : outer;
    if (disposes(list(body, 'body'))) return true;
    for (const part of ['block', 'handler', 'finalizer'])
      if (outer.type === 'TryStatement' && disposes(list(blockOf(child(outer, part)), 'body'))) return true;
    if (isFunction(outer)) return false;
  }
  return false;
}

const NO_BLOCK: SyntaxNode = { type: 'BlockStatement', start: 0, end: 0 };
const blockOf = (part: SyntaxNode | undefined): SyntaxNode =>
  part?.type === 'CatchClause' ? child(part, 'body')! : (part ?? NO_BLOCK);
const disposes = (body: readonly SyntaxNode[]): boolean => body.some((s) => s['kind'] === 'await using');
const holds = (outer: SyntaxNode | undefined, { start, end }: SyntaxNode): boolean =>
  outer !== undefined && outer.start <= start && end <= outer.end;
