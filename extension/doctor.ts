/** `awaitscope.doctor`: looks at all that can keep a program from being recorded well, and shows what it found. */
import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { diagnose } from './doctorChecks';
import type { Diagnosis } from './doctorChecks';
import { doctorFacts } from './doctorFacts';
import { doctorHtml, doctorText } from './doctorPage';
import type { Finding } from './doctorPage';
import { adviceFor } from './doctorText';

export const COMMAND_COPY_DOCTOR = 'awaitscope.copyDoctorReport';

export class Doctor implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private findings: readonly Finding[] = [];

  constructor(private readonly context: vscode.ExtensionContext) {}

  /** Examines and shows. @returns what was found */
  async examine(): Promise<readonly Diagnosis[]> {
    const diagnoses = await vscode.window.withProgress(
      {
        location: vscode.ProgressLocation.Window,
        title: vscode.l10n.t('Awaitscope examines its surroundings'),
      },
      async () => diagnose(await doctorFacts(this.context)),
    );
    this.findings = diagnoses.map((each) => ({ severity: each.severity, ...adviceFor(each) }));
    this.show();
    return diagnoses;
  }

  /** Puts the report on the clipboard. */
  async copy(): Promise<void> {
    const { version } = this.context.extension.packageJSON as { version: string };
    const about = [
      `Awaitscope ${version}, VS Code ${vscode.version}, ${process.platform} ${process.arch}${vscode.env.remoteName ? `, ${vscode.env.remoteName}` : ''}`,
    ];
    await vscode.env.clipboard.writeText(doctorText(this.findings, about));
    void vscode.window.setStatusBarMessage(vscode.l10n.t('The report is on the clipboard'), 3000);
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private show(): void {
    const troubles = this.findings.filter(
      ({ severity }) => severity === 'error' || severity === 'warning',
    ).length;
    const commands = [
      'awaitscope.doctor',
      COMMAND_COPY_DOCTOR,
      ...this.findings.flatMap(({ action }) => action?.command ?? []),
    ];
    this.panel ??= this.newPanel();
    this.panel.webview.options = {
      enableScripts: false,
      enableCommandUris: commands,
      localResourceRoots: [],
    };
    const words = {
      heading: vscode.l10n.t('Awaitscope: Doctor'),
      summary:
        troubles === 0
          ? vscode.l10n.t('Nothing is in the way of recording.')
          : troubles === 1
            ? vscode.l10n.t('One thing needs a look.')
            : vscode.l10n.t('{0} things need a look.', troubles),
      severities: {
        good: vscode.l10n.t('in order'),
        note: vscode.l10n.t('note'),
        warning: vscode.l10n.t('warning'),
        error: vscode.l10n.t('trouble'),
      },
      actions: [
        { title: vscode.l10n.t('Examine again'), command: 'awaitscope.doctor' },
        { title: vscode.l10n.t('Copy as text'), command: COMMAND_COPY_DOCTOR },
      ],
      locale: vscode.env.language,
    };
    this.panel.webview.html = doctorHtml(this.findings, words, randomBytes(16).toString('base64url'));
    this.panel.reveal();
  }

  private newPanel(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'awaitscope.doctor',
      vscode.l10n.t('Awaitscope: Doctor'),
      vscode.ViewColumn.Active,
    );
    panel.onDidDispose(() => (this.panel = undefined));
    return panel;
  }
}
