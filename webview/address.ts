/** The address of an exported page says what is selected there, so that it can be passed on; wherever the page is kept, the link is its own. */
import { momentOf } from './moment-link';
import type { SavedView } from './saved-content';

const HASH = '#at=';
/** Browsers refuse to change an address too often. */
const SOON_MS = 300;

type SavedSelection = SavedView['selection'] | undefined;

export class Address {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wanted = '';

  /**
   * @param selected what the page comes back with by itself
   * @param reveal called with a moment that the address names, now and whenever it is another
   */
  begin(selected: SavedSelection, reveal: (moment: string) => void): void {
    const look = (): void => {
      if (location.hash.startsWith(HASH)) reveal(location.hash.slice(HASH.length));
    };
    if (!selected || location.hash !== HASH + momentOf(selected)) look();
    window.addEventListener('hashchange', look);
  }

  /** Puts what is selected into the address, soon. */
  follow(selected: SavedSelection): void {
    this.wanted = selected ? HASH + momentOf(selected) : '';
    this.timer ??= setTimeout(() => this.set(), SOON_MS);
  }

  copy(moment: string): void {
    this.wanted = HASH + moment;
    this.set();
    void navigator.clipboard.writeText(location.href);
  }

  private set(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.wanted === location.hash) return;
    history.replaceState(null, '', this.wanted || location.pathname + location.search);
  }
}
