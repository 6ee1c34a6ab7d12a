/** What is said to people, and what they can do about it. One function for each kind of trouble. */
import { basename } from 'node:path';
import { l10n } from 'vscode';
import type { EmptyReason } from './explain';
import { OLDEST_NODE } from './program';
import type { NodeVersion } from './program';
import type { Plan } from './planRun';

/** A button below a message; the command is run with no arguments. */
export interface Action {
  readonly title: string;
  readonly command: string;
}
export interface Message {
  readonly text: string;
  readonly actions: readonly Action[];
}

export const COMMAND_OPEN_SETTINGS = 'awaitscope.openSettings';
export const COMMAND_SHOW_TERMINAL = 'awaitscope.showTerminal';

const openSettings = (): Action => ({ title: l10n.t('Open Settings'), command: COMMAND_OPEN_SETTINGS });
const showTerminal = (): Action => ({ title: l10n.t('Show Terminal'), command: COMMAND_SHOW_TERMINAL });

export type RefusedPlan = Extract<Plan, { refused: string }>['refused'];

/** Why a run is refused before it starts. */
export type Refusal =
  | { readonly why: 'untrusted' | 'nothingOpen' | 'notOnDisk' | 'notSaved' }
  | { readonly why: 'noNode' | 'notNode'; readonly node: string }
  | { readonly why: 'cannotWrite'; readonly reason: string }
  | { readonly why: RefusedPlan; readonly program: string; readonly node: NodeVersion };

export function refusalMessage(refusal: Refusal): Message {
  switch (refusal.why) {
    case 'untrusted':
      return {
        text: l10n.t('Running a program needs a trusted workspace. Recordings can be opened without trust.'),
        actions: [{ title: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' }],
      };
    case 'nothingOpen':
      return plain(
        l10n.t('Open the JavaScript or TypeScript file that you want to run, then run this command again.'),
      );
    case 'notOnDisk':
      return plain(l10n.t('Only files on disk can be run. Save this one first.'));
    case 'notSaved':
      return plain(l10n.t('The file could not be saved, so it was not run.'));
    case 'noNode':
      return {
        text: refusal.node
          ? l10n.t('The setting awaitscope.nodePath names “{0}”, which is no executable.', refusal.node)
          : l10n.t(
              'There is no Node.js on the PATH. Install it from nodejs.org, or tell where it is in the setting awaitscope.nodePath.',
            ),
        actions: [openSettings()],
      };
    case 'notNode':
      return {
        text: l10n.t('“{0}” does not tell a version as Node.js does.', refusal.node),
        actions: [openSettings()],
      };
    case 'cannotWrite':
      return plain(l10n.t('The recording cannot be written: {0}', refusal.reason));
    default:
      return planMessage(refusal.why, refusal.program, refusal.node);
  }
}

function planMessage(why: RefusedPlan, program: string, { major, minor }: NodeVersion): Message {
  const name = basename(program);
  const node = `${major}.${minor}`;
  switch (why) {
    case 'missing':
      return plain(l10n.t('{0} does not exist any more. Nothing was run.', name));
    case 'notAProgram':
      return plain(l10n.t('{0} is neither JavaScript nor TypeScript, so Node.js cannot run it.', name));
    case 'oldNode':
      return {
        text: l10n.t('This is Node.js {0}. Recording needs Node.js {1} or newer.', node, OLDEST_NODE),
        actions: [openSettings()],
      };
    case 'staleBuild':
      return plain(
        l10n.t(
          'The built output of {0} is older than the source. Build the project, then run this command again.',
          name,
        ),
      );
    case 'unmappedBuild':
      return plain(
        l10n.t(
          'The built output of {0} has no source map. Set "sourceMap": true in tsconfig.json and build again.',
          name,
        ),
      );
    case 'noTypeScript':
      return {
        text: l10n.t(
          'Node.js {0} cannot run TypeScript by itself. Use Node.js 22.18 or newer, add tsx to the project (npm install --save-dev tsx), or build the project with source maps.',
          node,
        ),
        actions: [openSettings()],
      };
    case 'noJsx':
      return plain(
        l10n.t('Node.js cannot run JSX by itself. Add tsx to the project: npm install --save-dev tsx'),
      );
  }
}

/** Why a run that is over has nothing to show. */
export function emptyMessage(reason: EmptyReason, program: string): Message {
  const name = basename(program);
  switch (reason.why) {
    case 'killed':
      return plain(l10n.t('{0} was ended before it called an async function.', name));
    case 'syntax':
      return {
        text: l10n.t('{0} has a syntax error in line {1}: {2}', name, reason.line, reason.message),
        actions: [showTerminal()],
      };
    case 'notStarted':
      return {
        text: l10n.t(
          '{0} never started: the process ended with exit code {1} before the tracer was loaded. The terminal shows why.',
          name,
          reason.exitCode,
        ),
        actions: [showTerminal()],
      };
    case 'failed':
      return {
        text: l10n.t(
          '{0} ended with exit code {1} before it called an async function. The terminal shows why: often a syntax error, or a module that was not found.',
          name,
          reason.exitCode,
        ),
        actions: [showTerminal()],
      };
    case 'compiledDown':
      return plain(
        l10n.t(
          '{0} was compiled to an older JavaScript that has no async functions, so there are no awaits to record. Set "target" to "es2017" or newer and build again.',
          name,
        ),
      );
    case 'noAsyncFunctions':
      return plain(
        l10n.t(
          '{0} has run to its end. It has no async function and no await, so there is nothing to show.',
          name,
        ),
      );
    case 'noneCalled':
      return plain(l10n.t('{0} has run to its end without calling any of its async functions.', name));
  }
}

function plain(text: string): Message {
  return { text, actions: [] };
}
