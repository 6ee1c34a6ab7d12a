/** How a recording looks in the Recordings view. */
import * as vscode from 'vscode';
import { formatBytes } from '../model/format-bytes';
import { formatNs } from '../model/format-ns';
import type { HistoryEntry } from './history';

export function recordingItem(entry: HistoryEntry): vscode.TreeItem {
  const item = new vscode.TreeItem(entry.name);
  const [icon, color, outcome] = outcomeOf(entry);
  item.id = entry.path;
  item.resourceUri = vscode.Uri.file(entry.path);
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  const facts = [...(entry.pinned ? [vscode.l10n.t('pinned')] : []), ...factsOf(entry, outcome)];
  item.description = facts.join(' · ');
  item.tooltip = [
    entry.name,
    ...facts,
    ...(entry.outline?.run ? [entry.outline.run.command.join(' ')] : []),
    entry.path,
  ].join('\n');
  item.contextValue = ['recording', entry.pinned ? 'pinned' : 'loose', entry.live ? 'live' : 'done'].join(
    '.',
  );
  item.accessibilityInformation = { label: `${entry.name}, ${facts.join(', ')}` };
  item.command = {
    title: vscode.l10n.t('Open Recording'),
    command: 'awaitscope.open',
    arguments: [item.resourceUri],
  };
  return item;
}

function outcomeOf({ live, outline }: HistoryEntry): [icon: string, color: string | undefined, text: string] {
  if (live) return ['record', 'awaitscope.runningBackground', vscode.l10n.t('recording')];
  if (!outline) return ['file-binary', undefined, ''];
  if (!outline.run || outline.damage !== undefined)
    return ['warning', 'list.warningForeground', vscode.l10n.t('damaged')];
  if (!outline.runEnd) return ['warning', 'list.warningForeground', vscode.l10n.t('cut short')];
  const { exitCode, signal } = outline.runEnd;
  if (signal !== null) return ['error', 'awaitscope.rejectedForeground', signal];
  if (exitCode !== 0)
    return ['error', 'awaitscope.rejectedForeground', vscode.l10n.t('exit code {0}', exitCode ?? '?')];
  return ['pass', undefined, ''];
}

function factsOf({ changedMs, bytes, outline, live }: HistoryEntry, outcome: string): string[] {
  const { run, runEnd } = outline ?? {};
  const when = new Date(run?.epochMs ?? changedMs);
  const facts = outcome === '' ? [] : [outcome];
  if (!Number.isNaN(when.getTime())) facts.push(whenText(when, new Date()));
  if (run && runEnd) facts.push(formatNs(Number(runEnd.monotonic) - Number(run.monotonic)));
  if (outline && !live)
    facts.push(vscode.l10n.t('{0} events', outline.events.toLocaleString(vscode.env.language)));
  if (outline && outline.lost > 0)
    facts.push(vscode.l10n.t('{0} lost', outline.lost.toLocaleString(vscode.env.language)));
  facts.push(formatBytes(bytes));
  return facts;
}

/** The time of today, the date of another day. */
function whenText(when: Date, now: Date): string {
  const today = when.toDateString() === now.toDateString();
  return new Intl.DateTimeFormat(
    vscode.env.language,
    today ? { timeStyle: 'short' } : { dateStyle: 'medium' },
  ).format(when);
}
