/** A raw position → the token of the script that it means. */
import { LocRole } from '../protocol/events';
import type { RawLoc } from '../protocol/events';
import type { AwaitKind, AwaitSite, CallSite, FunctionSite, SourceSyntax } from '../syntax/analyse';
import { awaitAt, callAt, functionAt } from '../syntax/lookup';

export interface Token {
  readonly role: LocRole;
  readonly line: number;
  readonly column: number;
  /** It stands for a module's top level and not for anything written. */
  readonly moduleStart: boolean;
  /** What to look for in the original, the likeliest first; empty where the map has to be trusted. */
  readonly words: readonly string[];
  /** The call that it names, where the script's text says so. */
  readonly call?: CallSite;
  /** The await that it is, where the script's text says so. */
  readonly await?: AwaitSite;
  /** Of a function: see `FunctionSite`. */
  readonly title?: string;
}

const AWAIT_WORDS: Readonly<Record<AwaitKind, readonly string[]>> = {
  await: ['await'],
  for: ['for'],
  using: ['{'],
  yield: ['yield'],
  return: ['return'],
};

/**
 * @param syntax of the script; undefined if its text is unknown: then the position is taken as it is
 * @param exact an await's position is that of its keyword
 */
export function tokenAt(syntax: SourceSyntax | undefined, raw: RawLoc, exact: boolean): Token {
  const { role, line, column } = raw;
  const asIs = { role, line, column, moduleStart: false, words: [] };
  switch (role) {
    case LocRole.await: {
      const site = syntax && awaitAt(syntax, line, column, exact);
      if (!site) return { ...asIs, words: ['await', 'for'] };
      return { ...asIs, line: site.line, column: site.column, words: AWAIT_WORDS[site.kind], await: site };
    }
    case LocRole.function: {
      if (
        line === 1 &&
        column === 1 &&
        raw.functionLine === 1 &&
        raw.functionColumn === 1 &&
        raw.name === ''
      ) {
        return { ...asIs, moduleStart: true };
      }
      const site = syntax && functionOf(syntax, raw);
      if (!site) return asIs;
      const { title } = site;
      const found = { ...asIs, line: site.line, column: site.column, words: wordsOf(site) };
      return title === undefined ? found : { ...found, title };
    }
    case LocRole.call: {
      const site = syntax && callAt(syntax, line, column);
      return site ? { ...asIs, line: site.line, column: site.column, call: site } : asIs;
    }
  }
}

/** What V8 says of the frame's function is surer than the frame's position, which may lie anywhere in it. */
function functionOf(syntax: SourceSyntax, raw: RawLoc): FunctionSite | undefined {
  return functionAt(syntax, raw.functionLine, raw.functionColumn) ?? functionAt(syntax, raw.line, raw.column);
}

function wordsOf({ method, async }: FunctionSite): readonly string[] {
  if (method !== undefined) return [method];
  return async ? ['async', 'function'] : [];
}
