/** Which function a site stands in, by the text of its file. */
import { analyse } from '../../syntax/analyse';
import type { FunctionSite, SourceSyntax } from '../../syntax/analyse';
import type { Site } from '../../protocol/ids';
import { offsetAt } from '../../syntax/lines';

/** An async function; `sync`: any other, or none; `generator`: an async generator, which is not recorded as a task. */
export type Around = FunctionSite | 'sync' | 'generator';

export class Functions {
  private readonly files = new Map<string, SourceSyntax | undefined>();

  /** @param read text of a file; undefined if it has none that could be parsed */
  constructor(private readonly read: (file: string) => string | undefined) {}

  /** @returns the innermost function around a site; undefined if its file cannot be had */
  around(site: Site): Around | undefined {
    const syntax = this.syntax(site.file);
    if (!syntax) return undefined;
    const offset = offsetAt(syntax.lines, site.line, site.column);
    const found = syntax.functions.findLast((f) => f.start <= offset && offset < f.end);
    if (!found?.async) return 'sync';
    return found.generator ? 'generator' : found;
  }

  private syntax(file: string): SourceSyntax | undefined {
    if (!this.files.has(file)) {
      const text = this.read(file);
      this.files.set(file, text === undefined ? undefined : analyse(text));
    }
    return this.files.get(file);
  }
}
