/** The recording in use: followed while it grows, its facts computed anew now and then, the texts it was made from remembered. */
import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { FollowedModel } from '../recording/followed-model';
import { RecordingFacts } from './facts';

/** Facts of a growing recording are computed at most this often, and take at most one part in so many of the time. */
const LEAST_MS = 300;
const RARITY = 10;
/** Files whose text is looked up as soon as they are known, before anyone can change them. */
const MAX_FILES = 2000;

export class InUse {
  private readonly followed: FollowedModel;
  private readonly texts = new Map<string, string | undefined>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private cost = 0;
  private current: RecordingFacts;
  /** Of the file that was read to its end. */
  private stamp: string | undefined;
  /** Rises whenever the facts are new. */
  generation = 0;

  /**
   * @param running whether the run that makes it goes on; null if that is not known
   * @param changed called whenever the facts are new
   */
  constructor(
    readonly recording: string,
    private running: boolean | null,
    private readonly changed: () => void,
  ) {
    this.followed = new FollowedModel(
      recording,
      () => this.running ?? undefined,
      () => this.wait(),
    );
    this.current = new RecordingFacts(this.followed);
  }

  get facts(): RecordingFacts {
    return this.current;
  }

  get model(): FollowedModel {
    return this.followed;
  }

  setRunning(running: boolean | null): void {
    this.running = running;
  }

  /** Whether another recording stands in the file's place since this one was read to its end. */
  get isReplaced(): boolean {
    const now = stampOf(this.recording);
    return this.stamp !== undefined && now !== undefined && this.stamp !== now;
  }

  /** What was remembered elsewhere. */
  keep(file: string, text: string): void {
    this.texts.set(file, text);
    this.offer();
    this.wait();
  }

  /** The file's text as it was recorded; undefined where that is not certain. */
  text(file: string): string | undefined {
    if (this.texts.get(file) === undefined) this.texts.set(file, this.followed.recordedText(file));
    return this.followed.areSure(file) ? this.texts.get(file) : undefined;
  }

  /**
   * @param path of a file that the recording does not name
   * @param text that it has
   * @returns the file that was recorded with this very text and is no more: it was renamed
   */
  goneWith(path: string, text: string): string | undefined {
    for (const file of this.current.files) {
      const isNear = basename(file) === basename(path) || dirname(file) === dirname(path);
      if (!isNear || existsSync(file)) continue;
      if (this.texts.get(file) === text) return file;
      if (this.followed.recordedText(file, text) !== text) continue;
      this.keep(file, text);
      return file;
    }
    return undefined;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.followed.dispose();
  }

  private wait(): void {
    if (this.followed.ended) {
      clearTimeout(this.timer);
      this.stamp ??= stampOf(this.recording);
      this.compute();
    } else this.timer ??= setTimeout(() => this.compute(), Math.max(LEAST_MS, this.cost * RARITY));
  }

  /** The texts also tell where exactly the recorded positions are; scripts become known as the recording is read. */
  private offer(): void {
    for (const [file, text] of this.texts) if (text !== undefined) this.followed.offerText(file, text);
  }

  private compute(): void {
    this.timer = undefined;
    this.offer();
    const start = performance.now();
    this.current = new RecordingFacts(this.followed);
    this.generation++;
    let files = 0;
    for (const file of this.current.files) if (!this.texts.has(file) && files++ < MAX_FILES) this.text(file);
    this.cost = performance.now() - start;
    this.changed();
  }
}

function stampOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat && `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
}
