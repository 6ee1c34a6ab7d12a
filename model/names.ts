/** What to call a task, and whether it is the user's own: what the recording says, and better, what a source map says. */
import { TaskVariant } from '../protocol/events';
import type { StreamTables } from '../protocol/events';
import type { NamedSite } from './event-types';

/**
 * @param loc location of the task's function
 * @param site the same place in the original source, if it is known
 */
export function taskName(tables: StreamTables, variant: number, loc: number, site: NamedSite | null): string {
  if (variant === TaskVariant.module) return '(module)';
  return site?.name || tables.locs[loc]?.name || '(anonymous)';
}

/** @returns true if the location stands in node_modules */
export function inLibrary(tables: StreamTables, loc: number, site: NamedSite | null): boolean {
  return site?.library ?? tables.scripts[tables.locs[loc]?.script ?? 0]?.library ?? false;
}
