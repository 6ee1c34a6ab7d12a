/**
 * How a program is run so that Node understands it. Pure: what is found on disk is told by `findRunners.ts`.
 *
 * JavaScript runs as it is. TypeScript runs, in this order: with the flags the user has set, if they bring a loader; with
 * the tsx of the project, since a project that has it is written for it; by Node's own type stripping; or as the
 * JavaScript that the project's tsconfig builds, if that is newer than the source and has a map.
 */
import { OLDEST_NODE, programKind, stripsTypes } from './program';
import type { NodeVersion } from './program';

/** What stands beside the program. */
export interface Found {
  /** The program is there. */
  readonly program: boolean;
  /** URL of the loader of the nearest `node_modules/tsx`. */
  readonly tsx?: string;
  /** The program's built output by the nearest tsconfig.json. */
  readonly built?: { readonly file: string; readonly fresh: boolean; readonly map: boolean };
}

export type Plan =
  /** Run `node ...flags entry`. */
  | { readonly flags: readonly string[]; readonly entry: string }
  | {
      readonly refused:
        | 'missing'
        | 'notAProgram'
        | 'oldNode'
        | 'staleBuild'
        | 'unmappedBuild'
        | 'noTypeScript'
        | 'noJsx';
    };

/**
 * @param userFlags the setting `awaitscope.nodeFlags`
 * @returns what to run, or why it cannot be run
 */
export function planRun(
  program: string,
  node: NodeVersion,
  found: Found,
  userFlags: readonly string[] = [],
): Plan {
  const kind = programKind(program);
  if (!found.program) return { refused: 'missing' };
  if (kind === undefined) return { refused: 'notAProgram' };
  if (node.major < OLDEST_NODE) return { refused: 'oldNode' };
  if (kind === 'javascript' || bringsLoader(userFlags)) return { flags: userFlags, entry: program };
  if (found.tsx) return { flags: ['--import', found.tsx, ...userFlags], entry: program };
  if (kind === 'typescript' && stripsTypes(node)) return { flags: userFlags, entry: program };
  if (found.built?.fresh && found.built.map) return { flags: userFlags, entry: found.built.file };
  if (found.built) return { refused: found.built.fresh ? 'unmappedBuild' : 'staleBuild' };
  return { refused: kind === 'jsx' ? 'noJsx' : 'noTypeScript' };
}

const LOADER_FLAG =
  /^(--import|--require|-r|--loader|--experimental-loader|--experimental-strip-types|--experimental-transform-types)(=|$)/;

function bringsLoader(flags: readonly string[]): boolean {
  return flags.some((flag) => LOADER_FLAG.test(flag));
}
