/** What a rule has to say. */
import type { NamedSite } from '../event-types';
import type { Tables } from '../tables';
import type { Saving } from '../what-if';
import type { At, Message } from '../words';
import type { Flow } from '../../syntax/dataflow';

export type Severity = 'error' | 'warning' | 'hint';

export interface Rule {
  /** Also the anchor of its chapter in docs/findings.md. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong in general, one line. */
  readonly title: string;
  /** Chapter of the documentation, Markdown: why it matters, what is reported and what is not. */
  readonly doc: string;
  /** The smallest program that it is reported for, and what to write instead. */
  readonly bad: string;
  readonly good: string;
  find(scope: Scope): Iterable<Found>;
}

/** A finding as a rule gives it. */
export interface Found {
  readonly message: Message;
  /** The primary one first. */
  readonly at: readonly At[];
  /** Times, counts and the chain that lead to it, one line each. */
  readonly evidence: readonly Message[];
  /** Where the rule's own severity does not fit. */
  readonly severity?: Severity;
  /** Rows of the awaits and tasks that it is about, for those who show it in a timeline. */
  readonly awaits?: readonly number[];
  readonly tasks?: readonly number[];
  /** When it began in the task's thread, if that is not where the await or the task begins. */
  readonly began?: { readonly t: number; readonly seq: number };
  /** Predicted saving, ns. */
  readonly saves?: number;
  /** The same with all that follows from it, from playing the recording again. */
  readonly whatIf?: Saving;
}

export interface Finding extends Found {
  readonly rule: string;
  readonly severity: Severity;
}

/** The syntax of the script at a place, and the offset of the token meant there. */
export interface Code {
  readonly flow: Flow;
  readonly offset: number;
}
export type CodeOf = (stream: number, loc: number) => Code | undefined;

/** What rules look at. */
export interface Scope {
  readonly tables: Tables;
  /** The original place; null where it is not known. */
  site(at: At): NamedSite | null;
  code(at: At): Code | undefined;
  /** True if the place is known and is the user's own, not in node_modules. */
  own(at: At): boolean;
  /** Equal for locations that are the same place to a reader. */
  key(at: At): string;
  /** The stream was recorded whole, so that what it does not have did not happen. */
  whole(stream: number): boolean;
  /** The thread ended because nothing was left to do. */
  drained(stream: number): boolean;
  /** How long a slice may take, ns. */
  readonly blocked: number;
}

export const n = (count: number): { n: number } => ({ n: count });
export const ns = (time: number): { ns: number } => ({ ns: time });
export const text = (words: string): { text: string } => ({ text: words });
