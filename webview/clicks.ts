/** What the mouse meets: the card of what it is over, and what a click does. */
import { JobKind } from '../model/jobs';
import type { Card } from './card-content';
import type { Controls } from './controls';
import type { Focus } from './focus';
import { hitAt } from './hit';
import type { Hit } from './hit';
import type { LaneMoves } from './lane-moves';
import { isLineRow } from './line-rows';
import { jobExtent } from './loop';
import { openGroup, openSelected } from './opening';
import type { Scene } from './scene';
import { selectionOf } from './selection';
import type { Point } from './worker-protocol';

export class Clicks {
  constructor(
    private readonly controls: Controls,
    private readonly focus: Focus,
    private readonly moves: LaneMoves,
    private readonly fitSelection: () => void,
  ) {}

  click(at: Point, double: boolean): void {
    const hit = hitAt(this.scene, at);
    switch (hit.on) {
      case 'twisty':
        return this.moves.toggleFold(hit.row);
      case 'segment':
        this.select(hit);
        if (double) return this.fitSelection();
        return openSelected(this.controls, true);
      case 'output':
        this.select(hit);
        return this.openOutput(hit.output);
      case 'name':
      case 'lane':
        return this.lane(hit, double);
      case 'job':
        return this.job(hit.stream, hit.job, double);
      case 'nothing':
        if (double) this.scene.view.fit(this.controls.extent());
    }
  }

  /** Selects what is at a point of a lane as a click does, and leads nowhere. @returns whether a lane is there */
  choose(at: Point): boolean {
    const hit = hitAt(this.scene, at);
    if (hit.row >= 0) this.select(hit);
    return hit.row >= 0;
  }

  /** @returns what is to be told of a point */
  look(at: Point | null): { card: Card | null; row: number; clickable: boolean } {
    if (!at) return { card: null, row: -1, clickable: false };
    const hit = hitAt(this.scene, at);
    return { card: this.cardOf(hit), row: hit.row, clickable: hit.on !== 'nothing' && hit.on !== 'lane' };
  }

  private get scene(): Scene {
    return this.controls.scene();
  }

  private cardOf(hit: Hit): Card | null {
    const { describe, rows } = this.scene;
    switch (hit.on) {
      case 'segment':
        return describe.segment(hit.segment);
      case 'output':
        return describe.output(hit.output);
      case 'job':
        return describe.job(hit.stream, hit.job);
      case 'name':
        return hit.content < 0
          ? describe.group(rows.grouping, rows.groupAt(hit.content))
          : describe.task(hit.content);
      default:
        return null;
    }
  }

  private select(hit: Hit): void {
    switch (hit.on) {
      case 'segment':
        return this.controls.select(selectionOf(hit.segment));
      case 'output':
        return this.selectOutput(hit.output);
      case 'twisty':
      case 'name':
      case 'lane':
        if (hit.content < 0) this.moves.enterGroup(hit.row);
        else if (isLineRow(this.scene.rows, hit.row)) this.focus.selectRow(hit.row, 0);
        else this.controls.select({ task: hit.content, startSeq: 0, state: 0 });
        return;
      case 'job':
      case 'nothing':
    }
  }

  private lane(hit: Extract<Hit, { content: number }>, double: boolean): void {
    this.select(hit);
    const { on, content, row } = hit;
    if (content < 0 && double) this.moves.toggleFold(row);
    else if (content < 0 && on === 'name') openGroup(this.controls, row, true);
    else if (content < 0) return;
    else if (double) this.fitSelection();
    else if (on === 'name') openSelected(this.controls, true);
  }

  /** Selects the task that a job ran, if it ran one; twice fits the job. */
  private job(stream: number, job: number, double: boolean): void {
    const { facts, view } = this.scene;
    const row = facts.tables.streams[stream]!;
    if (double) return view.show(...jobExtent(row, view.axis, job));
    const { jobs } = row;
    const ref = jobs.ref(job);
    if (ref < 0) return;
    if (jobs.kind(job) === JobKind.start) this.focus.task(ref);
    else if (jobs.kind(job) === JobKind.resume) this.focus.task(facts.tables.awaits.task(ref));
  }

  /** Selects what ran when it was printed, so that the details tell why that ran then. */
  private selectOutput(output: number): void {
    const { outputs } = this.scene.facts.tables;
    const task = outputs.task(output);
    if (task >= 0) this.focus.selectAt(task, outputs.seq(output));
  }

  private openOutput(output: number): void {
    const { facts } = this.scene;
    const { outputs } = facts.tables;
    const site = facts.siteOf(outputs.stream(output), outputs.loc(output));
    if (site) this.controls.open(site, true);
  }
}
