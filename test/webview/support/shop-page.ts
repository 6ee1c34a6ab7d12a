/** The page with the recording of a shop, with which most tests begin. */
import { shop } from './programs';
import { MS, Simulation, recordingOf } from './simulation';
import { timelinePage } from './timeline-page';
import type { PageOptions, State } from './timeline-page';

/** To be called within `describe`. */
export function shopPage() {
  const timeline = timelinePage();
  const simulation = new Simulation(0, {}, 34 * MS).run(shop()).end();
  const recording = recordingOf(simulation);
  const open = async (options?: PageOptions): Promise<State> => {
    await timeline.open(options);
    return timeline.show(recording, [simulation.sites()]);
  };
  return { timeline, simulation, recording, open };
}
