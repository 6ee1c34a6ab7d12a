/** The facts of a file, at the places where they stand in the text that the editor has now. */
import type { CarriedLines } from './carried-lines';
import type { Place } from './lines';
import type { Facts } from './facts';

export interface Placed {
  readonly facts: Facts;
  /** 1-based. */
  readonly at: Place;
}

export class DocumentFacts {
  /** By line. Awaits of a line in their order. */
  private readonly byLine = new Map<number, Placed[]>();
  private readonly lines: readonly number[];
  /** Facts whose place is gone, or not sure. */
  readonly stale: number;
  readonly shown: number;

  /**
   * @param carried undefined if the text that was recorded is not known: then nothing has a place
   * @param line the text of a line of the document, from 1
   */
  constructor(
    facts: readonly Facts[],
    readonly carried: CarriedLines | undefined,
    line: (n: number) => string,
  ) {
    let stale = 0;
    for (const each of facts) {
      const at = carried?.place(each.site);
      if (!at || (each.kind === 'await' && !isAwait(line(at.line), at.column))) {
        stale++;
        continue;
      }
      const known = this.byLine.get(at.line);
      if (known) known.push({ facts: each, at });
      else this.byLine.set(at.line, [{ facts: each, at }]);
    }
    for (const placed of this.byLine.values()) placed.sort((a, b) => a.at.column - b.at.column);
    this.lines = [...this.byLine.keys()].sort((a, b) => a - b);
    this.stale = stale;
    this.shown = facts.length - stale;
  }

  on(line: number): readonly Placed[] {
    return this.byLine.get(line) ?? [];
  }

  /** Facts in a range of lines, both ends included. */
  *between(from: number, to: number): Iterable<readonly [line: number, placed: readonly Placed[]]> {
    for (const line of this.lines) if (line >= from && line <= to) yield [line, this.byLine.get(line)!];
  }
}

/** The last guard against a wrong place: what stands there must look like an await (of `await using` its block may stand there). */
function isAwait(line: string, column: number): boolean {
  return /^(await\b|for\b|\{|\}|yield\b|return\b)/.test(line.slice(column - 1));
}
