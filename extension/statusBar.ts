/** The status bar's item: there while programs are recorded, with how much they have recorded; a click stops one. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { formatBytes } from '../model/format-bytes';
import { LiveCounts } from './liveCounts';
import type { Runs } from './runs';

/** Often enough to see that something happens, seldom enough not to be a flicker. */
const UPDATE_MS = 1000;

export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    'awaitscope.runs',
    vscode.StatusBarAlignment.Left,
  );
  private readonly subscription: vscode.Disposable;
  private readonly counts = new Map<string, LiveCounts>();
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly runs: Runs) {
    this.item.name = 'Awaitscope';
    this.item.command = 'awaitscope.stop';
    this.subscription = runs.onDidChange(() => this.follow());
  }

  /** What the item says; undefined while it is hidden. For tests. */
  get text(): string | undefined {
    return this.counts.size === 0 ? undefined : this.item.text;
  }

  dispose(): void {
    clearInterval(this.timer);
    for (const counts of this.counts.values()) counts.dispose();
    this.counts.clear();
    this.subscription.dispose();
    this.item.dispose();
  }

  private follow(): void {
    const running = new Set(this.runs.running.map(({ recording }) => recording));
    for (const recording of running) {
      if (this.counts.has(recording)) continue;
      this.counts.set(recording, new LiveCounts(recording, () => this.runs.isRunning(recording)));
    }
    for (const [recording, counts] of this.counts) {
      if (running.has(recording)) continue;
      counts.dispose();
      this.counts.delete(recording);
    }
    clearInterval(this.timer);
    if (running.size > 0) this.timer = setInterval(() => this.update(), UPDATE_MS);
    this.update();
  }

  private update(): void {
    const programs = this.runs.running.map(({ program }) => basename(program));
    if (programs.length === 0) return this.item.hide();
    const all = [...this.counts.values()];
    const sum = (of: (counts: LiveCounts) => number): number => all.reduce((n, counts) => n + of(counts), 0);
    const lost = sum((counts) => counts.lost);
    const locale = vscode.env.language;
    const name = programs.length === 1 ? programs[0]! : vscode.l10n.t('{0} programs', programs.length);
    const facts = [
      vscode.l10n.t('{0} events', sum((counts) => counts.events).toLocaleString(locale)),
      formatBytes(sum((counts) => counts.bytes)),
      ...(lost > 0 ? [vscode.l10n.t('{0} lost', lost.toLocaleString(locale))] : []),
    ];
    this.item.text = `$(record) ${name}: ${facts.join(' · ')}`;
    this.item.backgroundColor =
      lost > 0 ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.item.tooltip = tooltip(programs);
    this.item.accessibilityInformation = {
      label: vscode.l10n.t('Recording {0}', `${name}, ${facts.join(', ')}`),
      role: 'button',
    };
    this.item.show();
  }
}

function tooltip(programs: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString(undefined, true);
  text.isTrusted = { enabledCommands: ['awaitscope.stop', 'awaitscope.showTimeline'] };
  text.appendText(`${vscode.l10n.t('Recording {0}', programs.join(', '))}\n\n`);
  text.appendMarkdown(
    `[$(debug-stop) ${vscode.l10n.t('Stop recording')}](command:awaitscope.stop) · [$(graph-line) ${vscode.l10n.t('Show Timeline')}](command:awaitscope.showTimeline)`,
  );
  return text;
}
