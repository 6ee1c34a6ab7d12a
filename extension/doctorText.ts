/** What the Doctor says of each diagnosis, and what can be done. */
import { l10n } from 'vscode';
import type { Diagnosis } from './doctorChecks';
import { COMMAND_OPEN_SETTINGS } from './messages';
import type { Action } from './messages';

export interface Advice {
  readonly title: string;
  /** What to do; empty where nothing is to be done. */
  readonly text: string;
  readonly action?: Action;
}

export function adviceFor({ code, values }: Diagnosis): Advice {
  const [a = '', b = '', c = ''] = values;
  switch (code) {
    case 'trusted':
      return plain(l10n.t('The workspace is trusted'));
    case 'untrusted':
      return {
        title: l10n.t('The workspace is not trusted'),
        text: l10n.t('Programs cannot be run from it. Recordings can be opened.'),
        action: { title: l10n.t('Manage Workspace Trust'), command: 'workbench.trust.manage' },
      };
    case 'noNode':
      return {
        title: a
          ? l10n.t('The setting awaitscope.nodePath names “{0}”, which is no executable.', a)
          : l10n.t('There is no Node.js on the PATH'),
        text: l10n.t('Install it from nodejs.org, or tell where it is in the setting awaitscope.nodePath.'),
        action: settings(),
      };
    case 'notNode':
      return {
        title: l10n.t('“{0}” does not tell a version as Node.js does.', a),
        text: '',
        action: settings(),
      };
    case 'nodeNotAsked':
      return plain(
        l10n.t('Node.js is at {0}; in a workspace that is not trusted it is not asked for its version', a),
      );
    case 'oldNode':
      return {
        title: l10n.t('Node.js {0} at {1} is too old', a, b),
        text: l10n.t(
          'Recording needs Node.js {0} or newer. Install a newer one, or name one in the setting awaitscope.nodePath.',
          c,
        ),
        action: settings(),
      };
    case 'node':
      return plain(l10n.t('Node.js {0} at {1} runs your programs', a, b));
    case 'optionsNone':
      return plain(l10n.t('NODE_OPTIONS is set nowhere'));
    case 'optionsJoined':
      return {
        title: l10n.t('NODE_OPTIONS is set: {0}', a),
        text: l10n.t('Awaitscope adds its own option before “{0}” and leaves the rest as it is.', b),
      };
    case 'optionsQuote':
      return {
        title: l10n.t('NODE_OPTIONS has a quote without its pair: {0}', a),
        text: l10n.t('Node.js does not start with “{0}”. Close the quote.', b),
      };
    case 'optionsTracer':
      return {
        title: l10n.t('{1} is preloaded: {0}', a, b),
        text: l10n.t(
          'It sets hooks of its own. Recordings stay exact, but show its work too, and times grow. Leave it out while you record.',
        ),
      };
    case 'tracerPackage':
      return {
        title: l10n.t('The workspace uses {0}', a),
        text: l10n.t(
          'If a program starts it, a recording shows its work too. Leave it out while you record.',
        ),
      };
    case 'mapsMissing':
      return {
        title: l10n.t('{0} builds without source maps', a),
        text: l10n.t(
          'Recordings of the built output would show its lines, not yours. Set "sourceMap": true and build again.',
        ),
      };
    case 'oldTarget':
      return {
        title: l10n.t('{0} compiles for {1}, which has no async functions', a, b),
        text: l10n.t(
          'There would be no awaits to record. Set "target" to "es2017" or newer and build again.',
        ),
      };
    case 'buildsGood':
      return plain(l10n.t('What the workspace builds keeps its lines and its async functions'));
    case 'trialGood':
      return plain(l10n.t('A small program was recorded: {0} task, {1} await, in {2} ms', a, b, c));
    case 'trialFailed':
      return {
        title: l10n.t('A small program could not be recorded'),
        text: l10n.t(
          'What was said: “{0}”. If NODE_OPTIONS is set, try without it; else please report this.',
          a,
        ),
      };
    case 'notWritable':
      return {
        title: l10n.t('{0} cannot be written', a),
        text: l10n.t('Recordings go there. Check the rights of the folder.'),
      };
    case 'littleSpace':
      return {
        title: l10n.t('Only {1} GB are free for {0}', a, b),
        text: l10n.t('A long recording may not fit. What does not fit is counted, and the program goes on.'),
      };
    case 'writable':
      return plain(l10n.t('Recordings go to {0}; {1} GB are free', a, b));
  }
}

function plain(title: string): Advice {
  return { title, text: '' };
}

function settings(): Action {
  return { title: l10n.t('Open Settings'), command: COMMAND_OPEN_SETTINGS };
}
