/** Finds out, once a run is over, why nothing was recorded, and says so. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { explainEmpty, syntaxErrorOf } from './explain';
import type { Outcome } from './explain';
import { ask } from './findNode';
import { emptyMessage } from './messages';
import type { Notices } from './notices';
import { programKind } from './program';
import type { Run } from './runs';
import { showMessage } from './showMessage';
import { whatWasRecorded } from './whatWasRecorded';

export async function explainRun(run: Run, notices: Notices): Promise<void> {
  // A command in a terminal that recorded nothing leaves nothing.
  if (!existsSync(run.recording)) return;
  const recorded = await whatWasRecorded(run.recording);
  // What a script runs is not known here.
  if (recorded.tasks || programKind(run.program) === undefined) return;
  const message = emptyMessage(explainEmpty(await outcomeOf(run, recorded.streams)), run.program);
  notices.set(run.recording, { severity: run.stopped || run.exitCode === 0 ? 'info' : 'error', ...message });
  if (!run.stopped && run.exitCode !== 0) showMessage(message);
}

async function outcomeOf(run: Run, streams: number): Promise<Outcome> {
  const { exitCode, stopped, entry } = run;
  const text = await readFile(entry, 'utf8').catch(() => '');
  // Asking Node again is for the one case it answers: JavaScript that may not parse.
  const failed = exitCode !== undefined && exitCode !== 0 && !stopped;
  const syntaxError = failed && programKind(entry) === 'javascript' ? await checkSyntax(run) : undefined;
  return {
    streams,
    exitCode,
    stoppedByUser: stopped,
    text,
    ...(syntaxError === undefined ? {} : { syntaxError }),
  };
}

/** The error must be in the program itself: `--check` follows no imports. */
async function checkSyntax({ node, entry }: Run): Promise<Outcome['syntaxError']> {
  const { code, stderr } = await ask(node, ['--check', entry]);
  return code !== 0 && stderr.includes(basename(entry)) ? syntaxErrorOf(stderr) : undefined;
}
