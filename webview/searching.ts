/** Searches on between frames, until all has been looked at; goes to the next match as soon as there is the one that was asked for. */
import type { Frames } from './frames';
import type { Shown } from './shown';
import type { Surroundings } from './surroundings';

export class Searching {
  private waiting = false;

  constructor(
    private readonly around: Pick<Surroundings, 'later'>,
    private readonly frames: Pick<Frames, 'due' | 'request'>,
    private readonly shown: () => Shown,
  ) {}

  /** To be called after each picture. */
  go(): void {
    if (this.waiting || !this.shown().scene.found.busy) return;
    this.waiting = true;
    this.around.later(() => {
      this.waiting = false;
      const { scene, navigator } = this.shown();
      const done = scene.found.step();
      const way = scene.found.due;
      if (way !== 0) navigator.act(way > 0 ? 'nextMatch' : 'previousMatch');
      if (done || way !== 0 || this.frames.due) this.frames.request();
      else this.go();
    });
  }
}
