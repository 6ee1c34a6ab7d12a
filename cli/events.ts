/** `awaitscope events`: the recording as JSON, one event a line. */
import { EventView } from '../model/event-view';
import type { TraceEvent } from '../model/event-types';
import { compact, mergeByTime } from '../model/merge';
import type { EventBatch } from '../protocol/events';
import { loadRecording } from '../recording/load';
import type { Recording } from '../recording/load';
import { LineWriter, isClosedPipe, printable, say } from './lines';

export async function printEvents(file: string): Promise<void> {
  const recording = await loadRecording(file);
  for (const warning of recording.warnings) say(warning);
  const out = new LineWriter();
  // Escapes in JSON are those of printable: what is inside a string stays the same to a parser.
  const emit = (event: TraceEvent): void => out.write(printable(JSON.stringify(event)));
  try {
    eachEvent(recording, emit);
    out.flush();
  } catch (e) {
    if (!isClosedPipe(e)) throw e;
  }
}

/** Calls `emit` for every event, by time. */
function eachEvent(recording: Recording, emit: (event: TraceEvent) => void): void {
  const { model, sites } = recording;
  const view = new EventView(model, (stream, loc) => sites.locate(stream, loc));
  const step = (stream: number, batch: EventBatch, i: number): void => view.step(stream, batch, i, emit);
  if (model.streams.length === 1) {
    recording.batches((stream, batch) => {
      for (let i = 0; i < batch.count; i++) step(stream, batch, i);
    });
    return;
  }
  // A file holds one thread after the other: to be merged, they must all be there.
  const streams: EventBatch[][] = model.streams.map(() => []);
  recording.batches((stream, batch) => streams[stream]!.push(compact(batch)));
  const offsets = model.streams.map((s) => s.offset);
  mergeByTime(streams, offsets, step);
}
