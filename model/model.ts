/**
 * A recording as the tables of `tables.ts`. Batches of events come as it grows, in the order of their stream, streams interleaved in any
 * way; `replay.ts` takes them in.
 */
import type { StreamEnd, StreamInfo } from '../protocol/container';
import type { EventBatch, StreamTables } from '../protocol/events';
import { Awaits } from './awaits';
import { Clock } from './clock';
import { Outputs } from './outputs';
import { Pauses } from './pauses';
import { Replay } from './replay';
import { Resources } from './resources';
import { Sightings } from './sightings';
import { Stream } from './stream';
import type { Tables } from './tables';
import { Tasks } from './tasks';

export class Model implements Tables {
  readonly streams: Stream[] = [];
  readonly tasks = new Tasks(this.streams);
  readonly awaits = new Awaits(this.tasks, this.streams);
  readonly resources = new Resources(this.streams);
  readonly outputs = new Outputs(this.streams);
  readonly pauses = new Pauses(this.streams);
  readonly tracings = new Pauses(this.streams);
  readonly sightings = new Sightings(this.streams);
  private readonly replay = new Replay(this);
  private readonly clock = new Clock();

  /**
   * Says when the recording began; without it, it begins with its earliest stream.
   * @param monotonic ns on the machine's clock, as a decimal string
   */
  setStart(monotonic: string): void {
    this.shift(this.clock.begin(monotonic));
  }

  /**
   * Adds a thread.
   * @param tables of its decoder; they may grow until the stream ends
   * @returns its row in `streams`, which {@link append} wants
   */
  addStream(info: StreamInfo, tables: StreamTables): number {
    this.shift(this.clock.begin(info.monotonic));
    this.streams.push(new Stream(info, tables, this.clock.offset(info.monotonic), this.tasks));
    return this.streams.length - 1;
  }

  /** Takes in the next events of a stream. The batch may be used anew afterwards. */
  append(stream: number, batch: EventBatch): void {
    this.replay.take(stream, batch, 0, batch.count);
  }

  /** Takes in row `i` of a batch. */
  step(stream: number, batch: EventBatch, i: number): void {
    this.replay.take(stream, batch, i, i + 1);
  }

  /** No more events of this stream will come. */
  endStream(stream: number, end: StreamEnd): void {
    this.streams[stream]!.end = end;
  }

  /** @returns a model that knows the same streams and start, and no events: for a second replay */
  emptied(): Model {
    const model = new Model();
    model.clock.begin(this.clock.start);
    for (const s of this.streams) model.addStream(s.info, s.tables);
    return model;
  }

  private shift(by: number): void {
    if (by !== 0) for (const s of this.streams) s.shift(by);
  }
}
