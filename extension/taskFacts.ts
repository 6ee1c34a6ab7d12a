/** What the Tasks view tells of a task, gathered from a recording. */
import type { FollowedModel } from '../recording/followed-model';
import type { TaskFacts } from './taskItems';
import { taskState, waitsFor } from './taskState';
import { PAGE } from './taskTree';
import type { TaskTree } from './taskTree';

type Source = Pick<FollowedModel, 'recording' | 'tables' | 'site' | 'taskName'>;

/** @param over the recording grows no more */
export function taskFacts(model: Source, tree: TaskTree, task: number, over: boolean): TaskFacts {
  const { tables } = model;
  const stream = tables.tasks.stream(task);
  const wait = waitsFor(tables, task);
  return {
    id: `${model.recording} ${task}`,
    name: model.taskName(task),
    state: taskState(tables, task, over),
    site: model.site(stream, tables.tasks.loc(task)),
    wait: wait && {
      what: wait.what,
      site: model.site(stream, wait.loc),
      ...(wait.what === 'task' ? { task: model.taskName(wait.task) } : {}),
    },
    children: tree.childCount(task),
    isOpen: tree.size <= PAGE,
  };
}
