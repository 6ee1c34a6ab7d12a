/**
 * The scripts that run with markers in them: their text as it was, the numbers of their sites, and the way from a position in what runs
 * to one in the text.
 */
import { OffsetMap } from '../syntax/edits';
import { lineOf, lineStarts, offsetAt } from '../syntax/lines';
import { applyPlan } from '../syntax/marker-plan';
import type { MarkedSite, MarkerPlan } from '../syntax/marker-plan';
import type { Place } from './places';

/** A site that markers speak of. */
export class Site {
  /** Known once it was reached. */
  place: Place | undefined;
  /** Its location in the recording; 0 until it was reached. */
  loc = 0;
  /** Of a function: no call of it is written. */
  disposer = false;
  /** Of a call: what it has been seen to start. See `MarkedPromises`. */
  starts: Site | null = null;
  /** Of a promise that is made: the number of the builtin that makes it; -1 until it was reached. */
  maker = -1;
  /** Of a call: it also calls what is no async function, or none that is marked. */
  mixed = false;

  /** Of a function: the awaits in it that no marker tells of. */
  readonly implicit: Site[] = [];

  constructor(
    /** By which markers speak of it. */
    readonly n: number,
    readonly script: MarkedScript,
    readonly of: MarkedSite,
    readonly fn: Site | undefined,
  ) {}
}

export class MarkedScript {
  private map: OffsetMap | undefined;
  private lines: Uint32Array | undefined;
  private ranLines: Uint32Array | undefined;

  /**
   * @param url as V8 names it
   * @param text as it would have run without markers
   * @param ran what runs
   */
  constructor(
    readonly url: string,
    readonly text: string,
    readonly ran: string,
    private readonly plan: MarkerPlan,
    private readonly lengths: Uint32Array,
  ) {}

  /** @returns the offset in the text of one in what runs */
  original(offset: number): number {
    return this.offsets.original(offset);
  }

  get offsets(): OffsetMap {
    return (this.map ??= new OffsetMap({ at: Uint32Array.from(this.plan.at), length: this.lengths }));
  }

  /** @returns the column in the text of one in what runs; lines are the same */
  column(line: number, column: number): number {
    this.ranLines ??= lineStarts(this.ran);
    const offset = offsetAt(this.ranLines, line, column);
    return offset < 0 ? column : this.position(this.original(offset)).column;
  }

  /** @returns line and column in the text, from 1 */
  position(offset: number): { line: number; column: number } {
    this.lines ??= lineStarts(this.text);
    const line = lineOf(this.lines, offset);
    return { line, column: offset - this.lines[line - 1]! + 1 };
  }
}

export class MarkedScripts {
  /** By number; 0 is none. */
  readonly sites: (Site | undefined)[] = [undefined];
  readonly byUrl = new Map<string, MarkedScript>();

  /** @returns the script of which `ran` is to run in the place of `text` */
  add(url: string, text: string, plan: MarkerPlan): MarkedScript {
    const known = this.byUrl.get(url);
    if (known?.text === text) return known;
    const base = this.sites.length;
    const { text: ran, lengths } = applyPlan(text, plan, base);
    const script = new MarkedScript(url, text, ran, plan, lengths);
    this.byUrl.set(url, script);
    for (const site of plan.sites) {
      const fn = site.fn < 0 ? undefined : this.sites[base + site.fn];
      const added = new Site(this.sites.length, script, site, fn);
      this.sites.push(added);
      if (site.end !== undefined) fn?.implicit.push(added);
    }
    return script;
  }
}
