/** The lesson of an example that was run, beside its timeline. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { loadRecording } from '../recording/load';
import { inLanguage } from './examplesCatalog';
import type { Example } from './examplesCatalog';
import { compareOrder, flat, printedLines } from './examplesCompare';
import type { Comparison } from './examplesCompare';
import { lessonHtml } from './examplesLessonPage';

export class LessonPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private shown: { readonly example: Example; readonly recording: string } | undefined;
  private readonly compared = new vscode.EventEmitter<{
    readonly id: string;
    readonly comparison: Comparison;
  }>();
  /** A run has ended, and its lines stand beside the expected ones. */
  readonly onDidCompare = this.compared.event;

  /** @param recording path of the recording that the run makes */
  async show(example: Example, recording: string): Promise<void> {
    this.shown = { example, recording };
    if (this.panel) return this.draw(example, undefined);
    this.panel = this.newPanel();
    this.draw(example, undefined);
    // it has opened where the timeline is, and must not hide it
    await vscode.commands.executeCommand('workbench.action.moveEditorToBelowGroup');
  }

  /** The run of this recording has ended. */
  async ended(recording: string): Promise<void> {
    const { shown } = this;
    if (shown?.recording !== recording) return;
    const lines = await printedBy(recording);
    if (this.shown !== shown) return;
    const comparison = lines && compareOrder(shown.example.order, lines);
    if (this.panel) this.draw(shown.example, comparison, lines === undefined);
    if (comparison) this.compared.fire({ id: shown.example.id, comparison });
  }

  dispose(): void {
    this.panel?.dispose();
    this.compared.dispose();
  }

  private newPanel(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel('awaitscope.lesson', '', vscode.ViewColumn.Beside, {
      enableScripts: false,
      localResourceRoots: [],
    });
    panel.onDidDispose(() => (this.panel = undefined));
    return panel;
  }

  private draw(example: Example, comparison: Comparison | undefined, unknown = false): void {
    const { language } = vscode.env;
    const title = inLanguage(example.title, language);
    this.panel!.title = vscode.l10n.t('Lesson: {0}', title);
    this.panel!.webview.html = lessonHtml(
      {
        comparison,
        order: flat(example.order),
        python: example.python && {
          order: flat(example.python.order),
          why: inLanguage(example.python.why, language),
        },
      },
      {
        heading: title,
        summary: inLanguage(example.summary, language),
        verdict: unknown
          ? vscode.l10n.t('What this run printed was not recorded.')
          : verdictOf(example, comparison),
        step: vscode.l10n.t('Step'),
        expected: vscode.l10n.t('Expected here'),
        thisRun: vscode.l10n.t('This run'),
        python: vscode.l10n.t('In Python'),
        same: vscode.l10n.t('as expected'),
        departs: vscode.l10n.t('not as expected'),
        locale: language,
      },
      randomBytes(16).toString('base64url'),
    );
  }
}

function verdictOf({ order }: Example, comparison: Comparison | undefined): string {
  if (!comparison) return vscode.l10n.t('The program is running. Its lines are compared when it has ended.');
  if (comparison.departs !== undefined) {
    return vscode.l10n.t('This run departs from the expected order at step {0}.', comparison.departs + 1);
  }
  return order.length === 0
    ? vscode.l10n.t('As expected, it printed nothing. What there is to see is on the timeline.')
    : vscode.l10n.t('This run followed the expected order in all of its {0} steps.', comparison.steps.length);
}

/** @returns undefined if the recording holds no printed lines because they were left out, or cannot be read */
async function printedBy(recording: string): Promise<string[] | undefined> {
  if (!vscode.workspace.getConfiguration('awaitscope').get<boolean>('recordPrintedLines', true))
    return undefined;
  try {
    const { outputs } = (await loadRecording(recording)).model;
    const rows = Array.from({ length: outputs.count }, (_, row) => row).filter(
      (row) => outputs.stderr(row) === 0,
    );
    return printedLines(rows.map((row) => ({ t: outputs.t(row), text: outputs.text(row) })));
  } catch {
    return undefined; // the timeline says what is wrong with it
  }
}
