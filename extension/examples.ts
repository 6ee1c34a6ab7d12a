/** `awaitscope.insertExample` and `awaitscope.runExample`. */
import { existsSync, mkdirSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { fileText, inLanguage, readCatalog } from './examplesCatalog';
import type { Block, Catalog, Example, ExampleLanguage } from './examplesCatalog';
import { LessonPanel } from './examplesLesson';
import { missingPackages, offerInstall } from './examplesPackages';
import { ExampleTexts, pickExample } from './examplesPick';
import { startExampleServers } from './examplesServers';
import { findNode, nodeVersion } from './findNode';
import { findRunners } from './findRunners';
import { stripsTypes } from './program';
import type { NodeVersion } from './program';
import type { RunResult } from './runFile';
import type { Runs } from './runs';

/** Folder of a workspace that examples are put into to be run. */
const FOLDER = 'awaitscope-examples';

export type ExampleResult =
  | RunResult
  | { readonly refused: 'cancelled' | 'missing'; readonly message: string };

export class Examples implements vscode.Disposable {
  readonly lesson = new LessonPanel();
  private readonly texts = new ExampleTexts(() => this.catalog);
  private readonly subscriptions: vscode.Disposable;
  /** What to do when the run of a recording ends. */
  private readonly ends = new Map<string, () => void>();

  /** @param run as the command runFile does, with variables for the program */
  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly runs: Runs,
    private readonly run: (target: vscode.Uri, env: Readonly<Record<string, string>>) => Promise<RunResult>,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.lesson,
      this.texts,
      runs.onDidChange(({ ended, recording }) => {
        if (ended) this.ended(recording);
      }),
    );
  }

  /** Puts an example at the cursor, or into a file of its own. @param id asked for where it is not given */
  async insert(id?: string, asFile = false): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const language = languageOf(editor?.document.languageId);
    const groups = [
      ...this.chapters(),
      { title: vscode.l10n.t('Building blocks'), examples: this.catalog.blocks },
    ];
    const known = this.find(groups, id);
    const title = vscode.l10n.t('Insert an Example');
    const picked = known
      ? { example: known, asFile }
      : await pickExample<Block>(groups, { title, language, withFileButton: true });
    if (!picked) return;
    const { example } = picked;
    if (editor && isCode(editor.document.languageId) && !picked.asFile) {
      const target = await vscode.window.showTextDocument(
        editor.document,
        editor.viewColumn ?? vscode.ViewColumn.Active,
      );
      await target.insertSnippet(new vscode.SnippetString(example.snippets[language]));
    } else {
      const content = fileText(example, language);
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content }));
    }
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
    const file =
      editor?.document.uri.scheme === 'file'
        ? editor.document.uri.fsPath
        : join(folder ?? process.cwd(), 'x.js');
    const missing = missingPackages(example.packages, file);
    if (missing.length > 0) offerInstall(missing, folder);
  }

  /** Runs an example, and shows its timeline and its lesson. @param id asked for where it is not given */
  async runExample(id?: string): Promise<ExampleResult> {
    // refused, and said so, before anything is written
    if (!vscode.workspace.isTrusted) return this.run(vscode.Uri.file(this.context.extensionPath), {});
    const groups = this.chapters();
    const title = vscode.l10n.t('Run an Example');
    const example =
      this.find(groups, id) ??
      (await pickExample<Example>(groups, { title, language: 'typescript', withFileButton: false }))?.example;
    if (!example) return { refused: 'cancelled', message: '' };
    const node = findNode(
      vscode.workspace.getConfiguration('awaitscope').get<string>('nodePath', ''),
      process.env['PATH'],
    );
    const version = node === undefined ? undefined : await nodeVersion(node);
    const placed = this.place(example, version);
    if ('missing' in placed) return refused(placed.missing);
    const missing = missingPackages(example.packages, placed.file);
    if (missing.length > 0)
      return { refused: 'missing', message: offerInstall(missing, dirname(placed.file)) };
    const target = vscode.Uri.file(placed.file);
    const editor = await vscode.window.showTextDocument(target, { preview: false });
    // without a Node the run says what is wrong
    if (node === undefined) return this.run(target, {});
    const servers = await this.servers(node, example);
    if ('missing' in servers) return refused(servers.missing);
    const result = await this.run(target, servers.env);
    if (!('recording' in result)) {
      servers.stop();
      return result;
    }
    this.ends.set(result.recording, () => servers.stop());
    await this.lesson.show(example, result.recording);
    await vscode.window.showTextDocument(editor.document, editor.viewColumn ?? vscode.ViewColumn.One);
    // a short program may be over by now
    if (this.runs.isRunning(result.recording) === false) this.ended(result.recording);
    return result;
  }

  dispose(): void {
    this.subscriptions.dispose();
    for (const end of this.ends.values()) end();
  }

  private ended(recording: string): void {
    this.ends.get(recording)?.();
    this.ends.delete(recording);
    void this.lesson.ended(recording);
  }

  private get catalog(): Catalog {
    return readCatalog(this.context.extensionPath);
  }

  private chapters(): { title: string; examples: Example[] }[] {
    const { chapters, examples } = this.catalog;
    return Object.entries(chapters).map(([key, title]) => ({
      title: inLanguage(title, vscode.env.language),
      examples: examples.filter(({ chapter }) => chapter === key),
    }));
  }

  private find<T extends Block>(groups: readonly { examples: readonly T[] }[], id?: string): T | undefined {
    return groups.flatMap(({ examples }) => [...examples]).find((example) => example.id === id);
  }

  private servers(node: string, { needs = [], title }: Example): ReturnType<typeof startExampleServers> {
    const unnamed = needs.filter((name) => !process.env[name]);
    return Promise.resolve(
      vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t('Starting what “{0}” talks to', inLanguage(title, vscode.env.language)),
        },
        () =>
          startExampleServers(
            node,
            this.context.asAbsolutePath(join('dist', 'examples', 'serve.mjs')),
            unnamed,
          ),
      ),
    );
  }

  /** Writes the file that is run. One that is there was perhaps changed by the user, and stays as it is. */
  private place(example: Example, version: NodeVersion | undefined): { file: string } | { missing: string } {
    const workspace = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === 'file')?.uri.fsPath;
    const folder =
      workspace === undefined
        ? join(this.context.globalStorageUri.fsPath, 'examples')
        : join(workspace, FOLDER);
    const typed = join(folder, `${example.id}.mts`);
    try {
      mkdirSync(folder, { recursive: true });
      const fresh = !existsSync(typed);
      if (fresh) writeFileSync(typed, fileText(example, 'typescript'), { flag: 'wx' });
      const modern = version === undefined || version.major >= (example.node ?? 0);
      if (findRunners(typed).tsx !== undefined) return { file: typed };
      if (!modern) {
        return {
          missing: vscode.l10n.t(
            'This example needs Node.js {0} or newer, or tsx in this folder: {1}',
            String(example.node),
            'npm install --save-dev tsx',
          ),
        };
      }
      if (version === undefined || stripsTypes(version)) return { file: typed };
      // what this Node cannot run is not left behind
      if (fresh) unlinkSync(typed);
      const plain = join(folder, `${example.id}.mjs`);
      if (!existsSync(plain)) writeFileSync(plain, fileText(example, 'javascript'), { flag: 'wx' });
      return { file: plain };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { missing: vscode.l10n.t('The example could not be written: {0}', reason) };
    }
  }
}

function refused(message: string): ExampleResult {
  void vscode.window.showErrorMessage(message);
  return { refused: 'missing', message };
}

function languageOf(id: string | undefined): ExampleLanguage {
  return id?.startsWith('javascript') ? 'javascript' : 'typescript';
}

function isCode(id: string): boolean {
  return /^(java|type)script(react)?$/.test(id);
}
