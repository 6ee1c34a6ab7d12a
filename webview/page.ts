/** The page: its parts, and who tells what to whom. The core, wherever it runs, knows the recording. */
import type { FromWebview, ToWebview } from '../protocol/webview';
import { Accessible } from './a11y';
import { ClipboardWriter } from './clipboard';
import { ContextMenu } from './context-menu';
import type { SendToCore } from './connect';
import { Details } from './details';
import { DurationText } from './durations';
import { element } from './element';
import { Help } from './help';
import type { AwaitscopeHost } from './host';
import { Hover } from './hover';
import { listenToMouse } from './input';
import { actionOf } from './keys';
import type { KeyAction } from './keys';
import { Notice, showsNothing } from './notice';
import { Scrollbar } from './scrollbar';
import { NO_STATUS } from './status';
import { StepTable } from './step-table';
import { Say } from './strings';
import { SearchBox } from './search-box';
import { Surface } from './surface';
import { Toast } from './toast';
import { Toolbar } from './toolbar';
import type { Action, FromCore, Point, Status } from './worker-protocol';

export class Page {
  readonly surface: Surface;
  status: Status | undefined;
  private say = new Say();
  private numbers = new DurationText((unit, number) => this.say.text(`unit.${unit}`, number), undefined);
  private send: SendToCore = () => undefined;
  private name = '';
  private readonly heading = element('h1', { class: 'unseen' });
  private readonly accessible = new Accessible();
  private readonly help = new Help();
  private readonly hover = new Hover();
  private readonly toast = new Toast();
  readonly notice: Notice;
  private readonly searchBox = new SearchBox({
    search: (query) => this.send({ type: 'search', query }),
    act: (action) => this.act(action),
    leave: () => this.accessible.grid.focus(),
  });
  private readonly toolbar = new Toolbar(
    (action) => this.act(action),
    () => this.help.toggle(),
    (by) => this.send({ type: 'group', by }),
    this.searchBox.element,
    (text) => {
      this.notice.explain(text);
      this.updateNotice();
    },
  );
  private readonly menu = new ContextMenu({
    perform: (action) => this.perform(action),
    leave: () => this.accessible.grid.focus(),
  });
  private readonly steps = new StepTable({
    want: (first, count) => this.send({ type: 'stepRows', first, count }),
    show: (step, open, nth) => this.send({ type: 'showStep', step, open, nth }),
    leave: () => this.accessible.grid.focus(),
    key: (event) => this.key(event),
  });
  private readonly clipboard = new ClipboardWriter({
    copied: () => this.tell(this.say.text('copied'), false),
    nothing: () => this.tell(this.say.text('said.noSelection'), true),
    failed: (message) => this.host.post({ type: 'error', message }),
  });
  private readonly scrollbar = new Scrollbar((top) => this.send({ type: 'scrollTo', top }));
  private readonly details = new Details(
    {
      openSite: ({ site }) => site && this.host.post({ type: 'openSite', site, beside: false }),
      showTask: (task) => {
        this.send({ type: 'showTask', task });
        this.accessible.grid.focus();
      },
    },
    () => {
      this.act('clear');
      this.accessible.grid.focus();
    },
    (as) => this.clipboard.copy(as),
  );

  constructor(
    private readonly root: HTMLElement,
    private readonly host: AwaitscopeHost,
  ) {
    this.notice = new Notice(
      (message) => host.post(message),
      () => this.updateNotice(),
    );
    this.surface = new Surface(root);
    const { box } = this.surface;
    box.append(this.accessible.grid, this.toast.element);
    const stage = element('div', { class: 'stage' }, box, this.scrollbar.element, this.steps.element);
    const shown = element('div', { class: 'shown' }, this.notice.element, stage, this.details.element);
    const { outside } = this.accessible;
    root.append(
      element(
        'main',
        {},
        element(
          'div',
          { class: 'area' },
          this.heading,
          this.toolbar.element,
          this.searchBox.row,
          shown,
          outside,
        ),
        this.menu.element,
      ),
      this.hover.element,
      this.help.element,
    );
    this.speak(new Say(), undefined);
  }

  /** Connects the page to the core that draws on its canvas. */
  start(send: SendToCore): void {
    this.send = send;
    listenToMouse({
      stage: this.accessible.grid,
      send,
      pointed: (at) => this.hover.move(at),
      menu: (at) => this.askForMenu(at),
      edge: () => this.status?.plotLeft ?? 0,
    });
    this.accessible.grid.addEventListener('keydown', (event) => this.key(event));
    this.surface.start(send);
  }

  /** What the host says. */
  fromHost(message: ToWebview): void {
    if (message.type === 'open') {
      this.name = message.name;
      this.notice.forget();
      // it is of a lane of the recording before
      this.menu.close();
      document.documentElement.lang = message.locale;
      // the core goes to work meanwhile
      this.send({ type: 'host', message });
      this.speak(new Say(message.strings), message.locale);
      return;
    }
    if (message.type === 'notice') {
      this.notice.set(message);
      this.updateNotice();
      return;
    }
    if (message.type === 'command') return this.perform(message.command);
    const transfer = message.type === 'chunk' ? [message.bytes.buffer as ArrayBuffer] : [];
    this.send({ type: 'host', message }, transfer);
  }

  /** What the core says. */
  fromCore(message: FromCore): void {
    switch (message.type) {
      case 'host':
        this.toHost(message.message);
        break;
      case 'status':
        this.showStatus(message.status);
        break;
      case 'hovered':
        this.hover.show(message.card, this.say);
        this.accessible.grid.classList.toggle('clickable', message.clickable);
        break;
      case 'selected':
        this.clipboard.card = message.card;
        this.details.show(message.card, this.say);
        // in the table, the row that has the focus says it
        if (!this.steps.hasFocus) this.accessible.say(message.card?.summary ?? '');
        break;
      case 'menu': {
        const name = this.clipboard.card?.title ?? this.say.text('timeline');
        this.menu.open(message.menu, name, this.surface.origin);
        break;
      }
      case 'said':
        this.tell(message.text, message.nothing);
        break;
      case 'lanes':
        this.accessible.update(message.lanes, this.say);
        break;
      case 'steps':
        this.steps.update(message.steps, this.say);
        break;
      case 'found':
        this.searchBox.update(message.found);
        break;
      case 'save':
        this.host.setState(message.saved);
        break;
      case 'picture':
        this.clipboard.copyPicture(message.picture);
        break;
      case 'here':
      case 'probed':
        break;
    }
  }

  private toHost(message: FromWebview): void {
    if (message.type === 'error') {
      this.notice.set({ type: 'notice', severity: 'error', text: this.say.text('fault', message.message) });
      this.updateNotice();
    }
    // The host knows where the recording is, and so what a link to it is.
    if (message.type === 'copyLink') this.tell(this.say.text('copied'), false);
    this.host.post(message);
  }

  /** @param nothing it says why nothing was done, which is shown, too */
  private tell(text: string, nothing: boolean): void {
    this.accessible.announce(text);
    if (nothing) this.toast.show(text);
    else this.toast.hide();
  }

  private speak(say: Say, locale: string | undefined): void {
    this.say = say;
    const numbers = new DurationText((unit, number) => say.text(`unit.${unit}`, number), locale);
    this.numbers = numbers;
    this.searchBox.build(say, numbers);
    this.toolbar.build(say, numbers);
    this.help.build(say);
    this.steps.build(say);
    this.heading.textContent = `${say.text('timeline')} ${this.name}`;
    this.details.show(null, say);
    if (this.status) this.showStatus(this.status);
  }

  private showStatus(status: Status): void {
    this.status = status;
    this.toolbar.update(status);
    this.scrollbar.update(status);
    this.steps.shown = status.steps;
    const counts = [status.tasks, status.awaits, status.events].map((n) => this.numbers.count(n));
    this.details.holds = this.say.text('counts', ...counts);
    this.surface.canvas.setAttribute(
      'aria-label',
      `${this.name}: ${this.say.text('canvasLabel', status.tasks)}`,
    );
    this.updateNotice();
  }

  private updateNotice(): void {
    const status = this.status ?? NO_STATUS;
    this.notice.update(status, this.say);
    this.root.classList.toggle('nothing', showsNothing(status));
  }

  /** @returns whether there is a lane, or it is not asked for at a point */
  private askForMenu(at: Point | null): boolean {
    const { lanesTop, lanesBottom } = this.status ?? NO_STATUS;
    if (at && (at.y < lanesTop || at.y >= lanesBottom)) return false;
    this.hover.move(null);
    this.send({ type: 'menu', at });
    return true;
  }

  private act(action: Action): void {
    this.hover.move(null);
    this.send({ type: 'act', action });
  }

  private key(event: KeyboardEvent): void {
    const action = actionOf(event);
    if (!action) return;
    event.preventDefault();
    this.perform(action);
  }

  private perform(action: KeyAction): void {
    if (action === 'help') this.help.toggle();
    else if (action === 'search') this.searchBox.focus();
    else if (action === 'copy') this.clipboard.copy('markdown');
    else if (action === 'copyText') this.clipboard.copy('text');
    else if (action === 'picture') this.send({ type: 'picture' });
    else if (action === 'link') this.send({ type: 'link' });
    else if (action === 'menu') this.askForMenu(null);
    else this.act(action);
  }
}
