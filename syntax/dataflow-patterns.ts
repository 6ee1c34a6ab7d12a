/** What the text says of single awaits, calls and functions: the parts of rules that a recording alone cannot decide. */
import type { Flow } from './dataflow';
import { nameOf, operandOf, visit } from './dataflow';
import { contains } from './dataflow-overlap';
import type { SyntaxNode } from './tree';
import { child, isFunction, list } from './tree';

const VALUES = new Set([
  'Literal',
  'TemplateLiteral',
  'ArrayExpression',
  'ObjectExpression',
  'BinaryExpression',
  'ArrowFunctionExpression',
  'FunctionExpression',
  'UpdateExpression',
]);

/** @returns true if what is awaited can be no promise, whatever the program does; `await null` and its like are left alone: they let others run */
export function awaitsValue(awaitNode: SyntaxNode): boolean {
  const operand = operandOf(awaitNode);
  if (operand.type === 'Literal') return operand['value'] !== null && operand['value'] !== 0;
  if (operand.type === 'UnaryExpression') return operand['operator'] !== 'void';
  return VALUES.has(operand.type);
}

/** @returns true for `await null`, `await undefined`, `await 0`, `await Promise.resolve()`: written to let others run */
export function isPause(awaitNode: SyntaxNode): boolean {
  const operand = operandOf(awaitNode);
  if (operand.type === 'Literal') return operand['value'] === null || operand['value'] === 0;
  if (operand.type === 'UnaryExpression') return operand['operator'] === 'void';
  if (operand.type === 'Identifier') return operand['name'] === 'undefined';
  return isPromiseCall(operand, ['resolve']) && list(operand, 'arguments').length === 0;
}

/** `Promise.resolve(…)` and its like. */
function isPromiseCall(node: SyntaxNode, names: readonly string[]): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = child(node, 'callee')!;
  if (callee.type !== 'MemberExpression' || child(callee, 'object')!['name'] !== 'Promise') return false;
  return names.includes(nameOf(child(callee, 'property')!));
}

/** @returns true for `return await x` outside of any `try` */
export function isReturnAwait(flow: Flow, awaitNode: SyntaxNode): boolean {
  const parent = flow.parent(awaitNode);
  if (!parent) return false;
  for (const at of flow.around(awaitNode)) if (at.type === 'TryStatement') return false;
  if (parent.type === 'ReturnStatement') return true;
  return parent.type === 'ArrowFunctionExpression' && child(parent, 'body') === awaitNode;
}

export type CallUse =
  /** A statement of its own: the promise is dropped. */
  | 'dropped'
  /** Behind `void`: dropped on purpose. */
  | 'void'
  | 'used';

/** @returns what becomes of what a call gives */
export function callUse(flow: Flow, call: SyntaxNode): CallUse {
  const parent = flow.parent(call);
  if (parent?.type === 'ChainExpression') return callUse(flow, parent);
  if (parent?.type === 'ExpressionStatement') return 'dropped';
  if (parent?.type === 'UnaryExpression' && parent['operator'] === 'void') return 'void';
  return 'used';
}

/** @returns where a call stands: at a script's top level, in an async function, or in another */
export function callContext(flow: Flow, call: SyntaxNode): 'top' | 'async' | 'sync' {
  const around = flow.functionAround(call);
  if (!around) return 'top';
  return around['async'] === true ? 'async' : 'sync';
}

/** @returns the `catch` clause around an await that does nothing at all with the error, not even say why in a comment */
export function emptyCatchAround(flow: Flow, awaitNode: SyntaxNode): SyntaxNode | undefined {
  const handler = child(flow.tryAround(awaitNode) ?? awaitNode, 'handler');
  return handler && isEmpty(flow, child(handler, 'body')!) ? handler : undefined;
}

/** @returns true if a call of `catch`, or of `then` with two handlers, has one for errors that does nothing */
export function handlesWithNothing(flow: Flow, call: SyntaxNode): boolean {
  const callee = child(call, 'callee');
  if (callee?.type !== 'MemberExpression') return false;
  const handler = list(call, 'arguments')[child(callee, 'property')!['name'] === 'then' ? 1 : 0];
  if (!handler || !isFunction(handler)) return false;
  const body = child(handler, 'body')!;
  return body.type === 'BlockStatement' ? isEmpty(flow, body) : false;
}

function isEmpty(flow: Flow, block: SyntaxNode): boolean {
  return flow.text.slice(block.start + 1, block.end - 1).trim() === '';
}

/** @returns true if an async function neither awaits nor throws; one without a block, or a method, is none: it may have to be async for its callers' sake */
export function hasNoAwait(flow: Flow, fn: SyntaxNode): boolean {
  if (child(fn, 'body')!.type !== 'BlockStatement') return false;
  if (fn['async'] !== true || fn['generator'] === true) return false;
  // a method may have to be async for its kin's sake
  if (flow.parent(fn)?.type === 'MethodDefinition') return false;
  let found = false;
  visit(fn, (n) => {
    if (
      n.type === 'AwaitExpression' ||
      n.type === 'ThrowStatement' ||
      n['await'] === true ||
      n['kind'] === 'await using'
    )
      found = true;
  });
  return !found;
}

/** @returns true for `.then(…)` called directly on `Promise.resolve(…)` */
export function isThenOfResolve(call: SyntaxNode): boolean {
  const callee = child(call, 'callee');
  if (callee?.type !== 'MemberExpression') return false;
  if (child(callee, 'property')!['name'] !== 'then') return false;
  const object = child(callee, 'object')!;
  return isPromiseCall(object, ['resolve']) && list(object, 'arguments').length > 0;
}

/** @returns true if a handler given to `then`, `catch` or `finally` returns a promise that it makes only to wrap something */
export function handlerWraps(flow: Flow, call: SyntaxNode): boolean {
  const callee = child(call, 'callee');
  if (callee?.type !== 'MemberExpression') return false;
  if (!['then', 'catch'].includes(nameOf(child(callee, 'property')!))) return false;
  return list(call, 'arguments').some((handler) => {
    if (!isFunction(handler)) return false;
    const body = child(handler, 'body')!;
    if (body.type !== 'BlockStatement') return isMade(flow, body);
    let found = false;
    visit(body, (n) => {
      if (n.type === 'ReturnStatement' && child(n, 'argument') && isMade(flow, child(n, 'argument')!))
        found = true;
    });
    return found;
  });
}

function isMade(flow: Flow, node: SyntaxNode): boolean {
  if (isPromiseCall(node, ['resolve', 'reject'])) return true;
  const executor = node.type === 'NewExpression' ? executorOf(flow, node) : undefined;
  return executor !== undefined && !executor.timer && !executor.escapes && !executor.nodeCallback;
}

export interface Executor {
  readonly resolves: boolean;
  readonly rejects: boolean;
  /** Calls something of a timer's name, or hands `resolve` on: a sleep, a deferred. */
  readonly timer: boolean;
  /** Gives resolve or reject to somebody, or keeps it. */
  readonly escapes: boolean;
  /** Hands a callback `(error, …)` that settles to a function. */
  readonly nodeCallback: boolean;
  /** `resolve` or `reject` is called in, or given as, a handler of another promise. */
  readonly settlesInHandler: boolean;
}

const TIMERS = /^(setTimeout|setImmediate|setInterval|nextTick|queueMicrotask|requestAnimationFrame)$/;

/** @returns what the executor of a `new Promise(…)` does with its arguments; undefined if it is no function written there */
export function executorOf(flow: Flow, construction: SyntaxNode): Executor | undefined {
  if (child(construction, 'callee')?.['name'] !== 'Promise') return undefined;
  const fn = list(construction, 'arguments')[0];
  if (!fn || !isFunction(fn)) return undefined;
  const [resolve, reject] = list(fn, 'params').map((p) => nameOf(p));
  const found = {
    resolves: false,
    rejects: false,
    timer: false,
    escapes: false,
    nodeCallback: false,
    settlesInHandler: false,
  };
  visit(
    child(fn, 'body')!,
    (n) => {
      if (n.type === 'CallExpression') {
        const callee = child(n, 'callee')!;
        const name = String(
          (callee.type === 'MemberExpression' ? child(callee, 'property')! : callee)['name'],
        );
        if (TIMERS.test(name)) found.timer = true;
      }
      if (n.type !== 'Identifier' || (n['name'] !== resolve && n['name'] !== reject)) return;
      const isReject = n['name'] === reject;
      const parent = flow.parent(n);
      const called = parent?.type === 'CallExpression' && child(parent, 'callee') === n;
      if (isReject) found.rejects = true;
      else found.resolves = true;
      const within = called ? innermostFunction(flow, n, fn) : undefined;
      const handed = called ? within : n;
      const taker = handed && flow.parent(handed);
      if (taker?.type === 'CallExpression' && list(taker, 'arguments').includes(handed!)) {
        const method = child(taker, 'callee')!;
        const name = method.type === 'MemberExpression' ? nameOf(child(method, 'property')!) : '';
        if (['then', 'catch', 'finally'].includes(name)) found.settlesInHandler = true;
        else if (within && list(within, 'params').length > 0 && isErrorName(list(within, 'params')[0]!))
          found.nodeCallback = true;
      }
      if (!called) found.escapes = true;
    },
    true,
  );
  return found;
}

function isErrorName(param: SyntaxNode): boolean {
  return /^_?e(rr(or)?)?$/i.test(nameOf(param));
}

function innermostFunction(flow: Flow, node: SyntaxNode, outer: SyntaxNode): SyntaxNode | undefined {
  const fn = flow.functionAround(node);
  return fn && fn !== outer && contains(outer, fn) ? fn : undefined;
}
