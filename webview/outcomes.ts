/** What came of the tasks of a closed lane, in short: how many it hides, how many failed, how many never settled. */
import type { Scene } from './scene';

export interface Outcomes {
  /** Tasks that are hidden; 0 of a group, which counts its tasks by itself. */
  readonly hidden: number;
  /** Tasks that ended with an error; of a line, awaits that threw. */
  readonly rejected: number;
  /** Tasks that never settled; of a line, awaits that never went on. While the program runs, nobody knows. */
  readonly unfinished: number;
}

const NONE: Outcomes = { hidden: 0, rejected: 0, unfinished: 0 };

export function outcomesOf({ rows, facts }: Scene, row: number): Outcomes {
  const content = rows.at(row);
  if (content < 0) {
    const { rejected, open, stream } = rows.groupAt(content);
    return { hidden: 0, rejected, unfinished: facts.isOver(stream) ? open : 0 };
  }
  const below = rows.hiddenBelow(facts.tables, row);
  if (!below) return NONE;
  const isOver = facts.isOver(facts.tables.tasks.stream(content));
  return { hidden: below.tasks, rejected: below.rejected, unfinished: isOver ? below.open : 0 };
}

/** @returns the same in words; empty where there is nothing to say */
export function outcomesText(scene: Scene, row: number): string {
  const { facts, times, rows } = scene;
  const { hidden, rejected, unfinished } = outcomesOf(scene, row);
  const ofAwaits = rows.grouping === 'line' && rows.at(row) < 0;
  const say = (
    n: number,
    key: 'hidesTasks' | 'threwHere' | 'rejectedHere' | 'stuckHere' | 'unfinishedHere',
  ): string => (n === 0 ? '' : facts.say.text(key, times.count(n)));
  return [
    say(hidden, 'hidesTasks'),
    say(rejected, ofAwaits ? 'threwHere' : 'rejectedHere'),
    say(unfinished, ofAwaits ? 'stuckHere' : 'unfinishedHere'),
  ]
    .filter(Boolean)
    .join(', ');
}
