/** What those who turn clicks and keys into changes may do to the timeline. */
import type { Site } from '../protocol/ids';
import type { Path } from './path';
import type { Extent } from './scale';
import type { Scene } from './scene';
import type { Selection } from './selection';

export interface Controls {
  scene(): Scene;
  extent(): Extent;
  select(selection: Selection | undefined): void;
  /** Rows or the axis have changed. */
  refresh(): void;
  open(site: Site, beside: boolean): void;
  showPath(path: Path | undefined): void;
  /** The path was asked for last, and nothing was selected since. */
  tellsPath(): boolean;
}
