/** Tasks and places of a loaded recording, in words for an export: the original sites, paths relative to where the program ran. */
import { basename, isAbsolute, relative } from 'node:path';
import type { NamedSite } from '../model/event-types';
import { taskName } from '../model/names';
import type { Recording } from '../recording/load';

export class ExportPlaces {
  constructor(private readonly recording: Recording) {}

  site(stream: number, loc: number): NamedSite | null {
    return loc === 0 ? null : this.recording.sites.locate(stream, loc);
  }

  /** `src/app.ts:3:5`; empty where the place is not known. */
  readonly text = (stream: number, loc: number): string => {
    const site = this.site(stream, loc);
    return site ? `${this.path(site.file)}:${site.line}:${site.column}` : '';
  };

  /** `app.ts:3`. */
  brief(stream: number, loc: number): string {
    const site = this.site(stream, loc);
    return site ? `${basename(site.file)}:${site.line}` : '';
  }

  /** Name of a task's function. */
  name(task: number): string {
    const { tasks, streams } = this.recording.model;
    const [stream, loc] = [tasks.stream(task), tasks.loc(task)];
    return taskName(streams[stream]!.tables, tasks.variant(task), loc, this.site(stream, loc));
  }

  /** A resource's type, as Node names it. */
  type(resource: number): string {
    const { resources, streams } = this.recording.model;
    return streams[resources.stream(resource)]!.tables.strings[resources.type(resource)] ?? '';
  }

  /** What an await waited for: a task by its name, a resource by its type. */
  awaited(w: number): string {
    const { awaits } = this.recording.model;
    if (awaits.on(w) >= 0) return this.name(awaits.on(w));
    if (awaits.settlerTask(w) >= 0) return this.name(awaits.settlerTask(w));
    return awaits.settlerResource(w) >= 0 ? this.type(awaits.settlerResource(w)) : '';
  }

  private path(file: string): string {
    const cwd = this.recording.run?.cwd;
    if (!cwd || !isAbsolute(file)) return file;
    const path = relative(cwd, file);
    return path.startsWith('..') || isAbsolute(path) ? file : path;
  }
}
