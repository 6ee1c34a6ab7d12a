/** Why nothing is to be seen, or what is wrong: over the whole stage while that is empty, else a bar above it. */
import type { FromWebview, ToWebview } from '../protocol/webview';
import { element, icon, iconButton } from './element';
import type { Say } from './strings';
import type { Status } from './worker-protocol';

type HostNotice = Extract<ToWebview, { type: 'notice' }>;
type Shown = Pick<HostNotice, 'severity' | 'text' | 'actions'>;

export class Notice {
  readonly element = element('div', { class: 'notice', hidden: true });
  /** What is said now. */
  text = '';
  private fromHost: Shown | undefined;
  /** What a person has asked for. */
  private explained: Shown | undefined;
  private shown = '';

  constructor(
    private readonly post: (message: FromWebview) => void,
    private readonly closed: () => void,
  ) {}

  set(notice: HostNotice): void {
    this.fromHost = notice.text === '' ? undefined : notice;
  }

  forget(): void {
    this.fromHost = this.explained = undefined;
  }

  /** Says more of a warning, and no more when asked again. */
  explain(text: string): void {
    this.explained = this.explained?.text === text ? undefined : { severity: 'warning', text };
  }

  update(status: Status, say: Say): void {
    const notice = this.explained ?? this.fromHost ?? ownNotice(status, say);
    const fills = showsNothing(status);
    this.element.hidden = !notice;
    this.text = notice?.text ?? '';
    const now = JSON.stringify([notice, fills]);
    if (now === this.shown) return;
    this.shown = now;
    if (!notice) return;
    const { severity, text, actions = [] } = notice;
    this.element.className = `notice ${severity} ${fills ? 'fills' : 'bar'}`;
    this.element.setAttribute('role', severity === 'error' ? 'alert' : 'status');
    const buttons = actions.map(({ title, command }) => {
      const button = element('button', { type: 'button', class: 'action' }, title);
      button.addEventListener('click', () => this.post({ type: 'runCommand', command }));
      return button;
    });
    this.element.replaceChildren(
      icon(severity),
      element('p', {}, text),
      element('div', { class: 'actions', hidden: buttons.length === 0 }, ...buttons),
      ...(notice === this.explained ? [this.closeButton(say)] : []),
    );
  }

  private closeButton(say: Say): HTMLElement {
    return iconButton('close', say.text('close'), () => {
      this.explained = undefined;
      this.closed();
    });
  }
}

/** @returns whether there is nothing on either axis: a program without tasks may still have printed lines */
export function showsNothing({ tasks, printed }: Status): boolean {
  return tasks === 0 && printed === 0;
}

function ownNotice(status: Status, say: Say): Shown | undefined {
  const { refused, tasks, loading, live } = status;
  if (refused !== '') return { severity: 'error', text: refused };
  if (tasks > 0) return undefined;
  if (loading) return { severity: 'info', text: say.text('emptyLoading') };
  return { severity: 'info', text: live ? say.text('emptyLive') : whyEmpty(status, say) };
}

/** @returns why a recording that is over has no tasks, and what to do about it */
function whyEmpty({ damage, lost, lostWhy, killed }: Status, say: Say): string {
  if (damage !== '') return say.text('emptyDamaged', damage);
  if (lost > 0) return say.text('emptyLost', lostWhy);
  return say.text(killed > 0 ? 'emptyKilled' : 'emptyEnded');
}
