/**
 * Foretells at which position V8 reports each await.
 *
 * An await has no position of its own in V8's bytecode: its frame shows the last position written before it. So this pass
 * goes through a function in the order in which V8 generates code and keeps the same book:
 *
 *     a statement's position    is attached to the next bytecode, whatever that is
 *     an expression's position  is attached to the next bytecode that can have an effect; it does not replace a statement's
 *
 *     return await (await p).json();      p is a local variable: loading it is no effect
 *     ^statement    ^      ^second await is reported at `json`
 *                   first await is reported at `return`, as nothing came between
 *
 * Where the foretelling is not exact, `lookup.ts` falls back to what stands around the position.
 */
import type { SyntaxNode } from './tree';
import { child, children, isFunction, list } from './tree';
import { nextToken, skipTrivia } from './trivia';

const NONE = -1;

export class Evaluation {
  /** Offset at which V8 reports the node's await: an await, a `for await`, a yield or return of an async generator, a block with `await using`. */
  readonly reported = new Map<SyntaxNode, number>();
  /** Where `for await` closes its iterator when it is left early. */
  readonly closed = new Map<SyntaxNode, number>();

  private statementAt = NONE;
  private expressionAt = NONE;
  /** A statement's position whose bytecode may vanish (a register move): the next one without a position inherits it. */
  private deferred = NONE;
  private last = NONE;
  private asyncGenerator = false;

  constructor(private readonly text: string) {}

  /** Goes through one function, or the program, without the functions within. */
  run(root: SyntaxNode): void {
    this.statementAt = this.expressionAt = this.deferred = NONE;
    this.last = root.start;
    this.asyncGenerator = root['async'] === true && root['generator'] === true;
    if (!isFunction(root)) {
      this.body(root);
      return;
    }
    for (const parameter of list(root, 'params')) this.pattern(parameter);
    const body = child(root, 'body')!;
    if (body.type === 'BlockStatement') {
      this.body(body);
    } else {
      this.statement(body.start);
      this.visit(body);
    }
  }

  private statement(offset: number): void {
    this.statementAt = offset;
    this.expressionAt = NONE;
  }

  private expression(offset: number): void {
    if (this.statementAt === NONE) this.expressionAt = offset;
  }

  /** A bytecode that cannot fail or be observed. */
  private pure(): void {
    if (this.statementAt !== NONE) this.write(this.statementAt);
  }

  /** A load of a local variable: it may be no bytecode at all. */
  private move(): void {
    if (this.statementAt === NONE) return;
    this.deferred = this.statementAt;
    this.statementAt = NONE;
  }

  private effect(): void {
    if (this.statementAt !== NONE) this.write(this.statementAt);
    else if (this.expressionAt !== NONE) this.write(this.expressionAt);
    else if (this.deferred !== NONE) this.write(this.deferred);
  }

  private write(offset: number): void {
    this.last = offset;
    this.statementAt = this.expressionAt = this.deferred = NONE;
  }

  /** @param at the position written when the await is left */
  private suspend(node: SyntaxNode, at: number): void {
    this.effect();
    if (!this.reported.has(node)) this.reported.set(node, this.last);
    this.expression(at);
    this.effect();
  }

  /** A block's statements, and the disposal at its end. */
  private body(block: SyntaxNode): void {
    for (const statement of list(block, 'body')) this.visit(statement);
    if (list(block, 'body').some(isAwaitUsing)) this.suspend(block, this.last);
  }

  private each(node: SyntaxNode, field: string): void {
    for (const item of list(node, field)) this.visit(item);
  }

  private maybe(node: SyntaxNode, field: string): void {
    const inner = child(node, field);
    if (inner) this.visit(inner);
  }

  /** A binding's or assignment's target: only its defaults and computed keys are evaluated. */
  private pattern(node: SyntaxNode): void {
    switch (node.type) {
      case 'Identifier':
        return;
      case 'AssignmentPattern':
        this.maybe(node, 'right');
        this.pattern(child(node, 'left')!);
        return;
      case 'RestElement':
        this.pattern(child(node, 'argument')!);
        return;
      case 'ArrayPattern':
        this.expression(node.start);
        this.effect();
        for (const item of list(node, 'elements')) this.pattern(item);
        return;
      case 'ObjectPattern':
        for (const property of list(node, 'properties')) {
          if (property.type === 'RestElement') {
            this.pattern(property);
            continue;
          }
          const value = child(property, 'value')!;
          if (property['computed'] === true) this.maybe(property, 'key');
          this.expression(value.start);
          this.effect();
          this.pattern(value);
        }
        return;
      default:
        this.visit(node);
    }
  }

  private visit(node: SyntaxNode): void {
    switch (node.type) {
      case 'FunctionDeclaration':
        return;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
      case 'Literal':
      case 'ThisExpression':
      case 'EmptyStatement':
        if (node.type !== 'EmptyStatement') this.pure();
        return;
      case 'Identifier':
        this.expression(node.start);
        this.move();
        return;

      case 'ExpressionStatement':
        this.statement(node.start);
        this.maybe(node, 'expression');
        return;
      case 'ReturnStatement':
        this.statement(node.start);
        this.maybe(node, 'argument');
        if (this.asyncGenerator) this.suspend(node, node.start);
        else this.pure();
        return;
      case 'ThrowStatement':
      case 'IfStatement':
      case 'SwitchStatement':
      case 'BreakStatement':
      case 'ContinueStatement':
        this.branch(node);
        return;
      case 'VariableDeclaration':
        for (const declarator of list(node, 'declarations')) this.declarator(declarator);
        return;
      case 'WhileStatement':
        this.condition(node, 'test');
        this.maybe(node, 'body');
        return;
      case 'DoWhileStatement':
        this.maybe(node, 'body');
        this.condition(node, 'test');
        return;
      case 'ForStatement':
        this.forLoop(node);
        return;
      case 'ForInStatement':
      case 'ForOfStatement':
        this.forEach(node);
        return;
      case 'BlockStatement':
      case 'StaticBlock':
        this.body(node);
        return;
      case 'ClassDeclaration':
      case 'ClassExpression':
        this.classes(node);
        return;

      case 'AwaitExpression':
        this.expression(node.start);
        this.maybe(node, 'argument');
        this.suspend(node, node.start);
        return;
      case 'YieldExpression':
        this.expression(node.start);
        this.maybe(node, 'argument');
        if (!child(node, 'argument')) this.pure();
        if (node['delegate'] === true) {
          this.expression(child(node, 'argument')!.start);
          this.effect();
          this.expression(node.start);
        }
        this.suspend(node, node.start);
        return;
      case 'MemberExpression':
        this.member(node);
        return;
      case 'CallExpression':
        this.call(node);
        return;
      case 'NewExpression':
      case 'ImportExpression':
        this.maybe(node, 'callee');
        this.maybe(node, 'source');
        this.each(node, 'arguments');
        this.expression(node.start);
        this.effect();
        return;
      case 'TaggedTemplateExpression':
        this.maybe(node, 'tag');
        this.each(child(node, 'quasi')!, 'expressions');
        this.expression(child(node, 'quasi')!.start);
        this.effect();
        return;
      case 'TemplateLiteral':
        // an empty text before the first part is no bytecode
        if (list(node, 'quasis')[0]?.end !== list(node, 'quasis')[0]?.start) this.pure();
        for (const part of list(node, 'expressions')) {
          this.visit(part);
          this.effect();
        }
        return;
      case 'AssignmentExpression':
        this.assignment(node);
        return;
      case 'BinaryExpression':
        this.maybe(node, 'left');
        this.maybe(node, 'right');
        this.expression(this.operator(node));
        this.effect();
        return;
      case 'UnaryExpression':
        this.maybe(node, 'argument');
        if (/^[-+~]$/.test(String(node['operator']))) this.expression(node.start);
        this.effect();
        return;
      case 'ArrayExpression':
      case 'ObjectExpression':
        this.effect();
        for (const inner of children(node)) {
          this.visit(inner);
          this.effect();
        }
        return;
      case 'Property':
        if (node['computed'] === true) this.maybe(node, 'key');
        this.maybe(node, 'value');
        return;
      default:
        for (const inner of children(node)) this.visit(inner);
    }
  }

  private branch(node: SyntaxNode): void {
    this.statement(node.start);
    if (node.type === 'SwitchStatement') {
      this.maybe(node, 'discriminant');
      const cases = list(node, 'cases');
      for (const one of cases) this.maybe(one, 'test');
      for (const one of cases) this.each(one, 'consequent');
      return;
    }
    this.maybe(node, 'test');
    this.maybe(node, 'argument');
    this.effect();
    this.maybe(node, 'consequent');
    this.maybe(node, 'alternate');
  }

  private condition(node: SyntaxNode, field: string): void {
    const test = child(node, field);
    if (!test) return;
    this.statement(this.position(test));
    this.visit(test);
    this.pure();
  }

  private declarator(node: SyntaxNode): void {
    const target = child(node, 'id')!;
    const init = child(node, 'init');
    if (init) {
      const equals = skipTrivia(this.text, target.end);
      this.statement(this.text[equals] === '=' ? skipTrivia(this.text, equals + 1) : init.start);
      this.visit(init);
    }
    this.pattern(target);
  }

  private forLoop(node: SyntaxNode): void {
    const init = child(node, 'init');
    if (init) {
      if (init.type !== 'VariableDeclaration') this.statement(init.start);
      this.visit(init);
    }
    this.condition(node, 'test');
    this.maybe(node, 'body');
    const update = child(node, 'update');
    if (update) {
      this.statement(update.start);
      this.visit(update);
    }
  }

  private forEach(node: SyntaxNode): void {
    const iterated = child(node, 'right')!;
    const left = child(node, 'left')!;
    const target =
      left.type === 'VariableDeclaration' ? child(list(left, 'declarations')[0] ?? left, 'id')! : left;
    this.statement(this.position(iterated));
    this.visit(iterated);
    this.expression(iterated.start);
    this.effect();
    this.statement(target.start);
    this.effect();
    if (node['await'] === true) {
      this.reported.set(node, this.last);
    }
    this.pattern(target);
    this.maybe(node, 'body');
    if (left['kind'] === 'await using') this.suspend(child(node, 'body')!, this.last);
    if (node['await'] === true) {
      this.effect();
      this.closed.set(node, this.last);
    }
  }

  private classes(node: SyntaxNode): void {
    this.maybe(node, 'superClass');
    this.pure();
    for (const member of list(child(node, 'body')!, 'body')) {
      if (member['computed'] === true) this.maybe(member, 'key');
    }
  }

  private member(node: SyntaxNode): void {
    const property = child(node, 'property')!;
    this.maybe(node, 'object');
    if (node['computed'] === true) {
      this.visit(property);
      this.expression(nextToken(this.text, child(node, 'object')!.end, ')?.'));
    } else {
      this.expression(property.start);
    }
    this.effect();
  }

  private call(node: SyntaxNode): void {
    const callee = child(node, 'callee');
    if (callee?.type === 'MemberExpression') this.member(callee);
    else if (callee) this.visit(callee);
    this.each(node, 'arguments');
    this.expression(this.position(node));
    this.effect();
  }

  private assignment(node: SyntaxNode): void {
    const target = child(node, 'left')!;
    if (target.type === 'MemberExpression') {
      this.maybe(target, 'object');
      if (target['computed'] === true) this.maybe(target, 'property');
    }
    if (node['operator'] !== '=') {
      if (target.type === 'MemberExpression') this.expression(child(target, 'property')!.start);
      if (target.type === 'MemberExpression') this.effect();
      else this.move();
    }
    this.maybe(node, 'right');
    if (target.type === 'Identifier') {
      if (node['operator'] !== '=') this.expression(this.operator(node));
      this.effect();
      return;
    }
    if (target.type === 'MemberExpression') {
      this.expression(nextToken(this.text, target.end, ')'));
      this.effect();
      return;
    }
    this.pattern(target);
  }

  /** Offset of a two-sided expression's operator. */
  private operator(node: SyntaxNode): number {
    return nextToken(this.text, child(node, 'left')!.end, ')');
  }

  /** Where V8 sees an expression. */
  private position(node: SyntaxNode): number {
    switch (node.type) {
      case 'CallExpression':
        return callPosition(node, this.text);
      case 'MemberExpression':
        return node['computed'] === true
          ? nextToken(this.text, child(node, 'object')!.end, ')?.')
          : child(node, 'property')!.start;
      case 'BinaryExpression':
      case 'LogicalExpression':
      case 'AssignmentExpression':
        return this.operator(node);
      case 'ConditionalExpression':
        return nextToken(this.text, child(node, 'test')!.end, ')');
      case 'ChainExpression':
        return this.position(child(node, 'expression')!);
      default:
        return node.start;
    }
  }
}

/**
 * @returns the offset at which V8 reports a call: the name called where the `(` follows on a name, else the `(`
 */
export function callPosition(node: SyntaxNode, text: string): number {
  const callee = child(node, 'callee')!;
  const paren = nextToken(text, callee.end, '');
  if (text[paren] !== '(') return nextToken(text, paren, ')?.');
  if (callee.type === 'Identifier' || callee.type === 'Super') return callee.start;
  const property = child(callee, 'property');
  if (callee.type === 'MemberExpression' && callee['computed'] !== true && property) return property.start;
  return paren;
}

function isAwaitUsing(node: SyntaxNode): boolean {
  return node.type === 'VariableDeclaration' && node['kind'] === 'await using';
}
