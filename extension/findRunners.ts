/** What stands beside a program and can run it, for `planRun.ts`. Reads the file system; no vscode. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Found } from './planRun';
import { parseJsonWithComments } from './jsonWithComments';

/** @param program absolute path */
export function findRunners(program: string): Found {
  if (!statSync(program, { throwIfNoEntry: false })?.isFile()) return { program: false };
  const tsx = nearest(dirname(program), join('node_modules', 'tsx', 'dist', 'loader.mjs'));
  const built = builtOutput(program);
  return {
    program: true,
    ...(tsx === undefined ? {} : { tsx: pathToFileURL(tsx).href }),
    ...(built === undefined ? {} : { built }),
  };
}

function nearest(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, name);
    if (existsSync(candidate)) return candidate;
    if (dirname(at) === at) return undefined;
  }
}

interface CompilerOptions {
  readonly outDir?: unknown;
  readonly rootDir?: unknown;
  readonly inlineSourceMap?: unknown;
}

/** tsconfig's `extends` is not followed: a program whose outDir is told elsewhere is run with tsx or by a newer Node. */
function builtOutput(program: string): Found['built'] {
  const config = nearest(dirname(program), 'tsconfig.json');
  if (config === undefined) return undefined;
  const options = compilerOptions(config);
  if (typeof options?.outDir !== 'string') return undefined;
  const extension = { '.mts': '.mjs', '.cts': '.cjs' }[extname(program)] ?? '.js';
  const outDir = resolve(dirname(config), options.outDir);
  for (const root of [options.rootDir, '.', 'src']) {
    if (typeof root !== 'string') continue;
    const inside = relative(resolve(dirname(config), root), program);
    if (inside === '..' || inside.startsWith(`..${sep}`)) continue;
    const file = join(outDir, inside.slice(0, -extname(inside).length) + extension);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (!stat) continue;
    const map = existsSync(`${file}.map`) || options.inlineSourceMap === true;
    return { file, fresh: stat.mtimeMs >= statSync(program).mtimeMs, map };
  }
  return undefined;
}

function compilerOptions(config: string): CompilerOptions | undefined {
  try {
    const json = parseJsonWithComments(readFileSync(config, 'utf8')) as {
      compilerOptions?: CompilerOptions;
    } | null;
    return json?.compilerOptions;
  } catch {
    return undefined; // a tsconfig that cannot be read tells nothing of the output
  }
}
