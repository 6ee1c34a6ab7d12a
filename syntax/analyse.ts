/** What a script's text has to say about awaits, functions and calls: the places that a recording points at. */
import { Evaluation, callPosition } from './evaluation';
import { lineOf, lineStarts } from './lines';
import { isGiven, titleOf } from './titles';
import type { SyntaxNode } from './tree';
import { child, children, isFunction, list, parse } from './tree';
import { nextToken } from './trivia';

export interface Place {
  /** UTF-16 units from the start of the text. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

/** What suspends: `yield` and `return` do so in async generators only. */
export type AwaitKind = 'await' | 'for' | 'using' | 'yield' | 'return';

/** Something that suspends a task. Its place is the keyword; of an `await using` the block at whose end it disposes. */
export interface AwaitSite extends Place {
  readonly kind: AwaitKind;
  /** Extent: the await expression, the head of the loop, the block. */
  readonly start: number;
  readonly end: number;
  /** Extent of the expression that is awaited, or gone through; undefined where none is written. */
  readonly operand: { readonly start: number; readonly end: number } | undefined;
  /** Extent of the statement around it. */
  readonly statementStart: number;
  readonly statementEnd: number;
  /** Offsets at which V8 is expected to report it; of a `for await` also that of its iterator's close. */
  readonly reported: readonly number[];
  /** Index into {@link SourceSyntax.functions}, -1 outside of functions. */
  readonly function: number;
}

/** A function. Its place is its first token, `async` included; of a method its key. */
export interface FunctionSite extends Place {
  readonly async: boolean;
  readonly generator: boolean;
  readonly arrow: boolean;
  /** A method's key as it is written; undefined of other functions. */
  readonly method: string | undefined;
  /** Offset of the first token; of a method its modifiers (`static`, `async`) included. */
  readonly head: number;
  /** Extent of what belongs to the function itself: of a method from its `(`. */
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Where V8 says the function starts: its `(`; of an arrow function its first token. */
  readonly reported: number;
  /** Index of the function around it, or -1. */
  readonly parent: number;
  /** Of a function that a call is given: the string that stands first in that call, or in one around it (`it('adds', …)`). */
  readonly title?: string;
}

/** A call. Its place is the name called (`c` in `a.b.c()`), of a construction `new`; where nothing is named, the `(`. */
export interface CallSite extends Place {
  readonly kind: 'call' | 'new' | 'tag' | 'import';
  readonly start: number;
  readonly end: number;
  /** Offset at which V8 reports it. */
  readonly reported: number;
}

export interface SourceSyntax {
  /** Offset of each line's begin; line n is entry n - 1. */
  readonly lines: Uint32Array;
  /** By `start`. */
  readonly functions: readonly FunctionSite[];
  /** By `start`, so that an await stands after those around it. */
  readonly awaits: readonly AwaitSite[];
  readonly calls: readonly CallSite[];
}

/**
 * @param text a script as it ran: JavaScript, module or CommonJS
 * @returns undefined if it does not parse
 */
export function analyse(text: string): SourceSyntax | undefined {
  const program = parse(text);
  if (!program) return undefined;
  try {
    return new Analysis(text).run(program);
  } catch (e) {
    // nested deeper than the stack is
    if (e instanceof RangeError) return undefined;
    throw e;
  }
}

interface Around {
  readonly function: number;
  readonly asyncGenerator: boolean;
  readonly statement: SyntaxNode;
  /** Of the function that the innermost call is given. */
  readonly title?: string;
}

class Analysis {
  private readonly lines: Uint32Array;
  private readonly evaluation: Evaluation;
  private readonly functions: FunctionSite[] = [];
  private readonly awaits: AwaitSite[] = [];
  private readonly calls: CallSite[] = [];

  constructor(private readonly text: string) {
    this.lines = lineStarts(text);
    this.evaluation = new Evaluation(text);
  }

  run(program: SyntaxNode): SourceSyntax {
    this.evaluation.run(program);
    this.inside(program, { function: -1, asyncGenerator: false, statement: program });
    const { lines, functions, awaits, calls } = this;
    // equal starts: the wider one is the outer one
    awaits.sort((a, b) => a.start - b.start || b.end - a.end);
    return { lines, functions, awaits, calls };
  }

  private place(offset: number): Place {
    const line = lineOf(this.lines, offset);
    return { offset, line, column: offset - this.lines[line - 1]! + 1 };
  }

  private inside(node: SyntaxNode, around: Around): void {
    for (const inner of children(node)) this.visit(inner, around, node);
  }

  private visit(node: SyntaxNode, around: Around, parent: SyntaxNode): void {
    if (isFunction(node)) {
      this.function(node, around, parent);
      return;
    }
    let here = isStatement(node) ? { ...around, statement: node } : around;
    switch (node.type) {
      case 'AwaitExpression':
        this.await('await', node, node.start, node.end, here);
        break;
      case 'YieldExpression':
        if (around.asyncGenerator) this.await('yield', node, node.start, node.end, here);
        break;
      case 'ReturnStatement':
        if (around.asyncGenerator) this.await('return', node, node.start, node.end, here);
        break;
      case 'ForOfStatement':
        if (node['await'] === true) this.await('for', node, node.start, child(node, 'body')!.start, here);
        if (child(node, 'left')?.['kind'] === 'await using') this.using(child(node, 'body')!, here);
        break;
      case 'VariableDeclaration':
        if (node['kind'] === 'await using' && Array.isArray(parent['body']))
          this.using(parent, { ...here, statement: parent });
        break;
      case 'CallExpression':
      case 'NewExpression':
      case 'TaggedTemplateExpression':
      case 'ImportExpression':
        this.call(node);
        here = withTitle(here, node);
        break;
    }
    this.inside(node, here);
  }

  private await(kind: AwaitKind, node: SyntaxNode, start: number, end: number, around: Around): void {
    const operand = child(node, 'argument') ?? child(node, 'right');
    const reported = [this.evaluation.reported.get(node), this.evaluation.closed.get(node)];
    this.awaits.push({
      kind,
      ...this.place(start),
      start,
      end,
      operand: operand && { start: operand.start, end: operand.end },
      statementStart: around.statement.start,
      statementEnd: around.statement.end,
      reported: reported.filter((offset) => offset !== undefined),
      function: around.function,
    });
  }

  /** The block of one or more `await using`. */
  private using(block: SyntaxNode, around: Around): void {
    if (this.awaits.some((site) => site.kind === 'using' && site.start === block.start)) return;
    this.await('using', block, block.start, block.end, around);
  }

  private function(node: SyntaxNode, around: Around, parent: SyntaxNode): void {
    this.evaluation.run(node);
    const body = child(node, 'body')!;
    const method = methodOf(node, parent);
    const arrow = node.type === 'ArrowFunctionExpression';
    const async = node['async'] === true;
    const generator = node['generator'] === true;
    const index = this.functions.length;
    this.functions.push({
      ...this.place(method ? keyStart(method, this.text) : node.start),
      async,
      generator,
      arrow,
      method: method && keyText(method, this.text),
      head: method ? method.start : node.start,
      start: node.start,
      end: node.end,
      bodyStart: body.start,
      bodyEnd: body.end,
      reported: arrow ? node.start : this.text.indexOf('(', child(node, 'id')?.end ?? node.start),
      parent: around.function,
      ...(around.title !== undefined && isGiven(node, parent) && { title: around.title }),
    });
    this.inside(node, { function: index, asyncGenerator: async && generator, statement: node });
  }

  private call(node: SyntaxNode): void {
    const { start, end } = node;
    const add = (kind: CallSite['kind'], at: number, reported = at): void => {
      this.calls.push({ kind, ...this.place(at), start, end, reported });
    };
    if (node.type === 'NewExpression') add('new', start);
    else if (node.type === 'ImportExpression') add('import', start);
    else if (node.type === 'TaggedTemplateExpression')
      add('tag', nameCalled(child(node, 'tag')!, start), child(node, 'quasi')!.start);
    else {
      const reported = callPosition(node, this.text);
      add('call', nameCalled(child(node, 'callee')!, reported), reported);
    }
  }
}

/** @returns offset of the last name of what is called; `otherwise` if it has none */
export function nameCalled(callee: SyntaxNode, otherwise: number): number {
  if (callee.type === 'MemberExpression') return child(callee, 'property')!.start;
  if (callee.type === 'ChainExpression') return nameCalled(child(callee, 'expression')!, otherwise);
  // `(0, lib.name)()`, as compilers write the call of an import
  if (callee.type === 'SequenceExpression') return nameCalled(list(callee, 'expressions').at(-1)!, otherwise);
  return callee.type === 'Identifier' || callee.type === 'Super' ? callee.start : otherwise;
}

/** @returns the method, getter or setter that a function is the value of */
export function methodOf(node: SyntaxNode, parent: SyntaxNode): SyntaxNode | undefined {
  if (parent['value'] !== node) return undefined;
  const isMethod =
    parent.type === 'MethodDefinition' ||
    (parent.type === 'Property' && (parent['method'] === true || parent['kind'] !== 'init'));
  return isMethod ? parent : undefined;
}

function keyText(method: SyntaxNode, text: string): string {
  const key = child(method, 'key')!;
  return method['computed'] === true ? '[' : text.slice(key.start, key.end);
}

/** Offset of a method's key; of a computed one its `[`. */
function keyStart(method: SyntaxNode, text: string): number {
  const key = child(method, 'key')!;
  if (method['computed'] !== true) return key.start;
  // only modifiers, a `*` and decorators stand before the bracket
  const from = list(method, 'decorators').at(-1)?.end ?? method.start;
  let at = nextToken(text, from, '*');
  while (at < key.start && text[at] !== '[')
    at = nextToken(text, at + (/^[\w$]+/.exec(text.slice(at, key.start))?.[0].length ?? 1), '*');
  return Math.min(at, key.start);
}

/** `it('adds', withServer(async () => …))`: a call inside of another one has its title, unless it has its own. */
function withTitle(around: Around, call: SyntaxNode): Around {
  const title = titleOf(call);
  return title === undefined ? around : { ...around, title };
}

function isStatement(node: SyntaxNode): boolean {
  return (
    node.type.endsWith('Statement') || node.type === 'VariableDeclaration' || node.type === 'StaticBlock'
  );
}
