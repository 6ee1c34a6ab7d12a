/**
 * Whether the operations of two awaits could have run at once, as far as the text can say: the second reads nothing that the
 * first gave, nothing with an effect stands between them, and neither has to happen for the other's sake. What cannot be
 * seen in the text (state that both share) is guarded against by leaving out what usually has some: an object asked twice
 * the same, a function whose name says that it changes something, a value that nobody keeps.
 */
import type { Flow } from './dataflow';
import { boundNames, isPure, nameOf, operandOf, reads, visit } from './dataflow';
import type { SyntaxNode } from './tree';
import { child, isFunction, list } from './tree';

/** Between an await and the statement, these decide whether it is evaluated at all. */
const CONDITIONAL = new Set(['LogicalExpression', 'ConditionalExpression', 'ChainExpression']);

/**
 * @param first, second the nodes of two awaits of one function, that followed one another when it ran
 * @returns true if the second's operation could have been started with the first's
 */
export function couldOverlap(flow: Flow, first: SyntaxNode, second: SyntaxNode): boolean {
  const operand = operandOf(second);
  if (operand.type !== 'CallExpression' || operandOf(first).type !== 'CallExpression') return false;
  if (asksTheSame(operandOf(first), operand)) return false;
  if (changes(operandOf(first)) || changes(operand)) return false;
  const [a, b] = [statementOf(flow, first), statementOf(flow, second)];
  if (!a || !b) return false;
  if (a === b) return !contains(operand, first) && sideBySide(flow, first, second, a);
  const body = flow.parent(a);
  if (!body || body !== flow.parent(b)) return false;
  const statements = list(body, 'body');
  const [from, to] = [statements.indexOf(a), statements.indexOf(b)];
  if (from < 0 || to <= from || !isBinding(a) || !isBinding(b)) return false;
  if (isConditional(flow, first, a) || isConditional(flow, second, b)) return false;
  const tainted = namesOf(a);
  for (const statement of statements.slice(from + 1, to)) {
    if (!isBinding(statement) || !isPure(statement)) return false;
    if (reads(statement, tainted)) for (const name of namesOf(statement)) tainted.add(name);
  }
  return !reads(b, tainted);
}

/** Names of functions that change something, which a later one may have to find changed. */
const CHANGES =
  /^(set|write|save|store|update|delete|remove|insert|add|put|post|patch|send|push|begin|commit|rollback|open|close|init|setup|connect|login|start|stop|clear|reset|lock|unlock|acquire|release|mkdir|rm|unlink|rename|copy|move|append|migrate|apply|register|publish|emit|flush|drop|truncate)(?![a-z])/;

function changes(call: SyntaxNode): boolean {
  const callee = child(call, 'callee')!;
  const name = callee.type === 'MemberExpression' ? child(callee, 'property')! : callee;
  return CHANGES.test(nameOf(name));
}

/** Of two calls of one method of one object, the second may well depend on the first: `reader.next()`, `rl.question()`. */
function asksTheSame(a: SyntaxNode, b: SyntaxNode): boolean {
  const [x, y] = [child(a, 'callee')!, child(b, 'callee')!];
  return x.type === 'MemberExpression' && y.type === 'MemberExpression' && sameText(x, y);
}

function sameText(a: SyntaxNode, b: SyntaxNode): boolean {
  if (a.type !== b.type) return false;
  if (a.type === 'Identifier') return a['name'] === b['name'];
  if (a.type === 'ThisExpression') return true;
  if (a.type !== 'MemberExpression' || a['computed'] !== b['computed']) return false;
  return (
    sameText(child(a, 'object')!, child(b, 'object')!) &&
    sameText(child(a, 'property')!, child(b, 'property')!)
  );
}

/** Both are parts of one expression, of which every part is evaluated. */
function sideBySide(flow: Flow, first: SyntaxNode, second: SyntaxNode, statement: SyntaxNode): boolean {
  if (contains(first, second)) return false;
  if (statement.type === 'VariableDeclaration') {
    const [a, b] = [first, second].map((n) => list(statement, 'declarations').find((d) => contains(d, n)));
    if (a && b && a !== b && reads(b, boundNames(child(a, 'id')!))) return false;
  }
  return !isConditional(flow, first, statement) && !isConditional(flow, second, statement);
}

function isConditional(flow: Flow, node: SyntaxNode, upTo: SyntaxNode): boolean {
  for (const at of flow.around(node)) {
    if (at === upTo) return false;
    if (CONDITIONAL.has(at.type)) return true;
  }
  return true;
}

/** A declaration that keeps a value. */
function isBinding(statement: SyntaxNode): boolean {
  return statement.type === 'VariableDeclaration' && statement['kind'] !== 'await using';
}

function namesOf(declaration: SyntaxNode): Set<string> {
  return new Set(list(declaration, 'declarations').flatMap((d) => [...boundNames(child(d, 'id')!)]));
}

/** The statement around a node that stands in a block. */
function statementOf(flow: Flow, node: SyntaxNode): SyntaxNode | undefined {
  let inner = node;
  for (const at of flow.around(node)) {
    if (at.type === 'BlockStatement' || at.type === 'Program') return inner;
    inner = at;
  }
  const body = flow.parent(inner);
  // the expression of an arrow function
  return body && isFunction(body) ? inner : undefined;
}

export function contains(outer: SyntaxNode, inner: SyntaxNode): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

export interface IndependentLoop {
  /** Offset of the loop. */
  readonly start: number;
  /** What the await gives is kept. */
  readonly kept: boolean;
}

const COUNTED = new Set(['ForOfStatement', 'ForInStatement', 'ForStatement']);
const LOOPS = new Set([...COUNTED, 'WhileStatement', 'DoWhileStatement']);
const LEAVES = new Set(['BreakStatement', 'ReturnStatement', 'ThrowStatement', 'YieldExpression']);

/**
 * @returns the loop around an await if its turns could run at once: it visits a list or counts, never leaves early, and what is
 * awaited depends on this turn's variables and on nothing that an earlier turn has changed
 */
export function independentLoop(flow: Flow, awaitNode: SyntaxNode): IndependentLoop | undefined {
  const operand = operandOf(awaitNode);
  if (operand.type !== 'CallExpression') return undefined;
  let loop: SyntaxNode | undefined;
  for (const at of flow.around(awaitNode)) {
    if (at.type === 'TryStatement' || CONDITIONAL.has(at.type) || at.type === 'IfStatement') return undefined;
    if (LOOPS.has(at.type)) {
      loop = at;
      break;
    }
  }
  if (!loop || !COUNTED.has(loop.type) || loop['await'] === true) return undefined;
  const body = child(loop, 'body')!;
  if (!contains(body, awaitNode)) return undefined;
  let leaves = false;
  const own = new Set<string>();
  const changed = new Set<string>();
  visit(body, (n) => {
    if (LEAVES.has(n.type)) leaves = true;
    if (n.type === 'VariableDeclarator') for (const name of boundNames(child(n, 'id')!)) own.add(name);
    if (n.type === 'AssignmentExpression')
      for (const name of boundNames(child(n, 'left')!)) changed.add(name);
    if (n.type === 'UpdateExpression')
      for (const name of boundNames(child(n, 'argument')!)) changed.add(name);
  });
  if (leaves) return undefined;
  const head = child(loop, 'left') ?? child(loop, 'init');
  if (!head || head.type !== 'VariableDeclaration') return undefined;
  const turn = namesOf(head);
  for (const name of own) changed.delete(name);
  // what the body declares may stem from the turn's variables: that is as good
  if (!reads(operand, new Set([...turn, ...own])) || reads(operand, changed)) return undefined;
  const kept = flow.parent(awaitNode)?.type !== 'ExpressionStatement';
  const callee = child(operand, 'callee')!;
  // `writer.write(chunk)`: what an object is told one after the other is told so for a reason
  if (!kept && callee.type === 'MemberExpression') return undefined;
  return { start: loop.start, kept };
}
