/**
 * Code that was compiled for an age without async functions: its tasks are driven by generators and plain promises, which nothing
 * tells from the program's own. A recording has none of them, and says so.
 */
import type { SiteMapper } from './sites';

/** Compilers below ES2017 turn async functions into generators or state machines, driven by one of these helpers. */
const DOWNLEVEL_HELPER =
  /\b(__awaiter|__asyncGenerator|_asyncToGenerator|_async_to_generator|asyncGeneratorStep|regeneratorRuntime|_regenerator)\s*[.(]/;
const ASYNC_FUNCTION = /\basync\b(?!\s*[:=,;.)\]}])/;
const AWAIT = /\bawait\b(?!\s*[:=,;.)\]}])/;

/** Whether a script's async functions are generators in what ran: a tracer sees no calls of async functions then. */
export function isCompiledDown(text: string): boolean {
  return DOWNLEVEL_HELPER.test(text) && !hasAsyncFunction(text);
}

export function hasAsyncFunction(text: string): boolean {
  const code = withoutCommentsAndStrings(text);
  return ASYNC_FUNCTION.test(code) || AWAIT.test(code);
}

/** Coarse: a regular expression that holds a quote may hide some code. Good enough to word a hint. */
function withoutCommentsAndStrings(text: string): string {
  return text.replace(
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
    ' ',
  );
}

/** @returns the paths of the recorded program's own scripts that were compiled down, where the text that ran is known */
export function compiledDownScripts(sites: SiteMapper): string[] {
  const found = new Set<string>();
  for (const { path, text } of sites.ownScripts())
    if (path !== undefined && text !== undefined && isCompiledDown(text)) found.add(path);
  return [...found].sort();
}
