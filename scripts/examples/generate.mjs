/**
 * Makes of the examples what ships: snippets for TypeScript and JavaScript, and dist/examples/catalog.json with the lessons
 * and the whole text of each example. Part of the build; nothing of it is edited by hand.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EXAMPLES, readLessons } from './command.mjs';
import { asJavaScript, formatted, inlined } from './inline.mjs';
import { replaceFile } from '../lib/replace-file.mjs';
import { snippetBody, snippetFile } from './snippets.mjs';

const CATALOG = 'dist/examples/catalog.json';

/** @param {string} root of the repository */
export async function generateExamples(root) {
  const made = ['snippets/typescript.code-snippets', 'snippets/javascript.code-snippets', CATALOG];
  const source = sourceHash();
  if (made.every((file) => existsSync(join(root, file))) && catalogSource(join(root, CATALOG)) === source)
    return;
  const { chapters, lessons, blocks } = readLessons();
  const examples = await Promise.all(
    Object.entries(lessons).map(([id, lesson]) => item(id, `${id}.ts`, lesson)),
  );
  const parts = await Promise.all(
    Object.entries(blocks).map(([id, lesson]) => item(id, `blocks/${id}.ts`, lesson)),
  );
  const all = [...examples, ...parts];
  const ofLanguage = (language) => snippetFile(all.map((each) => ({ ...each, code: each[language] })));
  replaceFile(join(root, 'snippets/typescript.code-snippets'), ofLanguage('typescript'));
  replaceFile(join(root, 'snippets/javascript.code-snippets'), ofLanguage('javascript'));
  replaceFile(join(root, CATALOG), JSON.stringify({ source, chapters, examples, blocks: parts }));
}

/** Of all that the result depends on: nothing is made anew where nothing has changed. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const folder of [EXAMPLES, fileURLToPath(new URL('.', import.meta.url))]) {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
      const file = join(folder, name);
      if (statSync(file).isFile()) hash.update(name).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function catalogSource(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).source;
  } catch {
    return undefined;
  }
}

async function item(id, file, lesson) {
  const { head, code, packages } = inlined(join(EXAMPLES, file));
  const typescript = await formatted(isModule(code) ? code : `${code}\nexport {};\n`, 'ts');
  const javascript = await asJavaScript(code);
  const snippets = { typescript: snippetBody(typescript), javascript: snippetBody(javascript) };
  return { id, ...lesson, packages, head, typescript, javascript, snippets };
}

/** TypeScript takes a file without imports and exports for a script, where no await may stand at the top. */
function isModule(code) {
  return /^(import|export) /m.test(code);
}
