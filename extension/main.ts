/** Where the extension begins. Everything it offers is wired together here, and nowhere else. */
import * as vscode from 'vscode';
import { FORMATS } from '../export/formats';
import type { TimelineTarget } from '../protocol/language';
import { TIMELINE_COMMANDS } from '../protocol/timeline-commands';
import { Cursor } from './cursor';
import { COMMAND_COPY_DOCTOR, Doctor } from './doctor';
import { DebugRecordings } from './debug';
import { debugFile } from './debugFile';
import { explainRun } from './explainRun';
import { Examples } from './examples';
import type { LessonPanel } from './examplesLesson';
import { runExport } from './export';
import { COMMAND_OPEN_SETTINGS, COMMAND_SHOW_TERMINAL } from './messages';
import { Language } from './language';
import { Links } from './links';
import { Notices } from './notices';
import { openRecording } from './openRecording';
import { Recordings } from './recordings';
import { runFile } from './runFile';
import type { RunResult } from './runFile';
import { Runs } from './runs';
import { runAtStart } from './runAtStart';
import { StatusBar } from './statusBar';
import { stopRun } from './stop';
import { Tasks } from './tasks';
import { runTask } from './runTask';
import { TracedTerminals } from './terminals';
import { Timelines } from './timelines';
import type { TimelineMessage } from './timelines';

/** What the extension offers to others; the tests stand on it. */
export interface Api {
  /** Messages of the timelines' pages. */
  readonly onTimelineMessage: vscode.Event<TimelineMessage>;
  /** A run has started or ended. */
  readonly onRunChange: Runs['onDidChange'];
  /** Why recordings are empty. */
  readonly notices: Pick<Notices, 'onDidChange' | 'of'>;
  readonly language: Pick<Language, 'onDidChangeFile' | 'killServer'>;
  readonly recordings: Pick<Recordings, 'dialogs' | 'getChildren' | 'getTreeItem'>;
  readonly statusBar: Pick<StatusBar, 'text'>;
  /** The lesson of the example that was run last. */
  readonly lesson: Pick<LessonPanel, 'onDidCompare'>;
  readonly tasks: Pick<Tasks, 'getChildren' | 'getTreeItem' | 'message'>;
  readonly links: Pick<Links, 'handleUri'>;
}

export function activate(context: vscode.ExtensionContext): Api {
  const runs = new Runs();
  const notices = new Notices();
  const cursor = new Cursor();
  const timelines = new Timelines(context.extensionUri, runs, notices, cursor, context.workspaceState);
  const tasks = new Tasks(runs, notices);
  const terminals = new TracedTerminals({
    runs,
    context,
    show: (recording) => timelines.show(recording),
  });
  const language = new Language(context, runs);
  const recordings = new Recordings(context, runs);
  const statusBar = new StatusBar(runs);
  const doctor = new Doctor(context);
  const links = new Links(timelines);
  const runParts = { runs, context, show: (recording: vscode.Uri) => timelines.show(recording) };
  const run = (target?: vscode.Uri, args?: readonly string[]): Promise<RunResult> =>
    runFile(runParts, target, args);
  const examples = new Examples(context, runs, (target, env) => runFile(runParts, target, [], env));

  context.subscriptions.push(
    runs,
    new DebugRecordings({ runs, context, show: (recording) => timelines.show(recording) }),
    terminals,
    notices,
    cursor,
    timelines,
    tasks,
    statusBar,
    examples,
    language,
    doctor,
    recordings,
    links,
    timelines.onDidShow((recording) => {
      tasks.show(recording);
      language.use(recording);
    }),
    runs.onDidChange((changed) => {
      if (changed.ended) void explainRun(changed, notices);
    }),
    command('runFile', (target: unknown, args: unknown) => run(uriOf(target), textsOf(args))),
    command('runTask', (script: unknown) =>
      runTask(
        { runs, context, show: (recording) => timelines.show(recording) },
        typeof script === 'string' ? script : undefined,
      ),
    ),
    command('traceTerminal', () => terminals.toggle()),
    command('debugFile', (target: unknown, args: unknown) => debugFile(uriOf(target), textsOf(args))),
    command('stop', (recording: unknown) =>
      stopRun(runs, typeof recording === 'string' ? recording : undefined),
    ),
    command('open', (target: unknown) => openRecording(uriOf(target))),
    command('export', (target: unknown, format: unknown, out: unknown) =>
      runExport(context.extensionUri, {
        recording: uriOf(target)?.fsPath ?? timelines.active ?? tasks.recording,
        format: FORMATS.find((known) => known === format),
        out: out instanceof vscode.Uri ? out : undefined,
      }),
    ),
    command('doctor', () => doctor.examine()),
    vscode.commands.registerCommand(COMMAND_COPY_DOCTOR, () => doctor.copy()),
    command('showTimeline', (target: unknown) =>
      isTarget(target) ? timelines.showSite(target) : showTimeline(timelines, tasks),
    ),
    command('showInPanel', (target: unknown) => {
      const recording = uriOf(target)?.fsPath ?? timelines.active ?? tasks.recording;
      return recording === undefined ? openRecording() : timelines.showInPanel(vscode.Uri.file(recording));
    }),
    command('showInEditor', (target: unknown) => {
      const recording = uriOf(target)?.fsPath ?? timelines.active ?? tasks.recording;
      return recording === undefined ? openRecording() : timelines.showInEditor(vscode.Uri.file(recording));
    }),
    command('stepForward', () => timelines.command('stepForward')),
    command('stepBack', () => timelines.command('stepBack')),
    command('stepToNextResume', () => timelines.command('stepToNextResume')),
    ...TIMELINE_COMMANDS.map((name) => command(`timeline.${name}`, () => timelines.command(name))),
    command('insertExample', (id: unknown, asFile: unknown) => examples.insert(textOf(id), asFile === true)),
    command('runExample', (id: unknown) => examples.runExample(textOf(id))),
    command('clear', () => {
      tasks.clear();
      language.use(undefined);
    }),
    vscode.commands.registerCommand(COMMAND_OPEN_SETTINGS, () =>
      vscode.commands.executeCommand('workbench.action.openSettings', '@ext:awaitscope.awaitscope'),
    ),
    vscode.commands.registerCommand(COMMAND_SHOW_TERMINAL, () => showTerminal(runs, timelines)),
  );
  runAtStart(context.globalState, run);
  return {
    onTimelineMessage: timelines.onDidReceive,
    onRunChange: runs.onDidChange,
    notices,
    language,
    recordings,
    statusBar,
    lesson: examples.lesson,
    tasks,
    links,
  };
}

/** Not one of ours: VS Code disposes the subscriptions, and with them every run that is left. */
export function deactivate(): void {}

function command(name: string, run: (...args: unknown[]) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(`awaitscope.${name}`, run);
}

/** The timeline in front last, else that of the Tasks view, else one from disk. */
async function showTimeline(timelines: Timelines, tasks: Tasks): Promise<void> {
  if (timelines.revealActive()) return;
  if (tasks.recording === undefined) await openRecording();
  else await timelines.show(vscode.Uri.file(tasks.recording));
}

/** The terminal of the timeline in front; VS Code's latest where there is none. */
async function showTerminal(runs: Runs, timelines: Timelines): Promise<void> {
  const run = timelines.active === undefined ? undefined : runs.find(timelines.active);
  if (run && (await runs.showTerminal(run))) return;
  await vscode.commands.executeCommand('workbench.action.terminal.focus');
}

/** Menus give a Uri, keyboard shortcuts and links what their author wrote. */
function uriOf(value: unknown): vscode.Uri | undefined {
  if (value instanceof vscode.Uri) return value;
  return typeof value === 'string' ? vscode.Uri.file(value) : undefined;
}

/** What a hover's link gives. */
function isTarget(value: unknown): value is TimelineTarget {
  const target = (value ?? {}) as Partial<Record<keyof TimelineTarget, unknown>>;
  return (
    typeof target.recording === 'string' &&
    typeof target.file === 'string' &&
    typeof target.line === 'number' &&
    typeof target.column === 'number'
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A menu's second argument is the list of all selected files, not arguments of the program. */
function textsOf(value: unknown): string[] | undefined {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : undefined;
}
