/** The menu of a lane on the page. What stands in it is the core's; here it opens, is walked through, and goes away. */
import { element } from './element';
import { keyName } from './keys';
import type { KeyAction } from './keys';
import type { LaneMenu, MenuItem } from './lane-menu';
import { stepIn } from './menu-steps';

/** Pixels to the page's edges. */
const EDGE = 4;

export interface MenuParts {
  readonly perform: (action: KeyAction) => void;
  /** Gives the focus back to the lanes. */
  readonly leave: () => void;
}

export class ContextMenu {
  /** Covers the page: a press beside the menu takes it away, and means nothing to what lies there. */
  readonly element = element('div', { class: 'menu-cover', hidden: true });
  private readonly menu = element('div', { class: 'menu', role: 'menu', tabindex: -1 });
  private items: readonly HTMLElement[] = [];
  /** As the window lost it. */
  private hadFocus = false;

  constructor(private readonly parts: MenuParts) {
    const { menu, element: cover } = this;
    cover.append(menu);
    cover.addEventListener('mousedown', (event) => {
      // what has the focus keeps it until the menu gives it back
      event.preventDefault();
      if (event.target === cover) this.close();
    });
    cover.addEventListener('wheel', ({ target }) => target === cover && this.close(), { passive: true });
    cover.addEventListener('contextmenu', (event) => event.preventDefault());
    menu.addEventListener('keydown', (event) => this.key(event));
    menu.addEventListener('pointerleave', () => menu.focus());
    menu.addEventListener('focusout', ({ relatedTarget: to }) => {
      if (to instanceof Node && !menu.contains(to)) this.hide();
    });
    window.addEventListener('resize', () => this.close());
    // the focus is elsewhere then, and stays there; when it comes back, the lanes have it
    window.addEventListener('blur', () => {
      this.hadFocus = !this.element.hidden;
      this.hide();
    });
    window.addEventListener('focus', () => {
      if (this.hadFocus && document.activeElement === document.body) this.parts.leave();
      this.hadFocus = false;
    });
  }

  /**
   * @param name what it is the menu of
   * @param origin where the canvas stands on the page
   */
  open({ groups, at, height, byKeys }: LaneMenu, name: string, origin: { left: number; top: number }): void {
    const groupsOfItems = groups.map((items) => items.map((item) => this.item(item)));
    this.items = groupsOfItems.flat();
    if (this.items.length === 0) return;
    this.menu.setAttribute('aria-label', name);
    const line = (): HTMLElement => element('div', { role: 'separator' });
    this.menu.replaceChildren(...groupsOfItems.flatMap((items, i) => (i === 0 ? items : [line(), ...items])));
    this.element.hidden = false;
    this.place(at.x + origin.left, at.y + origin.top, height);
    this.menu.scrollTop = 0;
    (byKeys ? this.items[0]! : this.menu).focus();
  }

  private item({ action, text }: MenuItem): HTMLElement {
    const key = keyName(action);
    const item = element(
      'div',
      { role: 'menuitem', tabindex: -1, 'aria-keyshortcuts': key || undefined },
      element('span', {}, text),
      element('kbd', { 'aria-hidden': 'true' }, key),
    );
    item.addEventListener('click', () => this.run(action));
    item.addEventListener('pointermove', () => item.focus());
    return item;
  }

  private run(action: KeyAction): void {
    this.close();
    this.parts.perform(action);
  }

  /** Takes it away, and gives the focus back. */
  close(): void {
    if (this.element.hidden) return;
    this.hide();
    this.parts.leave();
  }

  private hide(): void {
    this.element.hidden = true;
  }

  private key(event: KeyboardEvent): void {
    // these are VS Code's
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const at = this.items.indexOf(document.activeElement as HTMLElement);
    if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else if (event.key === 'Enter' || event.key === ' ') this.items[at]?.click();
    else
      this.items[
        stepIn(
          this.items.map((item) => item.textContent),
          at,
          event.key,
        )
      ]?.focus();
  }

  /** Below the box that it is opened by, above it where there is no room, and never past the page's edges. */
  private place(x: number, y: number, height: number): void {
    const { offsetWidth, offsetHeight, style } = this.menu;
    const below = y + height;
    const lowest = window.innerHeight - EDGE - offsetHeight;
    const top = below <= lowest ? below : Math.min(lowest, y - offsetHeight);
    style.left = `${Math.max(EDGE, Math.min(x, window.innerWidth - EDGE - offsetWidth))}px`;
    style.top = `${Math.max(EDGE, top < EDGE ? lowest : top)}px`;
  }
}
