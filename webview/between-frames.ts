/** What no picture has to wait for, and is ready when it is wanted all the same. */
import { loopStream } from './loop';
import type { Shown } from './shown';
import type { Surroundings } from './surroundings';
import type { View } from './view';

export class BetweenFrames {
  private looking = false;
  private preparing = false;

  /** @param changed to be called when what is shown has changed */
  constructor(
    private readonly around: Pick<Surroundings, 'later'>,
    private readonly view: View,
    private readonly shown: () => Shown,
    private readonly changed: () => void,
  ) {}

  /** To be called after each picture. */
  go(): void {
    this.lookForFindings();
    this.prepare();
  }

  /** Not in the frame that shows the last of the events, but soon after it. */
  private lookForFindings(): void {
    const { findings, facts } = this.shown().scene;
    if (this.looking || !findings.due(facts)) return;
    this.looking = true;
    this.around.later(() => {
      this.looking = false;
      findings.update(facts);
      this.changed();
    });
  }

  /** How many tasks were ready when; then what lanes need that have not been in view yet, one lane at a time, so that scrolling to them is as quick as the rest. */
  private prepare(): void {
    const { over, intake, scene } = this.shown();
    if (this.preparing || intake.busy) return;
    this.preparing = true;
    this.around.later(() => {
      this.preparing = false;
      if (scene.queues.prepare(intake.model, loopStream(scene))) {
        this.prepare();
        this.changed();
      } else if (over && scene.geometry.prepare(intake.model, this.view.axis)) this.prepare();
    });
  }
}
