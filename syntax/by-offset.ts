/** The places of a script by the offsets at which they are asked for: a large bundle has tens of thousands. */
import type { AwaitSite, CallSite, FunctionSite, SourceSyntax } from './analyse';

export interface ByOffset {
  /** By the offset at which V8 reports them, and by their own where nothing is reported. */
  readonly calls: ReadonlyMap<number, CallSite>;
  readonly functions: ReadonlyMap<number, FunctionSite>;
  /** By index of the function they are in. */
  readonly awaits: ReadonlyMap<number, readonly AwaitSite[]>;
}

const known = new WeakMap<SourceSyntax, ByOffset>();

/** @returns the same for the same script */
export function byOffset(syntax: SourceSyntax): ByOffset {
  let found = known.get(syntax);
  if (!found) {
    found = {
      calls: reportedFirst(syntax.calls),
      functions: reportedFirst(syntax.functions),
      awaits: byFunction(syntax.awaits),
    };
    known.set(syntax, found);
  }
  return found;
}

/** Where V8 reports one thing at the place of another, the one that it reports is meant. */
function reportedFirst<T extends { readonly reported: number; readonly offset: number }>(
  sites: readonly T[],
): Map<number, T> {
  const map = new Map<number, T>();
  for (const site of sites) if (!map.has(site.reported)) map.set(site.reported, site);
  for (const site of sites) if (!map.has(site.offset)) map.set(site.offset, site);
  return map;
}

function byFunction(awaits: readonly AwaitSite[]): Map<number, AwaitSite[]> {
  const map = new Map<number, AwaitSite[]>();
  for (const site of awaits) {
    const list = map.get(site.function);
    if (list) list.push(site);
    else map.set(site.function, [site]);
  }
  return map;
}
