/** `awaitscope report`: what a recording holds, as text. */
import { functionTimes } from '../model/functions';
import { summarize } from '../model/summary';
import { compiledDownScripts } from '../recording/compiled-down';
import { loadRecording } from '../recording/load';
import { isClosedPipe, LineWriter, printable, say } from './lines';
import { Places } from './places';
import { endLines, pathLines } from './report-causes';
import { whatIfLines } from './report-what-if';
import {
  compiledDownLines,
  functionLines,
  headLines,
  lossLines,
  notRecordedLines,
  pauseLines,
  stuckLines,
  sitesLines,
  threadLines,
  totalLines,
  unfinishedLines,
  unmarkedLines,
  waitLines,
} from './report-text';

export async function printReport(file: string): Promise<void> {
  const recording = await loadRecording(file);
  for (const warning of recording.warnings) say(warning);
  const { model } = recording;
  const places = new Places(model, (stream, loc) => recording.sites.locate(stream, loc), process.cwd());
  const summary = summarize(model, places.key);
  const lines = [
    ...headLines(file, recording.run, recording.runEnd),
    ...threadLines(model),
    ...notRecordedLines(model, recording.processes),
    ...unmarkedLines(recording.unmarked),
    ...compiledDownLines(compiledDownScripts(recording.sites)),
    ...totalLines(summary),
    ...unfinishedLines(model, summary, places),
    ...endLines(model, places),
    ...pathLines(model, places),
    ...whatIfLines(recording, places),
    ...waitLines(model, summary, places),
    ...sitesLines(summary, places),
    ...functionLines(functionTimes(model, places.key), places),
    ...stuckLines(model, places),
    ...pauseLines(model),
    ...lossLines(summary),
  ];
  const out = new LineWriter();
  try {
    for (const line of lines) out.write(printable(line));
    out.flush();
  } catch (e) {
    if (!isClosedPipe(e)) throw e;
  }
}
