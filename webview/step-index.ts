/** All steps of one thread in the order of its events, as numbers: of a million steps only those in view are ever put into words. */
import type { Scene } from './scene';

export type StepKind = 'start' | 'leave' | 'end' | 'suspend' | 'settle' | 'resume' | 'print';
const KINDS: readonly StepKind[] = ['start', 'leave', 'end', 'suspend', 'settle', 'resume', 'print'];
const KIND_BITS = 3;

export interface IndexedStep {
  readonly kind: StepKind;
  /** Of tasks, awaits or outputs. */
  readonly row: number;
  readonly task: number;
  /** Event of the thread. */
  readonly seq: number;
}

type StepScene = Pick<Scene, 'facts' | 'rows' | 'spans'>;

export class StepIndex {
  count = 0;
  private seqs = new Uint32Array(0);
  /** Row, and in the lowest bits the kind. */
  private refs = new Int32Array(0);
  /** Events of the thread that have been looked at. */
  private upTo = 0;
  private of = '';

  /** Brings the steps up to the tables: what has come is added, all is gathered anew where others are hidden now. */
  update(scene: StepScene, stream: number): void {
    const { facts, rows } = scene;
    const of = `${stream} ${rows.hiding}`;
    if (of !== this.of) {
      this.of = of;
      this.count = this.upTo = 0;
    }
    const events = facts.tables.streams[stream]?.events ?? 0;
    if (events === this.upTo) return;
    const found = new Gathered(scene, stream, this.upTo + 1, events);
    this.append(found, this.upTo + 1, events);
    this.upTo = events;
  }

  /** @returns the event of a step */
  seq(step: number): number {
    return this.seqs[step]!;
  }

  at({ facts }: StepScene, step: number): IndexedStep {
    const { awaits, outputs } = facts.tables;
    const row = this.refs[step]! >> KIND_BITS;
    const kind = KINDS[this.refs[step]! & ((1 << KIND_BITS) - 1)]!;
    const isAwait = kind === 'suspend' || kind === 'settle' || kind === 'resume';
    const task = isAwait ? awaits.task(row) : kind === 'print' ? outputs.task(row) : row;
    return { kind, row, task, seq: this.seq(step) };
  }

  /** @returns the first step at or after an event; `count` if there is none */
  from(seq: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.seqs[middle]! < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** @returns the step of a task at an event; -1 if there is none */
  stepOf(scene: StepScene, task: number, seq: number): number {
    for (let step = this.from(seq); step < this.count && this.seqs[step] === seq; step++)
      if (this.at(scene, step).task === task) return step;
    return -1;
  }

  /** Puts what was gathered in order by counting: several steps may share an event, and keep their order. */
  private append({ seqs, refs }: Gathered, from: number, to: number): void {
    const places = new Uint32Array(to - from + 2);
    for (const seq of seqs) places[seq - from + 1]!++;
    for (let i = 1; i < places.length; i++) places[i]! += places[i - 1]!;
    this.reserve(this.count + seqs.length);
    for (let i = 0; i < seqs.length; i++) {
      const at = this.count + places[seqs[i]! - from]!++;
      this.seqs[at] = seqs[i]!;
      this.refs[at] = refs[i]!;
    }
    this.count += seqs.length;
  }

  private reserve(count: number): void {
    if (count <= this.seqs.length) return;
    const room = Math.max(count, 2 * this.seqs.length);
    const [seqs, refs] = [new Uint32Array(room), new Int32Array(room)];
    seqs.set(this.seqs.subarray(0, this.count));
    refs.set(this.refs.subarray(0, this.count));
    [this.seqs, this.refs] = [seqs, refs];
  }
}

/** Steps among some events of a thread, by kind; none of what is hidden. */
class Gathered {
  readonly seqs: number[] = [];
  readonly refs: number[] = [];

  constructor(
    { facts, rows, spans }: StepScene,
    stream: number,
    private readonly from: number,
    private readonly to: number,
  ) {
    const { tasks, awaits, outputs } = facts.tables;
    const isOurs = (task: number): boolean => tasks.stream(task) === stream && !rows.hides(task);
    spans.tasks.visit(tasks.count, from, to, (task) => {
      if (!isOurs(task)) return;
      this.add('start', task, tasks.startSeq(task));
      this.add('leave', task, tasks.leftSeq(task));
      this.add('end', task, tasks.endSeq(task));
    });
    spans.awaits.visit(awaits.count, from, to, (w) => {
      if (!isOurs(awaits.task(w))) return;
      this.add('suspend', w, awaits.suspendSeq(w));
      this.add('settle', w, awaits.settleSeq(w));
      this.add('resume', w, awaits.resumeSeq(w));
    });
    for (let o = 0; o < outputs.count; o++) {
      const task = outputs.task(o);
      if (task >= 0 && isOurs(task)) this.add('print', o, outputs.seq(o));
    }
  }

  private add(kind: StepKind, row: number, seq: number): void {
    if (seq < this.from || seq > this.to) return;
    this.seqs.push(seq);
    this.refs.push((row << KIND_BITS) | KINDS.indexOf(kind));
  }
}
