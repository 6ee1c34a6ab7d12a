/**
 * The rows of the timeline, from top to bottom: tasks below their creators, or below the groups that they belong to (a thread, a
 * function, a line). Tasks of libraries are left out unless they are asked for.
 */
import { TaskGroups } from '../model/lane-groups';
import type { Grouping, LaneGroup } from '../model/lane-groups';
import type { Tables } from '../model/tables';
import { Arrangement, groupLane } from './arrangement';
import type { Lane } from './arrangement';
import { Folds } from './folds';
import { HiddenParts } from './hidden-parts';
import { RowList } from './row-list';
import type { KeptLanes } from './only-matches';
import { TaskTree, creatorOf } from './task-tree';
import { ThreadHeadings } from './thread-headings';
import { TreeTotals } from './tree-totals';

/** What the rows ask about tasks. */
export interface RowFacts {
  /** Rises when answers may have changed. */
  readonly version: number;
  isLibrary(task: number): boolean;
  /** Equal for locations on the same line, or of the same function; in the order in which they are read. */
  placeKey(by: Grouping, stream: number, loc: number): string;
}

const NO_FACTS: RowFacts = { version: 0, isLibrary: () => false, placeKey: (_, s, loc) => `${s}:${loc}` };

export class Rows {
  /** How many of them, from the top, are of pinned tasks. */
  pinnedRows = 0;
  /** Behind the rows of pinned tasks and pinned groups. */
  pinnedEnd = 0;
  /** Groups in the order of their rows; none where one thread's tasks stand by their creators. */
  groups: readonly LaneGroup[] = [];
  /** The group that the keys are on, by its key; tasks are selected, groups are not. */
  current: string | undefined;
  private by: Grouping = 'creator';
  private withLibrary = false;
  private readonly tree = new TaskTree();
  private readonly list = new RowList();
  private readonly totals = new TreeTotals();
  private readonly hiddenParts = new HiddenParts();
  /** Where tasks of several threads stand by their creators. */
  private headings: ThreadHeadings | undefined;
  /** Where tasks do not stand by their creators. */
  private grouped: TaskGroups | undefined;
  /** Groups that are open, and how many tasks they had when these got their rows. */
  private open: { readonly group: number; readonly tasks: number }[] = [];
  private readonly arrangement = new Arrangement();
  /** Tasks whose lanes stand above all others, in this order. */
  private pinned: ReadonlySet<number> = new Set();
  private readonly folds = new Folds();
  /** The others are left out. */
  private kept: KeptLanes | undefined;
  private stale = true;
  private tasks = 0;
  private threads = 0;
  private size = 0;
  private version = 0;
  private treeVersion = 0;

  get count(): number {
    return this.list.count;
  }

  /** What a reader has done changes the rows: which are folded, pinned, or shown at all. */
  get isStale(): boolean {
    return this.stale;
  }

  /** Brings the rows up to the tables. Costs nothing if nothing of it has changed. */
  update(tables: Tables, facts: RowFacts = NO_FACTS): void {
    const { tasks, streams } = tables;
    const { tree } = this;
    if (facts.version !== this.version) {
      this.version = facts.version;
      tree.forget();
    }
    // groups tell of what their tasks do
    const size = this.by === 'creator' ? tasks.count : streams.reduce((n, stream) => n + stream.events, 0);
    const grows = this.size !== size || this.threads !== streams.length;
    if (!this.stale && !grows && tree.version === this.treeVersion) return this.updateHeadings(tables);
    this.tasks = tasks.count;
    this.threads = streams.length;
    this.size = size;
    tree.update(tables, (task) => facts.isLibrary(task), !this.withLibrary);
    if (tree.version !== this.treeVersion) {
      this.treeVersion = tree.version;
      this.grouped = this.headings = undefined;
      this.stale = true;
    }
    this.updateHeadings(tables);
    if (this.by === 'creator') {
      this.begin();
      this.addTrees(tables);
    } else this.addGroups(tables, this.by, facts);
    this.stale = false;
  }

  /** Headings of threads tell of what their tasks do, while their rows stay the same. */
  private updateHeadings(tables: Tables): void {
    if (this.by !== 'creator' || tables.streams.length < 2) return;
    this.headings ??= new ThreadHeadings((task) => this.tree.hides(task));
    this.headings.update(tables);
  }

  /** Begins at the top. */
  private begin(): void {
    this.list.clear();
    this.open = [];
    for (const task of this.pinned) if (!this.hides(task)) this.list.addTask(task, 0);
    this.pinnedRows = this.pinnedEnd = this.list.count;
  }

  /** Leaves out all lanes but these; undefined: none. */
  keep(kept: KeptLanes | undefined): void {
    if (kept === this.kept) return;
    this.kept = kept;
    this.stale = true;
  }

  /** Pins a lane above all others, below those that are pinned already; or lets it go back to its place. */
  pin(lane: Lane): void {
    this.arrangement.pin(lane);
    // a lane above the others has no sign to open what it hides
    if (typeof lane === 'number') this.folds.open(lane);
    this.rearrange();
  }

  /** Moves a pinned lane one up, the uppermost to the end of the pinned ones. */
  movePinned(lane: Lane): void {
    this.arrangement.move(lane);
    this.rearrange();
  }

  /** @returns where {@link movePinned} would bring it; undefined if nowhere */
  moveOfPinned(lane: Lane): 'up' | 'last' | undefined {
    return this.arrangement.moveOf(lane);
  }

  /** Hides a lane: of a task that stands by its creator with all below it. */
  hide(lane: Lane): void {
    this.arrangement.hide(lane);
    this.rearrange();
  }

  showHidden(): void {
    this.arrangement.showAll();
    this.rearrange();
  }

  private rearrange(): void {
    this.pinned = this.arrangement.tasks;
    this.stale = true;
  }

  get pinnedLanes(): ReadonlySet<Lane> {
    return this.arrangement.pinned;
  }

  get hiddenLanes(): ReadonlySet<Lane> {
    return this.arrangement.hiddenLanes;
  }

  /** @returns the lane of a row, to be pinned or hidden */
  laneOf(row: number): Lane {
    const content = this.at(row);
    return content < 0 ? groupLane(this.by, this.groupAt(content).key) : content;
  }

  isPinned(row: number): boolean {
    return row < this.pinnedEnd && (row < this.pinnedRows || this.at(row) < 0);
  }

  get pinnedTasks(): ReadonlySet<number> {
    return this.pinned;
  }

  get grouping(): Grouping {
    return this.by;
  }
  set grouping(by: Grouping) {
    this.by = by;
    this.current = undefined;
    this.grouped = undefined;
    this.stale = true;
  }

  get showsLibrary(): boolean {
    return this.withLibrary;
  }
  set showsLibrary(shows: boolean) {
    this.withLibrary = shows;
    this.stale = true;
  }

  /** Tasks of node_modules. */
  get library(): number {
    return this.tree.library;
  }

  /** Some tasks are hidden now. */
  get hidesLibrary(): boolean {
    return !this.withLibrary && this.library < this.tasks;
  }

  hides(task: number): boolean {
    return this.tree.hides(task);
  }

  /** @returns the task, or what {@link groupAt} wants */
  at(row: number): number {
    return this.list.at(row);
  }

  /** @param content of a group's row */
  groupAt(content: number): LaneGroup {
    return this.groups[-1 - content]!;
  }

  /**
   * @param w an await of the task, -1 for the task as a whole: by line, a task has a row in each group where it waits
   * @returns the row that shows it: its own, of what hides it, or of the nearest creator that is shown; -1 if none is
   */
  rowOf(tables: Tables, task: number, w = -1): number {
    for (let shown = task; shown >= 0; shown = creatorOf(tables, shown)) {
      const group = this.groupOf(tables, shown, shown === task ? w : -1);
      const heading = group < 0 ? -1 : this.list.rowOfHeading(group);
      let own = this.list.rowOf(shown);
      while (own >= this.pinnedRows && heading >= 0 && this.headingOf(own) !== heading)
        own = this.list.rowBefore(own);
      if (own >= 0) return own;
      if (heading >= 0) return heading;
    }
    return -1;
  }

  /** @returns the place in {@link groups} of the group in which a task, or one of its awaits, stands; -1 where it stands by its creator */
  groupOf(tables: Tables, task: number, w = -1): number {
    return this.grouped ? this.grouped.rankOf(tables, task, w) : -1;
  }

  /** @returns the row of a group, by its key; -1 if there is none */
  rowOfGroup(key: string | undefined): number {
    if (key === undefined) return -1;
    return this.list.headings.find((row) => this.groupAt(this.at(row)).key === key) ?? -1;
  }

  /** @returns the row of the group that a row stands below, or is the heading of; -1 for none */
  headingOf(row: number): number {
    return this.list.headingOf(row);
  }

  /** @returns the next group's row behind a row; -1 if there is none */
  headingBehind(row: number): number {
    return this.list.headingBehind(row);
  }

  /** @returns the row of the creator that a task's row stands below; -1 for none */
  parentOf(tables: Tables, row: number): number {
    const task = this.at(row);
    if (this.by !== 'creator' || task < 0 || row < this.pinnedRows) return -1;
    const creator = this.tree.shownCreator(tables, task);
    const parent = creator < 0 ? -1 : this.list.rowOf(creator);
    return parent < this.pinnedRows ? -1 : parent;
  }

  /** @returns how far the row is indented */
  depth(row: number): number {
    return this.list.depth(row);
  }

  /** @returns tasks that the row can hide */
  children(row: number): number {
    const content = this.at(row);
    if (content < 0) return Math.max(1, this.groupAt(content).tasks.length);
    // what it hides stands elsewhere
    if (row < this.pinnedRows) return 0;
    return this.by === 'creator' ? this.tree.childrenOf(content) : 0;
  }

  /** @returns what a collapsed task hides, as a group; undefined where none is hidden */
  hiddenLane(tables: Tables, row: number): LaneGroup | undefined {
    const content = this.at(row);
    const hides = content >= 0 && this.isCollapsed(row) && this.children(row) > 0;
    return hides ? this.hiddenParts.of(tables, this.tree, content) : undefined;
  }

  /** @returns how many tasks a collapsed task hides, how many of them failed, and how many have not ended; undefined where none is hidden */
  hiddenBelow(tables: Tables, row: number): ReturnType<TreeTotals['of']> | undefined {
    const content = this.at(row);
    if (content < 0 || !this.isCollapsed(row) || this.children(row) === 0) return undefined;
    this.totals.update(tables, this.tree);
    return this.totals.of(content);
  }

  isCollapsed(row: number): boolean {
    const content = this.at(row);
    return content < 0 ? this.isClosed(this.groupAt(content)) : this.folds.has(content);
  }

  fold(content: number, collapse: boolean): void {
    if (content < 0) this.folds.close(this.by, this.groupAt(content), collapse);
    else this.folds.fold(content, collapse);
    this.stale = true;
  }

  foldAll(tables: Tables, collapse: boolean): void {
    this.stale = true;
    if (this.by !== 'creator') {
      for (const group of this.groups) this.folds.close(this.by, group, collapse);
      return;
    }
    this.folds.openAll();
    for (let task = 0; collapse && task < tables.tasks.count; task++) {
      if (this.tree.childrenOf(task) > 0) this.folds.fold(task, true);
    }
  }

  /** Opens what hides the task, or one of its awaits. */
  unfold(tables: Tables, task: number, w = -1): void {
    if (this.hides(task)) this.showsLibrary = true;
    if (this.kept) this.keepToo(tables, task, this.kept);
    this.showAgain(tables, task, w);
    const group = this.groups[this.grouped ? this.groupOf(tables, task, w) : tables.tasks.stream(task)];
    if (group && this.folds.close(this.by, group, false)) this.stale = true;
    for (let t = creatorOf(tables, task); t >= 0; t = creatorOf(tables, t)) {
      if (this.folds.open(t)) this.stale = true;
    }
  }

  /** What was gone to is hidden no more. */
  private showAgain(tables: Tables, task: number, w: number): void {
    const { arrangement } = this;
    if (arrangement.hiddenLanes.size === 0) return;
    const group = this.groups[this.grouped ? this.groupOf(tables, task, w) : tables.tasks.stream(task)];
    let shown = group !== undefined && arrangement.show(groupLane(this.by, group.key));
    for (let t = task; t >= 0; t = this.by === 'creator' ? creatorOf(tables, t) : -1)
      shown = arrangement.show(t) || shown;
    if (shown) this.stale = true;
  }

  /** What was gone to is seen among the matches, too. */
  private keepToo(tables: Tables, task: number, { tasks }: KeptLanes): void {
    for (let t = task; t >= 0 && tasks[t] === 0; t = this.by === 'creator' ? creatorOf(tables, t) : -1) {
      tasks[t] = 1;
      this.stale = true;
    }
  }

  /** See {@link Folds}. */
  get toggledGroups(): ReadonlySet<string> {
    return this.folds.toggledGroups;
  }

  toggleGroup(by: Grouping, key: string): void {
    this.folds.toggle(by, key);
    this.stale = true;
  }

  get collapsedTasks(): ReadonlySet<number> {
    return this.folds.collapsedTasks;
  }

  private isClosed(group: LaneGroup): boolean {
    return this.folds.isClosed(this.by, group);
  }

  private addTrees(tables: Tables): void {
    const several = tables.streams.length > 1;
    this.groups = several ? this.headings!.groups : [];
    const all = this.tree.roots(tables);
    const { order, pinned } = (several && this.arrangement.order('creator', this.groups)) || {
      order: [...all.keys()],
      pinned: 0,
    };
    order.forEach((stream, i) => {
      if (this.kept && !all[stream]!.some((root) => this.kept!.tasks[root] === 1)) return;
      this.addThread(stream, all[stream]!, several);
      if (i < pinned) this.pinnedEnd = this.list.count;
    });
  }

  private addThread(stream: number, roots: readonly number[], several: boolean): void {
    // A thread that has nothing to show is passed over, unless that is all there is.
    if (several && this.tree.library > 0 && !roots.some((root) => this.hasShown(root))) return;
    if (several) this.list.addHeading(stream);
    if (several && this.isClosed(this.groups[stream]!)) return;
    const isFolded = (task: number): boolean => this.folds.has(task) || this.arrangement.hides(task);
    for (const root of roots) {
      this.tree.visit(root, isFolded, (task, depth) => {
        if (this.isShown(task)) this.list.addTask(task, depth + (several ? 1 : 0));
      });
    }
  }

  /** @returns whether the task has a lane below its creator or its group, where nothing is collapsed */
  private isShown(task: number): boolean {
    return !this.pinned.has(task) && this.kept?.tasks[task] !== 0 && !this.arrangement.hides(task);
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

  /** Rows above the first group that is new, or that is open and has grown, stay as they are. */
  private addGroups(tables: Tables, by: Exclude<Grouping, 'creator'>, facts: RowFacts): void {
    if (!this.grouped) {
      const placeOf = (stream: number, loc: number): string => facts.placeKey(by, stream, loc);
      this.grouped = new TaskGroups(by, placeOf, (task) => this.tree.hides(task));
      this.stale = true;
    }
    const moved = this.grouped.update(tables);
    this.groups = this.grouped.groups;
    const arranged = this.arrangement.order(by, this.groups);
    if (arranged) return this.addArranged(arranged.order, arranged.pinned);
    if (this.stale || this.kept) {
      this.begin();
      return this.addFrom(0);
    }
    const grown = this.open.find(({ group, tasks }) => this.groups[group]!.tasks.length !== tasks);
    const from = Math.min(moved, grown ? grown.group : Infinity);
    if (from < this.list.headings.length) this.list.cut(this.list.headings[from]!);
    if (from < Infinity) this.addFrom(from);
  }

  /** Where groups are pinned or hidden, their rows are not in the order of the groups: all are added anew. */
  private addArranged(order: readonly number[], pinned: number): void {
    this.begin();
    order.forEach((group, i) => {
      this.addGroup(group);
      if (i < pinned) this.pinnedEnd = this.list.count;
    });
  }

  /** Adds the rows of a group and of all behind it. */
  private addFrom(first: number): void {
    this.open = this.open.filter(({ group }) => group < first);
    for (let i = first; i < this.groups.length; i++) this.addGroup(i);
  }

  private addGroup(i: number): void {
    const group = this.groups[i]!;
    const { kept } = this;
    if (kept && !kept.group(group) && !group.tasks.some((task) => kept.tasks[task] === 1)) return;
    this.list.addHeading(i);
    if (this.isClosed(group)) return;
    this.open.push({ group: i, tasks: group.tasks.length });
    for (const task of group.tasks) if (this.isShown(task)) this.list.addTask(task, 1);
  }
}
