/** What no picture has to wait for, and is ready when it is wanted all the same. */
import { loopStream } from './loop';
import type { Shown } from './shown';
import type { Surroundings } from './surroundings';
import type { View } from './view';

/** Parts of lanes that are summed up at once: what a person does meanwhile waits for some milliseconds. */
const PARTS_AT_ONCE = 10_000;
/** While lanes are summed up, what has come in is shown so often. */
const SHOWN_EVERY_MS = 100;

export class BetweenFrames {
  private looking = false;
  private preparing = false;
  private summing = false;

  /** @param changed to be called when what is shown has changed */
  constructor(
    private readonly around: Pick<Surroundings, 'later' | 'now'>,
    private readonly view: View,
    private readonly shown: () => Shown,
    private readonly changed: () => void,
  ) {}

  /** To be called after each picture. */
  go(): void {
    this.lookForFindings();
    this.sumUp();
    this.prepare();
  }

  /** Lanes of many, which frames alone would take too long to sum up. */
  private sumUp(): void {
    const { intake, scene } = this.shown();
    if (this.summing || intake.busy || !scene.groupLanes.behind) return;
    this.summing = true;
    const until = this.around.now() + SHOWN_EVERY_MS;
    const go = (): void => {
      this.summing = false;
      const { groupLanes, facts } = this.shown().scene;
      const more = groupLanes.catchUp(facts.tables, PARTS_AT_ONCE);
      if (!more || this.around.now() >= until) return this.changed();
      this.summing = true;
      this.around.later(go);
    };
    this.around.later(go);
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
