/** Derives the rows from the tables and from what a reader has chosen, below creators or below groups, where either has changed. */
import { eventCount } from '../model/event-count';
import type { Grouping, LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { GroupRows } from './group-rows';
import { LaneChoices } from './lane-choices';
import { RowList } from './row-list';
import { TaskTree } from './task-tree';
import { TreeRows } from './tree-rows';

/** What the rows ask about tasks. */
export interface RowFacts {
  /** Rises when answers may have changed. */
  readonly version: number;
  isLibrary(task: number): boolean;
  /** Equal for locations on the same line, or of the same function; in the order in which they are read. */
  placeKey(by: Grouping, stream: number, loc: number): string;
}

export class DerivedRows {
  readonly list = new RowList();
  readonly tree = new TaskTree();
  readonly choices = new LaneChoices();
  private readonly byCreator = new TreeRows(this.list, this.tree, this.choices);
  /** Where tasks do not stand by their creators, once that was derived. */
  private byGroup: GroupRows | undefined;
  private by: Grouping = 'creator';
  /** What the rows were derived from: versions, and how much there was. */
  private chosen = -1;
  private facts = 0;
  private hiding = 0;
  private events = 0;
  private size = 0;
  private threads = 0;

  get grouping(): Grouping {
    return this.by;
  }
  set grouping(by: Grouping) {
    this.by = by;
    this.byGroup = undefined;
    this.chosen = -1;
  }

  /** What a reader has chosen changes the rows. */
  get isStale(): boolean {
    return this.chosen !== this.choices.version;
  }

  /** Costs nothing if nothing has changed. */
  update(tables: Tables, facts: RowFacts): void {
    const { tree, choices } = this;
    if (facts.version !== this.facts) {
      this.facts = facts.version;
      tree.forget();
    }
    const threads = tables.streams.length;
    const events = eventCount(tables);
    if (events !== this.events) tree.look(tables);
    this.events = events;
    // where tasks stand by their creators, what they do changes no rows; groups tell of it
    const size = this.by === 'creator' ? tables.tasks.count : events;
    const grows = size !== this.size || threads !== this.threads;
    if (!this.isStale && !grows && tree.version === this.hiding) {
      if (this.by === 'creator') this.byCreator.updateHeadings(tables);
      return;
    }
    this.size = size;
    this.threads = threads;
    tree.update(tables, (task) => facts.isLibrary(task), !choices.showsLibrary);
    if (tree.version !== this.hiding) {
      this.hiding = tree.version;
      this.byCreator.forget();
      this.byGroup = undefined;
    }
    const pinned = choices.arrangement.pinnedTasks.filter((task) => !tree.hides(task));
    if (this.by === 'creator') this.byCreator.update(tables, pinned);
    else {
      this.byGroup ??= this.groupRows(this.by, facts);
      this.byGroup.update(tables, pinned, this.isStale);
    }
    this.chosen = choices.version;
  }

  /** @returns the place in the list's groups of the group in which a task, or one of its awaits, stands; -1 where it stands by its creator */
  groupOf(tables: Tables, task: number, w: number): number {
    return this.byGroup ? this.byGroup.groupOf(tables, task, w) : -1;
  }

  /** @returns the group below whose heading the task, or one of its awaits, stands: that of its thread, where it stands by its creator */
  groupAbove(tables: Tables, task: number, w: number): LaneGroup | undefined {
    return this.list.groups[this.byGroup ? this.byGroup.groupOf(tables, task, w) : tables.tasks.stream(task)];
  }

  private groupRows(by: Exclude<Grouping, 'creator'>, facts: RowFacts): GroupRows {
    const placeOf = (stream: number, loc: number): string => facts.placeKey(by, stream, loc);
    return new GroupRows(by, placeOf, (task) => this.tree.hides(task), this.list, this.choices);
  }
}
