/**
 * What a core does while a page waits for a program to begin: the same as it will do then, with a made-up program, where nobody sees it. Code that
 * runs for the first time is ten times slower, and its compiler takes the processor from the frame that waits for it.
 */
import { RehearsedProgram } from './rehearsed-program';
import type { Surroundings } from './surroundings';
import type { Theme } from './theme';
import type { ToCore } from './worker-protocol';

type Receiver = { receive(message: ToCore): void };
type Size = Extract<ToCore, { type: 'size' }>;

/** By then V8 has compiled what frames and blocks of events run most. */
const PIECES = 24;
const GROUPINGS = ['creator', 'line'] as const;
/** A chunk with more bytes has more than the heads of a recording in it: the program has begun. */
const HEADS = 4096;

export class Rehearsal {
  private theme: Theme | undefined;
  private size: Size | undefined;
  private state: 'wanted' | 'going' | 'over' = 'wanted';

  /** @param makeCore makes one of what is to be rehearsed */
  constructor(
    private readonly makeCore: (around: Surroundings) => Receiver,
    private readonly around: Surroundings,
  ) {}

  /** Hears what the core hears. */
  hear(message: ToCore): void {
    if (message.type === 'start' || message.type === 'theme') this.theme = message.theme;
    else if (message.type === 'size') this.size = message;
    else if (message.type === 'host') {
      const { message: said } = message;
      if (said.type === 'chunk' && said.bytes.length > HEADS) this.state = 'over';
      else if (said.type === 'open' && said.live && this.state === 'wanted') this.begin();
    }
  }

  private begin(): void {
    if (!this.theme || !this.size) return;
    this.state = 'going';
    const pieces = rehearsed(this.makeCore, this.around, this.theme, this.size);
    const go = (): void => {
      if (this.state === 'going' && hasNext(pieces)) this.around.later(go);
      else this.state = 'over';
    };
    this.around.later(go);
  }
}

function hasNext(pieces: Generator<void>): boolean {
  try {
    return !pieces.next().done;
  } catch {
    // nobody has asked for this; what is wrong shows again where somebody looks at it
    return false;
  }
}

/** Each piece takes a few milliseconds. */
function* rehearsed(
  makeCore: (around: Surroundings) => Receiver,
  around: Surroundings,
  theme: Theme,
  size: Size,
): Generator<void> {
  /** What the core has put off: it does nothing of its own accord. */
  let due: (() => void)[] = [];
  const later = (callback: () => void): void => void due.push(callback);
  const core = makeCore({ ...around, post: () => undefined, frame: later, later });
  const { width, height, dpr } = size;
  core.receive({ type: 'start', theme, saved: undefined });
  core.receive(size);
  core.receive({ type: 'canvas', canvas: around.makeCanvas(width * dpr, height * dpr) as OffscreenCanvas });
  const opened = { type: 'open', name: '', live: true, strings: {}, locale: 'en' } as const;
  core.receive({ type: 'host', message: opened });
  const program = new RehearsedProgram();
  for (let piece = 0; piece < PIECES; piece++) {
    if (piece % 4 < GROUPINGS.length)
      core.receive({ type: 'group', by: GROUPINGS[piece % GROUPINGS.length]! });
    const bytes = piece === 0 ? program.begin() : program.next();
    core.receive({ type: 'host', message: { type: 'chunk', source: 0, bytes } });
    const now = due;
    due = [];
    for (const callback of now) callback();
    yield;
  }
}
