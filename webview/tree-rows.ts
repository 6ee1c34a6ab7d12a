/** The rows of tasks that stand below their creators; where there are several threads, each has a heading. All rows are added anew with each change. */
import type { Tables } from '../model/tables';
import type { LaneChoices } from './lane-choices';
import type { RowList } from './row-list';
import type { TaskTree } from './task-tree';
import { ThreadHeadings } from './thread-headings';

export class TreeRows {
  private headings: ThreadHeadings | undefined;

  constructor(
    private readonly list: RowList,
    private readonly tree: TaskTree,
    private readonly choices: LaneChoices,
  ) {}

  /** Other tasks are hidden now. */
  forget(): void {
    this.headings = undefined;
  }

  /** Headings of threads tell of what their tasks do, while their rows stay the same. */
  updateHeadings(tables: Tables): void {
    if (tables.streams.length < 2) return;
    this.headings ??= new ThreadHeadings((task) => this.tree.hides(task));
    this.headings.update(tables);
  }

  update(tables: Tables, pinned: readonly number[]): void {
    const { list, choices } = this;
    this.updateHeadings(tables);
    list.begin(pinned);
    const several = tables.streams.length > 1;
    list.groups = several ? this.headings!.groups : [];
    const roots = this.tree.roots(tables);
    const arranged = several ? choices.arrangement.order('creator', list.groups) : undefined;
    const order = arranged?.order ?? roots.keys();
    let left = arranged?.pinned ?? 0;
    for (const stream of order) {
      if (choices.keepsAny(roots[stream]!)) this.addThread(stream, roots[stream]!, several);
      if (left-- > 0) list.endPinned();
    }
  }

  private addThread(stream: number, roots: readonly number[], several: boolean): void {
    const { list, tree } = this;
    const { folds, arrangement } = this.choices;
    // A thread that has nothing to show is passed over, unless that is all there is.
    if (several && tree.library > 0 && !roots.some((root) => this.hasShown(root))) return;
    if (several) list.addHeading(stream);
    if (several && folds.isClosed('creator', list.groups[stream]!)) return;
    const isFolded = (task: number): boolean => folds.has(task) || arrangement.hides(task);
    for (const root of roots) {
      tree.visit(root, isFolded, (task, depth) => {
        if (this.choices.hasLane(task)) list.addTask(task, depth + (several ? 1 : 0));
      });
    }
  }

  /** @returns whether a tree has anything that is not hidden */
  private hasShown(root: number): boolean {
    let shown = !this.tree.hides(root);
    if (!shown)
      this.tree.visit(
        root,
        () => false,
        () => (shown = true),
      );
    return shown;
  }
}
