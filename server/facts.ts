/** What a recording says about places in source files: one entry for each await and each async function that ran. */
import type { FunctionTimes } from '../model/functions';
import { functionTimes } from '../model/functions';
import type { Settler } from '../model/settlers';
import { settlersAt } from '../model/settlers';
import type { SiteTimes } from '../model/sites';
import { siteTimes } from '../model/sites';
import type { Site } from '../protocol/ids';
import type { FollowedModel } from '../recording/followed-model';

export interface AwaitFacts {
  readonly kind: 'await';
  readonly site: Site;
  readonly times: SiteTimes;
}
export interface FunctionFacts {
  readonly kind: 'function';
  readonly site: Site;
  readonly name: string;
  readonly times: FunctionTimes;
}
export type Facts = AwaitFacts | FunctionFacts;

/** Facts of one moment; a recording that grows gets new ones. */
export class RecordingFacts {
  private readonly byFile = new Map<string, Facts[]>();

  constructor(private readonly followed: FollowedModel) {
    const { tables } = followed;
    for (const times of siteTimes(tables, this.key)) {
      const site = followed.site(times.stream, times.loc);
      if (site) this.of(site.file).push({ kind: 'await', site, times });
    }
    for (const times of functionTimes(tables, this.key)) {
      const site = followed.site(times.stream, times.loc);
      if (!site) continue;
      const name = tables.streams[times.stream]!.tables.locs[times.loc]?.name || '(anonymous)';
      this.of(site.file).push({ kind: 'function', site, name, times });
    }
  }

  get files(): Iterable<string> {
    return this.byFile.keys();
  }

  /** @param file as sites name it */
  in(file: string): readonly Facts[] {
    return this.byFile.get(file) ?? [];
  }

  /** Who settled what was awaited at a place, the most frequent first. Looks at every await of the recording. */
  settlers({ times }: AwaitFacts): Settler[] {
    return settlersAt(this.followed.tables, this.key, this.key(times.stream, times.loc));
  }

  private readonly key = (stream: number, loc: number): string => {
    const site = this.followed.site(stream, loc);
    return site ? `${site.line}:${site.column}:${site.file}` : `${stream} ${loc}`;
  };

  private of(file: string): Facts[] {
    let list = this.byFile.get(file);
    if (!list) this.byFile.set(file, (list = []));
    return list;
  }
}
