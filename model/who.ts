/**
 * In whose execution something happened, as one number: a task, or a resource in whose callback no task ran.
 *
 *     0 nobody       1, 2, … task 0, 1, …       -1, -2, … resource 0, 1, …
 */
export const NOBODY = 0;

export function byTask(task: number): number {
  return task + 1;
}

/** @param resource -1 for one whose making was not recorded */
export function byResource(resource: number): number {
  return -resource - 1;
}

/** @returns row of the task; -1 if it was none */
export function taskOf(who: number): number {
  return who > 0 ? who - 1 : -1;
}

/** @returns row of the resource; -1 if it was none */
export function resourceOf(who: number): number {
  return who < 0 ? -who - 1 : -1;
}
