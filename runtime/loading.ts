/**
 * Where the program's scripts pass by on their way to the engine, after every transpiler: CommonJS at `Module.prototype._compile`, modules
 * at the outermost load hook.
 */
import type * as nodeModule from 'node:module';
import type { SourceType } from '../syntax/tree';
import { formatWithoutTypes, isTypeScript, withoutTypes } from './typescript';

/** Not imported: what an import gives cannot be written to. */
const module = require('node:module') as typeof nodeModule;

/** @returns what is to run in the place of a script's text; the text itself if it is not to be marked */
export type MarkScript = (text: string, url: string, type: SourceType) => string;

type Compile = (
  this: unknown,
  content: string,
  filename: string,
  format?: string,
  ...rest: unknown[]
) => unknown;
interface Loaded {
  format?: string | null;
  source?: string | ArrayBuffer | NodeJS.TypedArray | null;
}
type NextLoad = (url: string, context: object) => Loaded;
interface Hooks {
  load(url: string, context: object, next: NextLoad): Loaded;
}
type RegisterHooks = (hooks: Partial<Hooks>) => { deregister(): void };

export function watchCommonJs(mark: MarkScript): void {
  const prototype = (module as unknown as { Module: { prototype: { _compile: Compile } } }).Module.prototype;
  const compile = prototype._compile;
  prototype._compile = function (content, filename, format, ...rest) {
    const go = (text: string, as: string | undefined): unknown =>
      Reflect.apply(compile, this, [text, filename, as, ...rest]);
    if (typeof content !== 'string' || typeof filename !== 'string') return go(content, format);
    if (!isTypeScript(format))
      return go(mark(content, filename, format === 'module' ? format : 'commonjs'), format);
    const stripped = withoutTypes(content, filename);
    const as = formatWithoutTypes(format);
    const marked = stripped && mark(stripped, filename, as === 'module' ? as : 'commonjs');
    return marked === stripped ? go(content, format) : go(marked!, as);
  };
}

/** @returns false if this Node has no hooks in the program's own thread */
export function watchModules(mark: MarkScript): boolean {
  const holder = module as unknown as { registerHooks?: RegisterHooks };
  const register = holder.registerHooks;
  if (!register) return false;
  const hooks: Hooks = {
    load(url, context, next) {
      const loaded = next(url, context);
      return markedModule(url, loaded, mark) ?? loaded;
    },
  };
  let ours = register(hooks);
  // The hooks that are registered last are called first, and ours are to see what all others have made.
  const outermost: RegisterHooks = (theirs) => {
    const registered = register(theirs);
    ours.deregister();
    ours = register(hooks);
    return registered;
  };
  holder.registerHooks = Object.defineProperty(outermost, 'name', { value: 'registerHooks' });
  return true;
}

function markedModule(url: string, loaded: Loaded, mark: MarkScript): Loaded | undefined {
  const { format, source } = loaded;
  if ((format !== 'module' && format !== 'module-typescript') || !url.startsWith('file:')) return undefined;
  const given = textOf(source);
  const text = given !== undefined && format !== 'module' ? withoutTypes(given, url) : given;
  if (text === undefined) return undefined;
  const marked = mark(text, url, 'module');
  return marked === text ? undefined : { ...loaded, format: 'module', source: marked };
}

function textOf(source: Loaded['source']): string | undefined {
  if (typeof source === 'string') return source;
  if (source == null) return undefined;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(source);
}
