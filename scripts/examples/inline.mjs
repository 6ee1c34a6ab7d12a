/** Makes one file of an example: what it imports from lib/ is put into it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

/** Stands for an empty line, which TypeScript's printer would drop. */
const BLANK = '//@@blank';
const FORMAT = /** @type {const} */ ({ printWidth: 100, singleQuote: true });

/**
 * @param {string} file absolute path of a module
 * @returns {{ head: string, code: string, packages: string[] }} its first comment; the rest in one piece; npm packages it imports
 */
export function inlined(file) {
  const text = readFileSync(file, 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
  const head = headOf(text);
  const own = source.statements.filter((statement) => !ts.isImportDeclaration(statement));
  const [first] = own;
  const body = first ? text.slice(Math.max(head.length, first.getFullStart())).trim() : '';
  const libraries = [];
  const imports = [];
  collect(source, libraries, imports, new Set());
  const kept = usedOf(libraries, body);
  const all = [...kept, body].join('\n\n');
  return {
    head,
    code: `${[importsFor(all, imports), all].filter(Boolean).join('\n\n')}\n`,
    packages: [...new Set(imports.map(({ from }) => from).filter((from) => !from.startsWith('node:')))].map(
      (from) => from.split('/')[0],
    ),
  };
}

/** The first comment of an example, which tells of the whole. That of a building block belongs to its function. */
function headOf(text) {
  const comment = /^\/\*\*[\s\S]*?\*\/\n/.exec(text)?.[0] ?? '';
  return comment.includes('On the timeline:') ? comment : '';
}

/** Statements of what a module imports from files, and all its other imports. */
function collect(source, libraries, imports, seen) {
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const from = /** @type {ts.StringLiteral} */ (statement.moduleSpecifier).text;
    if (!from.startsWith('.')) {
      const clause = statement.importClause;
      const bindings = clause?.namedBindings;
      if (!clause || !bindings || !ts.isNamedImports(bindings))
        throw new Error(`${source.fileName}: ${from}`);
      const kind = clause.isTypeOnly ? 'import type' : 'import';
      for (const element of bindings.elements) {
        imports.push({ from, kind, name: element.name.text, text: element.getText() });
      }
      continue;
    }
    const file = join(dirname(source.fileName), from);
    if (seen.has(file)) continue;
    seen.add(file);
    const library = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ESNext, true);
    collect(library, libraries, imports, seen);
    for (const each of library.statements) {
      // what a file exports for the others needs no export in one file
      if (!ts.isImportDeclaration(each)) {
        libraries.push({
          name: nameOf(each),
          text: each
            .getFullText()
            .trim()
            .replace(/^export /m, ''),
        });
      }
    }
  }
}

/** @returns {string | undefined} */
function nameOf(statement) {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations[0]?.name.getText();
  return statement.name?.text;
}

/** What is mentioned nowhere is left out. */
function usedOf(libraries, body) {
  let kept = libraries;
  for (;;) {
    const used = kept.filter(({ name }, i) => {
      const others = kept.filter((_, j) => j !== i).map(({ text }) => withoutComments(text));
      return name === undefined || [...others, body].some((text) => mentions(text, name));
    });
    if (used.length === kept.length) return kept.map(({ text }) => text);
    kept = used;
  }
}

function importsFor(code, imports) {
  /** @type {Map<string, Set<string>>} */
  const lines = new Map();
  for (const { from, kind, name, text } of imports) {
    if (!mentions(code, name)) continue;
    const key = `${kind} { * } from '${from}';`;
    lines.set(key, (lines.get(key) ?? new Set()).add(text));
  }
  return [...lines].map(([line, names]) => line.replace('*', [...names].join(', '))).join('\n');
}

function mentions(text, name) {
  return new RegExp(`\\b${name}\\b`).test(text);
}

function withoutComments(text) {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}

/** @param {string} code TypeScript @returns {Promise<string>} JavaScript that reads like it */
export async function asJavaScript(code) {
  const { outputText } = ts.transpileModule(code.replaceAll(/\n(?=\n)/g, `\n${BLANK}`), {
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  });
  const text = outputText
    .replaceAll(/^[ \t]*\/\/ @ts-expect-error.*\n/gm, '')
    .replaceAll(/^[ \t]*\/\/@@blank[ \t]*$/gm, '')
    .replace(/^'use strict';\n|^"use strict";\n/, '')
    .replace(/\nexport \{\};\n?$/, '\n')
    .replaceAll(/\n{3,}/g, '\n\n');
  return formatted(text, 'mjs');
}

/** @param {string} code @param {'ts' | 'mjs'} extension */
export async function formatted(code, extension) {
  const { format } = await import('oxfmt');
  const result = await format(`example.${extension}`, code, FORMAT);
  if (result.errors.length > 0) throw new Error(`${JSON.stringify(result.errors)}\n${code}`);
  return result.code;
}
