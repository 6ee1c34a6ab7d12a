/**
 * Why a run has nothing to show. Pure; `messages.ts` says it to people. Asked once a run is over and no task was recorded.
 */
import { hasAsyncFunction, isCompiledDown } from '../recording/compiled-down';

export interface Outcome {
  /** Threads that the tracer reported from. */
  readonly streams: number;
  /** Undefined: the process was ended by a signal, or its terminal was closed. */
  readonly exitCode: number | undefined;
  readonly stoppedByUser: boolean;
  /** The text that ran: the program's, or its built output's. */
  readonly text: string;
  /** What `node --check` says of the program, if it was asked. */
  readonly syntaxError?: { readonly line: number; readonly message: string };
}

export type EmptyReason =
  | { readonly why: 'killed' }
  | { readonly why: 'syntax'; readonly line: number; readonly message: string }
  | { readonly why: 'notStarted'; readonly exitCode: number }
  | { readonly why: 'failed'; readonly exitCode: number }
  | { readonly why: 'compiledDown' }
  | { readonly why: 'noAsyncFunctions' }
  | { readonly why: 'noneCalled' };

export function explainEmpty(outcome: Outcome): EmptyReason {
  if (outcome.syntaxError) return { why: 'syntax', ...outcome.syntaxError };
  if (outcome.stoppedByUser || outcome.exitCode === undefined) return { why: 'killed' };
  if (outcome.streams === 0) return { why: 'notStarted', exitCode: outcome.exitCode };
  if (isCompiledDown(outcome.text)) return { why: 'compiledDown' };
  if (outcome.exitCode !== 0) return { why: 'failed', exitCode: outcome.exitCode };
  return { why: hasAsyncFunction(outcome.text) ? 'noneCalled' : 'noAsyncFunctions' };
}

/**
 * Finds the error in what `node --check FILE` writes to stderr:
 *
 *     /home/me/app.js:3
 *     let = ;
 *         ^
 *
 *     SyntaxError: Unexpected token ';'
 *
 * @returns undefined if it tells of no syntax error
 */
export function syntaxErrorOf(stderr: string): { line: number; message: string } | undefined {
  const message = /^SyntaxError(?: \[\w+\])?: (.*)$/m.exec(stderr)?.[1];
  const line = /^.*?:(\d+)$/m.exec(stderr)?.[1];
  return message === undefined || line === undefined
    ? undefined
    : { line: Number(line), message: message.trim() };
}
