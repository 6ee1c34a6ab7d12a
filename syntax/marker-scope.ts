/** What a script's text says of names, as far as markers need it: which are async functions, and which are Node's own. */
import type { SyntaxNode } from './tree';
import { child, list } from './tree';

/** Modules whose functions start timers and I/O, so that a marker at a call of theirs can tell the place of the resource. */
const BUILTINS = new Set(['fs', 'fs/promises', 'timers', 'timers/promises', 'dns', 'dns/promises', 'zlib']);
const GLOBAL_TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'];

export interface ScriptNames {
  /** Functions that are declared or assigned as async somewhere in the script. */
  readonly async: Set<string>;
  /** Names that stand for a function or namespace of Node's own. The runtime asks again whether it is so. */
  readonly native: Set<string>;
  readonly builtins: Set<string>;
}

export function newNames(): ScriptNames {
  return { async: new Set(), native: new Set([...GLOBAL_TIMERS, 'process']), builtins: new Set() };
}

/** Takes in what a node declares. */
export function noteNames(node: SyntaxNode, names: ScriptNames): void {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
      if (isAsync(node)) note(child(node, 'id'), names.async);
      break;
    case 'VariableDeclarator': {
      const init = child(node, 'init');
      const id = child(node, 'id')!;
      if (!init) break;
      if (isAsync(init)) note(id, names.async);
      const builtin = requiredBuiltin(init);
      if (builtin) noteBuiltin(id, builtin, names);
      break;
    }
    case 'AssignmentExpression':
      if (isAsync(child(node, 'right'))) note(lastName(child(node, 'left')!), names.async);
      break;
    case 'MethodDefinition':
    case 'PropertyDefinition':
    case 'Property':
      if (isAsync(child(node, 'value'))) note(child(node, 'key'), names.async);
      break;
    case 'ImportDeclaration': {
      const builtin = builtinName(child(node, 'source'));
      if (!builtin) break;
      for (const specifier of list(node, 'specifiers'))
        noteBuiltin(child(specifier, 'local')!, builtin, names);
      break;
    }
  }
}

function isAsync(node: SyntaxNode | undefined): boolean {
  return node !== undefined && node['async'] === true && node['generator'] !== true;
}

function note(id: SyntaxNode | undefined, into: Set<string>): void {
  if (id?.type === 'Identifier' || id?.type === 'PrivateIdentifier') into.add(id['name'] as string);
}

/** The property of `a.b`, the name itself of `a`. */
export function lastName(node: SyntaxNode): SyntaxNode | undefined {
  return node.type === 'MemberExpression' && node['computed'] !== true ? child(node, 'property') : node;
}

function noteBuiltin(id: SyntaxNode, builtin: string, names: ScriptNames): void {
  names.builtins.add(builtin);
  if (id.type === 'Identifier') names.native.add(id['name'] as string);
  if (id.type !== 'ObjectPattern') return;
  for (const property of list(id, 'properties')) note(child(property, 'value'), names.native);
}

/** Of `require('fs')`, `require('fs').promises`. */
function requiredBuiltin(init: SyntaxNode): string | undefined {
  if (init.type === 'MemberExpression') return requiredBuiltin(child(init, 'object')!);
  if (init.type !== 'CallExpression' || child(init, 'callee')?.['name'] !== 'require') return undefined;
  return builtinName(list(init, 'arguments')[0]);
}

function builtinName(source: SyntaxNode | undefined): string | undefined {
  const value = source?.['value'];
  if (typeof value !== 'string') return undefined;
  const name = value.replace(/^node:/, '');
  return BUILTINS.has(name) ? name : undefined;
}
