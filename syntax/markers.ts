/**
 * Plans the markers of a script: calls into the tracer, put in so that the program means the same.
 *
 *     await E                 →  _aw$u(#,await _aw$a(#,E))
 *     async function f() {…}  →  async function f() {_aw$s(#);…;_aw$o();}
 *     return E                →  return _aw$r(E)
 *     async (x) => E          →  async (x) => _aw$v(_aw$s(#),E)
 *     new Promise(E)          →  new Promise(_aw$p(#,Promise,E))
 *     f(a, E)                 →  f(a, _aw$c(#,E))       where f may be an async function
 *
 * docs/markers.md tells what each does, and why it stands where it stands.
 */
import { isStatementList, watchOf } from './await-watch';
import { callPosition } from './evaluation';
import { mayNeedMarkers } from './marker-need';
import { MARKER_PREFIX, SiteKind, Watch } from './marker-plan';
import type { MarkedSite, MarkerPlan } from './marker-plan';
import { lastName, newNames, noteNames } from './marker-scope';
import type { SyntaxNode } from './tree';
import { child, children, isFunction, list, parseAs } from './tree';
import type { SourceType } from './tree';

const NODE_VM = /['"](?:node:)?vm['"]/;
const STATICS = new Set<string>(['resolve', 'reject', 'all', 'allSettled', 'race', 'any', 'try']);
const THENS = new Set<string>(['then', 'catch', 'finally']);

/** A script that needs no markers. */
export const NO_MARKERS: MarkerPlan = {
  at: [],
  inserted: [],
  numbers: [],
  sites: [],
  builtins: [],
  dynamic: false,
};

/**
 * @param text JavaScript as it is about to run
 * @param type how it is loaded; CommonJS that is really a module is taken as one
 * @returns undefined if it cannot be marked
 */
export function planMarkers(text: string, type: SourceType): MarkerPlan | undefined {
  if (!mayNeedMarkers(text)) return NO_MARKERS;
  if (text.includes(MARKER_PREFIX)) return undefined;
  const program = parseAs(text, type) ?? (type === 'commonjs' ? parseAs(text, 'module') : undefined);
  if (!program) return undefined;
  try {
    return new Planner(text).run(program);
  } catch (e) {
    // nested deeper than the stack is
    if (e instanceof RangeError) return undefined;
    throw e;
  }
}

interface Around {
  /** Number of the marked function around; -1 if there is none. */
  readonly fn: number;
  readonly async: boolean;
  readonly generator: boolean;
  /** Its body stands in a try of ours: see {@link Planner.guarded}. */
  readonly guarded: boolean;
}

const OUTSIDE: Around = { fn: -1, async: false, generator: false, guarded: false };

class Planner {
  private readonly at: number[] = [];
  private readonly inserted: string[] = [];
  private readonly numbers: number[] = [];
  private readonly sites: MarkedSite[] = [];
  private readonly names = newNames();
  /** What is being visited, outermost first. */
  private readonly path: SyntaxNode[] = [];
  /** Markers of awaits that stand behind a statement. */
  private readonly pending: { readonly behind: SyntaxNode; readonly site: number }[] = [];
  private dynamic = false;

  constructor(private readonly text: string) {}

  run(program: SyntaxNode): MarkerPlan {
    this.dynamic = NODE_VM.test(this.text);
    this.note(program);
    this.path.push(program);
    this.program(program);
    const order = this.at.map((_, i) => i).sort((a, b) => this.at[a]! - this.at[b]! || a - b);
    return {
      at: order.map((i) => this.at[i]!),
      inserted: order.map((i) => this.inserted[i]!),
      numbers: order.map((i) => this.numbers[i]!),
      sites: this.sites,
      builtins: [...this.names.builtins],
      dynamic: this.dynamic,
    };
  }

  /** Names first: functions are called before they are declared. */
  private note(node: SyntaxNode): void {
    noteNames(node, this.names);
    for (const inner of children(node)) this.note(inner);
  }

  private insert(at: number, text: string, site = -1): void {
    this.at.push(at);
    this.inserted.push(text);
    this.numbers.push(site);
  }

  private site(kind: SiteKind, offset: number, fn: number, more: Partial<MarkedSite> = {}): number {
    const n = this.sites.length;
    this.sites.push({ kind, offset, fn: fn === OWN ? n : fn, ...more });
    return n;
  }

  /** Puts an expression into a marker's call, as its last argument. */
  private wrap(node: SyntaxNode, before: string, site: number, visit: () => void): void {
    const joins = /[\w$]/.test(this.text[node.start - 1] ?? '') ? ' ' : '';
    const sequence = node.type === 'SequenceExpression';
    this.insert(node.start, joins + before + (sequence ? '(' : ''), site);
    visit();
    this.insert(node.end, sequence ? '))' : ')');
  }

  private program(program: SyntaxNode): void {
    const body = list(program, 'body');
    const first = body[0];
    if (!first || !hasTopLevelAwait(program)) return this.inside(program, OUTSIDE);
    const fn = this.site(SiteKind.module, 0, OWN, { implicit: hasImplicitAwait(program) });
    this.insert(first.start, '_aw$m(#);', fn);
    this.inside(program, { ...OUTSIDE, fn, async: true });
    // What a module disposes of at its end comes behind all that can be marked.
    if (!body.some(isUsing)) this.insert(body[body.length - 1]!.end, ';_aw$n();');
  }

  private inside(node: SyntaxNode, around: Around): void {
    for (const inner of children(node)) this.visit(inner, around, node);
  }

  private visit(node: SyntaxNode, around: Around, parent: SyntaxNode): void {
    this.path.push(node);
    this.node(node, around, parent);
    this.path.pop();
    while (this.pending.at(-1)?.behind === node) this.close(node.end, this.pending.pop()!.site);
  }

  private close(at: number, site: number): void {
    if (site === BRACE) this.insert(at, '}');
    else this.insert(at, ';_aw$u(#);', site);
  }

  private node(node: SyntaxNode, around: Around, parent: SyntaxNode): void {
    if (isFunction(node)) return this.function(node, parent);
    if (around.async && isImplicitAwait(node)) this.implicit(node, around, parent);
    switch (node.type) {
      case 'PropertyDefinition':
        return this.field(node, around);
      case 'StaticBlock':
        return this.inside(node, OUTSIDE);
      case 'AwaitExpression':
        return this.await(node, around);
      case 'YieldExpression':
        if (around.generator) return this.yield(node, around);
        break;
      case 'ReturnStatement':
        if (around.async) return this.return(node, around);
        break;
      case 'TryStatement':
        if (around.async) return this.try(node, around);
        break;
      case 'CallExpression':
        return this.call(node, around, parent);
      case 'NewExpression':
        return this.construction(node, around);
    }
    this.inside(node, around);
  }

  /** A field's value is code of its own, in which nothing of the function around can be awaited; its key is not. */
  private field(node: SyntaxNode, around: Around): void {
    const value = child(node, 'value');
    for (const inner of children(node)) this.visit(inner, inner === value ? OUTSIDE : around, node);
  }

  private implicit(node: SyntaxNode, around: Around, parent: SyntaxNode): void {
    if (node.type === 'VariableDeclaration') return this.disposal(around, parent);
    const loop = node.type === 'ForOfStatement';
    const watch = loop ? { watch: Watch.later } : {};
    const site = this.site(SiteKind.await, node.start, around.fn, { end: node.end, ...watch });
    if (!loop) return;
    if (isStatementList(parent)) this.pending.push({ behind: node, site });
    this.loop(child(node, 'body')!, site);
  }

  /** The end of a block with `await using`, or of each round of a loop over such: one site for all that is disposed of there. */
  private disposal(around: Around, parent: SyntaxNode): void {
    const block = usingBlock(parent);
    const first = list(block, 'body').find(isAwaitUsing);
    if (block === parent && first !== this.path.at(-1)) return;
    const outer = this.path.at(-3);
    const watched = outer !== undefined && isStatementOf(block, outer);
    const watch = watched ? { watch: Watch.later } : {};
    const site = this.site(SiteKind.await, block.start, around.fn, { end: block.end, ...watch });
    if (watched) this.pending.push({ behind: block, site });
  }

  /** A marker at the begin of each round. */
  private loop(body: SyntaxNode, site: number): void {
    if (body.type === 'BlockStatement') return this.insert(body.start + 1, '_aw$u(#);', site);
    this.insert(body.start, '{_aw$u(#);', site);
    this.pending.push({ behind: body, site: BRACE });
  }

  private await(node: SyntaxNode, around: Around): void {
    const argument = child(node, 'argument')!;
    if (!around.async) return this.inside(node, around);
    const { flags, around: holder, behind, within } = watchOf(node, this.path.slice(0, -1));
    const site = this.site(SiteKind.await, node.start, around.fn, flags === 0 ? {} : { watch: flags });
    if (behind) this.pending.push({ behind, site });
    if (within) this.loop(within, site);
    const visit = (): void => this.wrap(argument, '_aw$a(#,', site, () => this.visit(argument, around, node));
    if (holder) this.wrap(holder, '_aw$u(#,', site, visit);
    else visit();
  }

  private yield(node: SyntaxNode, around: Around): void {
    const argument = child(node, 'argument');
    this.insert(node.start, '_aw$Y(_aw$G,');
    if (node['delegate'] === true) {
      this.inside(node, around);
    } else {
      const site = this.site(SiteKind.await, node.start, around.fn);
      if (argument) this.wrap(argument, '_aw$b(_aw$G,#,', site, () => this.visit(argument, around, node));
      else this.insert(node.start + 'yield'.length, ' _aw$b(_aw$G,#)', site);
    }
    this.insert(node.end, ')');
  }

  private return(node: SyntaxNode, around: Around): void {
    const argument = child(node, 'argument');
    const visit = (): void => this.visit(argument!, around, node);
    if (around.generator) {
      if (!argument) return;
      const site = this.site(SiteKind.await, node.start, around.fn);
      return this.wrap(argument, '_aw$a(#,', site, visit);
    }
    const marker = around.guarded ? '_aw$w(' : '_aw$r(';
    if (argument) this.wrap(argument, marker, -1, visit);
    else this.insert(node.start + 'return'.length, ` ${marker})`);
  }

  /** What a `return` within try began, a `finally` may undo. */
  private try(node: SyntaxNode, around: Around): void {
    this.visit(child(node, 'block')!, around, node);
    const handler = child(node, 'handler');
    const finalizer = child(node, 'finalizer');
    if (handler) {
      const body = child(handler, 'body')!;
      if (around.generator) this.insert(body.start + 1, '_aw$Z(_aw$G);');
      this.inside(handler, around);
    }
    if (!finalizer) return;
    if (around.generator) this.insert(finalizer.start + 1, '_aw$Z(_aw$G);');
    else this.insert(finalizer.start + 1, 'const _aw$F=_aw$f();');
    this.inside(finalizer, around);
    if (!around.generator) this.insert(finalizer.end - 1, ';_aw$g(_aw$F);');
  }

  private function(node: SyntaxNode, parent: SyntaxNode): void {
    const async = node['async'] === true;
    const generator = node['generator'] === true;
    const body = child(node, 'body')!;
    if (!async || (generator && !mayBeWrapped(body))) {
      for (const parameter of list(node, 'params')) this.visit(parameter, OUTSIDE, node);
      return body.type === 'BlockStatement' ? this.inside(body, OUTSIDE) : this.visit(body, OUTSIDE, node);
    }
    const start = parent['value'] === node ? parent.start : node.start;
    const kind = generator ? SiteKind.generator : SiteKind.function;
    const fn = this.site(kind, start, OWN, { implicit: hasImplicitAwait(body) });
    if (!generator) this.parameters(node);
    else for (const parameter of list(node, 'params')) this.visit(parameter, OUTSIDE, node);
    if (body.type !== 'BlockStatement') {
      const inner = { fn, async, generator, guarded: false };
      return this.wrap(body, '_aw$v(_aw$s(#),', fn, () => this.returned(body, inner, node));
    }
    const guarded = !generator && leavesThroughClose(body) && mayBeWrapped(body);
    this.body(body, { fn, async, generator, guarded });
  }

  /** A call that is returned is marked as one that is awaited is. */
  private returned(node: SyntaxNode, around: Around, parent: SyntaxNode): void {
    this.visit(node, around, parent.type === 'ArrowFunctionExpression' ? RETURN : parent);
  }

  private body(body: SyntaxNode, around: Around): void {
    const directives = list(body, 'body').filter((s) => typeof s['directive'] === 'string');
    const last = directives[directives.length - 1];
    const at = last ? last.end : body.start + 1;
    const semicolon = last ? ';' : '';
    const { fn, generator, guarded } = around;
    if (generator) this.insert(at, `${semicolon}const _aw$G=_aw$k(#);try{`, fn);
    else this.insert(at, `${semicolon}_aw$s(#);${guarded ? 'try{' : ''}`, fn);
    this.inside(body, around);
    const end = body.end - 1;
    if (generator)
      this.insert(end, ';_aw$o();}catch(_aw$E){_aw$X(_aw$G);throw _aw$E;}finally{_aw$K(_aw$G);}');
    else if (guarded) this.insert(end, ';_aw$o();}catch(_aw$E){_aw$x();throw _aw$E;}finally{_aw$e();}');
    else this.insert(end, ';_aw$o();');
  }

  /** What a default calls may make promises: the one that the call itself has made is kept meanwhile. */
  private parameters(node: SyntaxNode): void {
    const visit = (inner: SyntaxNode, parent: SyntaxNode): void => {
      if (inner.type === 'AssignmentPattern') {
        const right = child(inner, 'right')!;
        visit(child(inner, 'left')!, inner);
        if (isQuiet(right)) this.visit(right, OUTSIDE, inner);
        else this.wrap(right, '_aw$q(_aw$P(),', -1, () => this.visit(right, OUTSIDE, inner));
        return;
      }
      if (PATTERNS.has(inner.type)) for (const part of children(inner)) visit(part, inner);
      else this.visit(inner, OUTSIDE, parent);
    };
    for (const parameter of list(node, 'params')) visit(parameter, node);
  }

  private construction(node: SyntaxNode, around: Around): void {
    const callee = child(node, 'callee')!;
    const last = lastArgument(node);
    if (callee['name'] === 'Function') this.dynamic = true;
    if (callee['name'] !== 'Promise' || !last) return this.inside(node, around);
    const site = this.site(SiteKind.maker, node.start, around.fn, { maker: 'new' });
    this.argument(node, last, '_aw$p(#,Promise,', site, around);
  }

  private call(node: SyntaxNode, around: Around, parent: SyntaxNode): void {
    const callee = child(node, 'callee')!;
    this.noteDynamic(callee);
    const last = lastArgument(node);
    const none = list(node, 'arguments').length === 0;
    const marker = last || none ? this.markerOf(callee, around, node, parent) : undefined;
    if (!marker) return this.inside(node, around);
    const { before, kind, maker } = marker;
    const reported = callPosition(node, this.text);
    if (last) {
      const site = this.site(kind, reported, around.fn, maker ? { maker } : {});
      return this.argument(node, last, before, site, around);
    }
    if (kind !== SiteKind.call || !mayBeGrouped(node, parent)) return this.inside(node, around);
    const site = this.site(kind, reported, around.fn);
    const bare = parent.type === 'ExpressionStatement';
    this.insert(node.start, bare ? '_aw$c(#),' : '(_aw$c(#),', site);
    this.inside(node, around);
    if (!bare) this.insert(node.end, ')');
  }

  private markerOf(
    callee: SyntaxNode,
    around: Around,
    node: SyntaxNode,
    parent: SyntaxNode,
  ): { before: string; kind: SiteKind; maker?: string } | undefined {
    if (callee.type === 'Super' || callee.type === 'Import') return undefined;
    const name = lastName(callee)?.['name'] as string | undefined;
    const object = callee.type === 'MemberExpression' ? child(callee, 'object') : undefined;
    if (object?.['name'] === 'Promise' && name !== undefined && STATICS.has(name))
      return { before: '_aw$p(#,Promise,', kind: SiteKind.maker, maker: name };
    if (object && name !== undefined && THENS.has(name))
      return { before: '_aw$h(#,', kind: SiteKind.maker, maker: name };
    const root = rootOf(callee);
    if (root !== undefined && this.names.native.has(root) && (object || callee.type === 'Identifier')) {
      return root === 'process' && name !== 'nextTick'
        ? undefined
        : { before: `_aw$t(#,${root},`, kind: SiteKind.native };
    }
    if (name === 'require' || name === 'eval') return undefined;
    const awaited = parent.type === 'AwaitExpression' || (parent.type === 'ReturnStatement' && around.async);
    const wanted = awaited || (name !== undefined && this.names.async.has(name));
    return wanted && node['optional'] !== true ? { before: '_aw$c(#,', kind: SiteKind.call } : undefined;
  }

  /** Visits a call, with its last argument in a marker. */
  private argument(node: SyntaxNode, last: SyntaxNode, before: string, site: number, around: Around): void {
    for (const inner of children(node)) {
      if (inner === last) this.wrap(inner, before, site, () => this.visit(inner, around, node));
      else this.visit(inner, around, node);
    }
  }

  private noteDynamic(callee: SyntaxNode): void {
    const name = callee['name'];
    if (name === 'eval' || name === 'Function') this.dynamic = true;
  }
}

/** In the place of a site: a block of ours ends. */
const BRACE = -3;
/** For {@link Planner.site}: the site is a function and stands in itself. */
const OWN = -2;
const RETURN: SyntaxNode = { type: 'ReturnStatement', start: 0, end: 0 };
const PATTERNS = new Set(['ObjectPattern', 'ArrayPattern', 'RestElement', 'Property']);
function lastArgument(node: SyntaxNode): SyntaxNode | undefined {
  const last = list(node, 'arguments').at(-1);
  return last && last.type !== 'SpreadElement' ? last : undefined;
}

/** The name at the front of `a`, `a.b`, `a.b.c`. */
function rootOf(callee: SyntaxNode): string | undefined {
  let node: SyntaxNode = callee;
  while (node.type === 'MemberExpression' && node['optional'] !== true) node = child(node, 'object')!;
  return node.type === 'Identifier' ? (node['name'] as string) : undefined;
}

/** Places at which a call may stand behind a comma in parentheses, and no error would be worded otherwise for it. */
function mayBeGrouped(node: SyntaxNode, parent: SyntaxNode): boolean {
  switch (parent.type) {
    case 'ExpressionStatement':
    case 'AwaitExpression':
    case 'ReturnStatement':
    case 'ArrayExpression':
      return true;
    case 'VariableDeclarator':
      return child(parent, 'id')!.type === 'Identifier';
    case 'AssignmentExpression':
      return child(parent, 'right') === node && child(parent, 'left')!.type === 'Identifier';
    case 'CallExpression':
      return child(parent, 'callee') !== node;
    default:
      return false;
  }
}

/** Whether a body may stand in a block: functions that it declares would be others there. */
function mayBeWrapped(body: SyntaxNode): boolean {
  return !list(body, 'body').some((s) => s.type === 'FunctionDeclaration');
}

/** Nothing of the program's own runs when it is evaluated. */
function isQuiet(node: SyntaxNode): boolean {
  switch (node.type) {
    case 'Literal':
    case 'Identifier':
    case 'ThisExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
      return true;
    case 'ArrayExpression':
      return list(node, 'elements').every(isQuiet);
    case 'ObjectExpression':
      return list(node, 'properties').every(
        (p) => p.type === 'Property' && p['computed'] !== true && isQuiet(child(p, 'value')!),
      );
    case 'UnaryExpression':
      return child(node, 'argument')!.type === 'Literal';
    case 'TemplateLiteral':
      return list(node, 'expressions').length === 0;
    default:
      return false;
  }
}

/** Whether something in the function itself, and not in those within, is as asked. */
function has(node: SyntaxNode, asked: (node: SyntaxNode) => boolean): boolean {
  return children(node).some((c) => asked(c) || (!isFunction(c) && !OWN_CODE.has(c.type) && has(c, asked)));
}
const OWN_CODE = new Set(['PropertyDefinition', 'StaticBlock']);

function hasTopLevelAwait(program: SyntaxNode): boolean {
  return has(program, (n) => n.type === 'AwaitExpression') || hasImplicitAwait(program);
}

function hasImplicitAwait(body: SyntaxNode): boolean {
  return has(body, isImplicitAwait);
}

function isImplicitAwait(n: SyntaxNode): boolean {
  return (
    (n.type === 'ForOfStatement' && n['await'] === true) ||
    isAwaitUsing(n) ||
    (n.type === 'YieldExpression' && n['delegate'] === true)
  );
}

const isAwaitUsing = (n: SyntaxNode): boolean =>
  n.type === 'VariableDeclaration' && n['kind'] === 'await using';

/** The block at whose end something is disposed of: that of the declaration, or the body of the loop that it is the head of. */
function usingBlock(parent: SyntaxNode): SyntaxNode {
  return parent.type === 'ForOfStatement' ? child(parent, 'body')! : parent;
}

/**
 * A `return`, or the end of the body, stands where leaving closes an iterator or disposes of something, which may run code and
 * throw.
 */
function leavesThroughClose(body: SyntaxNode): boolean {
  const returns = (n: SyntaxNode): boolean => n.type === 'ReturnStatement';
  const closes = (n: SyntaxNode): boolean => n.type === 'ForOfStatement' || list(n, 'body').some(isUsing);
  return list(body, 'body').some(isUsing) || has(body, (n) => closes(n) && has(n, returns));
}

/** @param outer what it stands in, of which bodies of functions and of `finally` are passed over */
function isStatementOf(block: SyntaxNode, outer: SyntaxNode): boolean {
  const body = isFunction(outer) ? child(outer, 'body')! : (child(outer, 'finalizer') ?? outer);
  return list(body, 'body').includes(block) || list(body, 'consequent').includes(block);
}

/** `using` or `await using`. */
const isUsing = (n: SyntaxNode): boolean =>
  n.type === 'VariableDeclaration' && String(n['kind']).endsWith('using');
