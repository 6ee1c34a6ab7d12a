/** Tasks and locations in words: `load`, `src/app.ts:3:5`. */
import { isAbsolute, relative } from 'node:path';
import type { NamedSite, SiteOf } from '../model/event-types';
import { taskName } from '../model/names';
import type { Tables } from '../model/tables';
import type { Words } from '../model/words';
import type { Site } from '../protocol/ids';
import { formatNs } from '../model/format-ns';

export class Places {
  private readonly sites = new Map<number, NamedSite | null>();

  /** @param cwd paths below it are shown relative to it */
  constructor(
    private readonly tables: Tables,
    private readonly siteOf: SiteOf,
    private readonly cwd: string,
  ) {}

  /** Equal for locations that are the same place to a reader. */
  readonly key = (stream: number, loc: number): string => this.text(stream, loc);

  /** `src/app.ts:3:5`; the raw position where the original is not known. */
  text(stream: number, loc: number): string {
    const site = this.site(stream, loc);
    if (site) return this.siteText(site);
    const { locs, scripts } = this.tables.streams[stream]!.tables;
    const raw = locs[loc];
    if (!raw) return '(unknown place)';
    return `${this.path(scripts[raw.script]?.url ?? '(unknown script)')}:${raw.line}:${raw.column}`;
  }

  /** Name of a task's function. */
  name(task: number): string {
    const { tasks, streams } = this.tables;
    const stream = tasks.stream(task);
    const loc = tasks.loc(task);
    return taskName(streams[stream]!.tables, tasks.variant(task), loc, this.site(stream, loc));
  }

  /** How sentences are written for a terminal. */
  get words(): Words {
    return {
      ns: formatNs,
      n: (n) => n.toLocaleString('en-US'),
      task: (task) => this.name(task),
      at: ({ stream, loc }) => this.text(stream, loc),
      text: (text) => text,
    };
  }

  /** `src/app.ts:3:5` */
  siteText({ file, line, column }: Site): string {
    return `${this.path(file)}:${line}:${column}`;
  }

  private site(stream: number, loc: number): NamedSite | null {
    if (loc === 0) return null;
    const key = stream * 2 ** 32 + loc;
    let site = this.sites.get(key);
    if (site === undefined) this.sites.set(key, (site = this.siteOf(stream, loc)));
    return site;
  }

  private path(file: string): string {
    if (!isAbsolute(file)) return file;
    const path = relative(this.cwd, file);
    return path.startsWith('..') || isAbsolute(path) ? file : path;
  }
}
