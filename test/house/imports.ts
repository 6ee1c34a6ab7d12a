/** Who may import whom: the design in one table, and a checker for it. */
import { builtinModules } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';

interface Rule {
  /** Our own folders, beside the folder itself. */
  readonly folders: readonly string[];
  /** May use what only Node has. */
  readonly node: boolean;
  /** Packages, by name; a type import of a package is one too. */
  readonly packages: readonly string[];
}

export const RULES: Readonly<Record<string, Rule>> = {
  protocol: { folders: [], node: false, packages: [] },
  syntax: { folders: [], node: false, packages: ['meriyah'] },
  model: { folders: ['protocol', 'syntax'], node: false, packages: [] },
  runtime: {
    folders: ['protocol', 'syntax'],
    node: true,
    packages: ['meriyah', '@jridgewell/sourcemap-codec'],
  },
  recording: {
    folders: ['protocol', 'model', 'syntax'],
    node: true,
    packages: ['@jridgewell/trace-mapping', '@jridgewell/sourcemap-codec'],
  },
  webview: {
    folders: ['protocol', 'model'],
    node: false,
    packages: ['preact', 'preact/hooks', '@preact/signals', '@vscode/l10n'],
  },
  server: {
    folders: ['protocol', 'model', 'recording', 'syntax'],
    node: true,
    packages: ['vscode-languageserver/node', 'vscode-languageserver-textdocument', '@vscode/l10n'],
  },
  export: { folders: ['protocol', 'model', 'recording', 'syntax'], node: true, packages: [] },
  cli: {
    folders: ['protocol', 'syntax', 'model', 'runtime', 'recording', 'server', 'export'],
    node: true,
    packages: [],
  },
  extension: {
    folders: ['protocol', 'model', 'recording', 'export'],
    node: true,
    packages: ['vscode', '@vscode/l10n', 'vscode-languageclient/node'],
  },
};

/** Globals of Node or of a browser that would bind a pure folder to one of them. A clock is one too. */
const PLATFORM_GLOBALS = new Set(
  (
    'Buffer process global require __dirname __filename setImmediate ' +
    'window document self navigator localStorage fetch postMessage requestAnimationFrame ' +
    'setTimeout setInterval queueMicrotask performance'
  ).split(' '),
);
const PURE = new Set(['protocol', 'syntax', 'model']);

/**
 * @param file path from the root of the repository, with forward slashes
 * @returns what the file does against the rules, one line each
 */
export function offencesOf(file: string, text: string): string[] {
  const folder = file.split('/')[0] ?? '';
  const rule = RULES[folder];
  if (!rule) return [`${file}: no rule for the folder ${folder}`];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports = importsOf(source).flatMap((specifier) => whyNot(specifier, file, folder, rule));
  const globals = PURE.has(folder) ? platformGlobalsOf(source).map((name) => `uses ${name}`) : [];
  return [...imports, ...globals].map((offence) => `${file}: ${offence}`);
}

function whyNot(specifier: string, file: string, folder: string, rule: Rule): string[] {
  if (specifier.startsWith('.')) {
    const target = posix.normalize(posix.join(posix.dirname(file), specifier)).split('/')[0] ?? '';
    const allowed = target === folder || rule.folders.includes(target);
    return allowed ? [] : [`${folder} may not import ${target} (${specifier})`];
  }
  if (specifier.startsWith('node:')) return rule.node ? [] : [`${folder} may not use Node (${specifier})`];
  if (builtinModules.includes(specifier)) return [`write node:${specifier}`];
  return rule.packages.includes(specifier) ? [] : [`${folder} may not import the package ${specifier}`];
}

/** Every way to name another module: import, export … from, import(), require() and import types. */
function importsOf(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const specifier = specifierOf(node);
    if (specifier && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node))
    return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const isImport = expression.kind === ts.SyntaxKind.ImportKeyword;
  const isRequire = ts.isIdentifier(expression) && expression.text === 'require';
  return isImport || isRequire ? node.arguments[0] : undefined;
}

/** Names that are used as values and that the file does not declare itself. */
function platformGlobalsOf(source: ts.SourceFile): string[] {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && PLATFORM_GLOBALS.has(node.text)) {
      if (isDeclaredBy(node)) declared.add(node.text);
      else if (!isMemberName(node)) used.add(node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...used].filter((name) => !declared.has(name));
}

function isDeclaredBy(node: ts.Identifier): boolean {
  const { parent } = node;
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isImportSpecifier(parent);
  return declares && parent.name === node;
}

/** As `b` in `a.b`, in `{ b: 1 }` or as the name of a method: no use of a global. */
function isMemberName(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isShorthandPropertyAssignment(parent)) return false;
  const isMember = ts.isTypeElement(parent) || ts.isClassElement(parent) || ts.isObjectLiteralElement(parent);
  return isMember && parent.name === node;
}
