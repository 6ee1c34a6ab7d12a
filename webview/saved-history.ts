/** Where back and forward lead, across pages. */
import type { Tables } from '../model/tables';
import type { History, Standpoint } from './history';
import { savedSelection } from './saved';
import type { Wanted } from './saved';
import type { SavedStandpoint, SavedView } from './saved-content';

/** Of each direction; older ones are not remembered. */
const MOST = 50;

export function savedHistory(tables: Tables, { all }: History): Pick<SavedView, 'past' | 'future'> {
  const saved = ({ axis, fitting, scale, scrollTop, selection }: Standpoint): SavedStandpoint => ({
    axis,
    range: fitting ? null : [scale.from, scale.to],
    scrollTop,
    selection: savedSelection(tables, selection),
  });
  return { past: all.past.slice(-MOST).map(saved), future: all.future.slice(-MOST).map(saved) };
}

/** @param wanted gets what is to be done with tasks that have not come yet */
export function restoreHistory(
  { past = [], future = [] }: SavedView,
  history: History,
  wanted: Wanted<(task: number) => void>,
): void {
  const standpoint = ({ axis, range, scrollTop, selection }: SavedStandpoint): Standpoint => {
    const [from, to] = range ?? [0, 1];
    const made: { -readonly [K in keyof Standpoint]: Standpoint[K] } = {
      axis,
      fitting: range === null,
      scale: { from, to, width: 1 },
      scrollTop,
      selection: undefined,
    };
    if (selection) wanted.add(selection.task, (task) => (made.selection = { ...selection, task }));
    return made;
  };
  history.restore(past.map(standpoint), future.map(standpoint));
}
