/** How a task looks in the Tasks view: icon, texts, and what a click opens. */
import { basename } from 'node:path';
import * as vscode from 'vscode';
import type { Site } from '../protocol/ids';
import type { TaskState, WaitsFor } from './taskState';

/** What is known of a task when its row is drawn. */
export interface TaskFacts {
  /** Unique in the recording, and the same as it grows. */
  readonly id: string;
  readonly name: string;
  readonly state: TaskState;
  /** Its function. */
  readonly site: Site | undefined;
  /** The await it is in, with the name of the task it waits for. */
  readonly wait:
    | { readonly what: WaitsFor['what']; readonly task?: string; readonly site: Site | undefined }
    | undefined;
  readonly children: number;
  /** Whether its children are listed at first. */
  readonly isOpen: boolean;
}

export const COMMAND_OPEN_SITE = 'awaitscope.openSite';
export const COMMAND_MORE_TASKS = 'awaitscope.moreTasks';

/** Shapes that differ; the colours are the timeline's. */
const ICONS: Readonly<Record<TaskState, readonly [icon: string, color?: string]>> = {
  running: ['play', 'awaitscope.runningBackground'],
  waiting: ['watch', 'awaitscope.waitingBorder'],
  ready: ['debug-pause', 'awaitscope.readyBackground'],
  returned: ['arrow-small-right', 'awaitscope.leftBackground'],
  fulfilled: ['check'],
  rejected: ['error', 'awaitscope.rejectedForeground'],
  ended: ['circle-filled'],
  unfinished: ['circle-slash', 'awaitscope.unfinishedBorder'],
};

export function taskItem(facts: TaskFacts): vscode.TreeItem {
  const item = new vscode.TreeItem(facts.name, collapsible(facts));
  const [icon, color] = ICONS[facts.state];
  item.id = facts.id;
  item.iconPath = new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
  const doing = stateText(facts);
  // Where it waits says more than where its function is.
  const at = facts.wait?.site ?? facts.site;
  item.description = at ? `${doing} · ${placeText(at)}` : doing;
  item.tooltip = facts.site
    ? `${facts.name}\n${doing}\n${facts.site.file}:${facts.site.line}:${facts.site.column}`
    : `${facts.name}\n${doing}`;
  item.accessibilityInformation = { label: `${facts.name}, ${item.description}` };
  if (at)
    item.command = { title: vscode.l10n.t('Show in Editor'), command: COMMAND_OPEN_SITE, arguments: [at] };
  return item;
}

function collapsible({ children, isOpen }: TaskFacts): vscode.TreeItemCollapsibleState {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  if (children === 0) return None;
  return isOpen ? Expanded : Collapsed;
}

/** The last row of a long list; a click lists more of it. */
export function moreItem(count: number, creator: number): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('… {0} more', count));
  item.command = { title: vscode.l10n.t('Show More'), command: COMMAND_MORE_TASKS, arguments: [creator] };
  return item;
}

function placeText({ file, line }: Site): string {
  return `${basename(file)}:${line}`;
}

function stateText({ state, wait }: TaskFacts): string {
  switch (state) {
    case 'running':
      return vscode.l10n.t('running');
    case 'waiting':
      return waitText(wait);
    case 'ready':
      return vscode.l10n.t('ready to run on');
    case 'returned':
      return vscode.l10n.t('returned a promise');
    case 'fulfilled':
      return vscode.l10n.t('fulfilled');
    case 'rejected':
      return vscode.l10n.t('rejected');
    case 'ended':
      return vscode.l10n.t('ended');
    case 'unfinished':
      return wait ? vscode.l10n.t('never ended: {0}', waitText(wait)) : vscode.l10n.t('never ended');
  }
}

function waitText(wait: TaskFacts['wait']): string {
  switch (wait?.what) {
    case 'task':
      return vscode.l10n.t('waits for {0}', wait.task ?? '');
    case 'value':
      return vscode.l10n.t('waits for its turn');
    case 'yield':
      return vscode.l10n.t('waits to be asked for the next value');
    case 'thenable':
      return vscode.l10n.t('waits for a thenable');
    default:
      return vscode.l10n.t('waits for a promise');
  }
}
