/** Takes in the bytes that have come, some of them at a time: in between, there is drawing and input. */
import type { Shown } from './shown';
import type { Surroundings } from './surroundings';

/** It gives way after this time; nobody waits for what a finished recording has to come. */
const TAKE_IN_MS = { live: 12, finished: 30 };

export class TakingIn {
  private going = false;

  /** @param grown to be called when something was taken in */
  constructor(
    private readonly around: Pick<Surroundings, 'later' | 'now'>,
    private readonly shown: () => Shown,
    private readonly grown: () => void,
  ) {}

  /** To be called when bytes have come, or all have. */
  go(): void {
    if (this.going) return;
    this.going = true;
    this.around.later(() => this.step());
  }

  private step(): void {
    const { intake, live } = this.shown();
    const until = this.around.now() + TAKE_IN_MS[live ? 'live' : 'finished'];
    if (intake.step(() => this.around.now() >= until)) this.grown();
    this.going = this.shown().intake.busy;
    if (this.going) this.around.later(() => this.step());
  }
}
