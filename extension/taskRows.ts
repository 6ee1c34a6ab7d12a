/**
 * The rows of the Tasks view over one recording. It remembers what it has told of each, so that as the recording grows only
 * rows that look otherwise are drawn anew: a row that is drawn while the mouse is on it loses the click.
 */
import type { FollowedModel } from '../recording/followed-model';
import { taskFacts } from './taskFacts';
import type { TaskFacts } from './taskItems';
import { ROOT, TaskTree } from './taskTree';

export interface TaskRow {
  readonly task: number;
}
/** Stands for the children that are not listed yet. */
export interface MoreRow {
  readonly more: number;
  readonly creator: number;
}
export type Row = TaskRow | MoreRow;

export class TaskRows {
  private readonly tree = new TaskTree();
  /** How many pages of children are listed, where it is more than one. */
  private readonly pages = new Map<number, number>();
  /** VS Code tells rows apart by identity. */
  private readonly rows = new Map<number, TaskRow>();
  private readonly told = new Map<number, string>();
  private toldRoots = 0;

  constructor(private readonly model: FollowedModel) {}

  get count(): number {
    return this.tree.size;
  }

  children(row?: Row): Row[] {
    if (row && 'more' in row) return [];
    const creator = row ? row.task : ROOT;
    if (creator === ROOT) this.toldRoots = this.tree.childCount(ROOT);
    const { tasks, more } = this.tree.children(creator, this.pages.get(creator) ?? 1);
    const rows: Row[] = tasks.map((task) => this.row(task));
    return more > 0 ? [...rows, { more, creator }] : rows;
  }

  facts({ task }: TaskRow): TaskFacts {
    const facts = this.factsNow(task);
    this.told.set(task, JSON.stringify(facts));
    return facts;
  }

  /** Takes in what has come. @returns the rows that are to be drawn anew; undefined for all */
  update(): readonly Row[] | undefined {
    this.tree.update(this.model.tables);
    if (this.tree.childCount(ROOT) !== this.toldRoots) return undefined;
    const changed = [...this.told].filter(([task, told]) => JSON.stringify(this.factsNow(task)) !== told);
    return changed.map(([task]) => this.row(task));
  }

  /** Lists a page more of a task's children. @returns the row to be drawn anew; undefined for all */
  showMore(creator: number): Row | undefined {
    this.pages.set(creator, (this.pages.get(creator) ?? 1) + 1);
    return creator === ROOT ? undefined : this.row(creator);
  }

  private factsNow(task: number): TaskFacts {
    return taskFacts(this.model, this.tree, task, this.model.ended);
  }

  private row(task: number): TaskRow {
    let row = this.rows.get(task);
    if (!row) this.rows.set(task, (row = { task }));
    return row;
  }
}
