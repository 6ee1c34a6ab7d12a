/** What is told about a bar, a task, a group or a printed line, as the page shows it. */
import type { Site } from '../protocol/ids';
import type { Severity } from '../model/findings';
import type { TaskState } from './facts';

/** A line of a card: `label: text`, which may lead somewhere. */
export interface Fact {
  readonly label: string;
  readonly text: string;
  readonly site?: Site;
  readonly task?: number;
  /** Of what a rule found. */
  readonly severity?: Severity;
  /** Of a part of a whole, 0 to 1. */
  readonly share?: number;
}
export interface Part {
  readonly state: 'waiting' | 'ready' | 'running' | 'unknown';
  readonly label: string;
  readonly text: string;
  /** Of the whole, 0 to 1. */
  readonly share: number;
}
/** What is told about a bar, a task or a printed line. */
export interface Card {
  readonly title: string;
  readonly kind: string;
  readonly sign: TaskState | 'unfinished' | 'output' | 'thread' | 'group' | 'job' | 'path';
  readonly parts: readonly Part[];
  readonly facts: readonly Fact[];
  /** Of a selected await: why it went on when it did, or has not, in sentences, the nearest cause first. Their labels are empty. */
  readonly why?: readonly Fact[];
  /** What these sentences answer. */
  readonly whyTitle?: string;
  /** Of a selected await: those of the same place. */
  readonly siblings?: SiblingsShown;
  /** The same in one sentence. */
  readonly summary: string;
}

/** In a sentence and as a small distribution. */
export interface SiblingsShown {
  readonly text: string;
  /** How many took about as long, from the shortest to the longest. */
  readonly bins: readonly number[];
  /** That of the await itself. */
  readonly bin: number;
}
