/** The list of the examples, by chapter, with the text of the one in question beside it. */
import * as vscode from 'vscode';
import { fileText, inLanguage } from './examplesCatalog';
import type { Block, Catalog, ExampleLanguage } from './examplesCatalog';

const SCHEME = 'awaitscope-example';

/** Shows texts that are in no file yet. */
export class ExampleTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);

  constructor(private readonly catalog: () => Catalog) {}

  provideTextDocumentContent({ path }: vscode.Uri): string {
    const [, id, kind] = /([\w-]+)\.(ts|mjs)$/.exec(path) ?? [];
    const { examples, blocks } = this.catalog();
    const found = [...examples, ...blocks].find((each) => each.id === id);
    return found ? fileText(found, kind === 'ts' ? 'typescript' : 'javascript') : '';
  }

  dispose(): void {
    this.registration.dispose();
  }
}

interface Item<T> extends vscode.QuickPickItem {
  readonly example?: T;
}

export interface Picked<T> {
  readonly example: T;
  /** The button of its row: as a new file. */
  readonly asFile: boolean;
}

/** @returns undefined if the user changed their mind */
export function pickExample<T extends Block>(
  groups: readonly { readonly title: string; readonly examples: readonly T[] }[],
  options: { readonly title: string; readonly language: ExampleLanguage; readonly withFileButton: boolean },
): Promise<Picked<T> | undefined> {
  const asFile: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('new-file'),
    tooltip: vscode.l10n.t('Open as a New File'),
  };
  const pick = vscode.window.createQuickPick<Item<T>>();
  pick.title = options.title;
  pick.placeholder = vscode.l10n.t('Search by name, title or words of the summary');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = groups.flatMap(({ title, examples }) => [
    { label: title, kind: vscode.QuickPickItemKind.Separator },
    ...examples.map((example) => ({
      label: inLanguage(example.title, vscode.env.language),
      description: example.id,
      detail: inLanguage(example.summary, vscode.env.language),
      buttons: options.withFileButton ? [asFile] : [],
      example,
    })),
  ]);
  return new Promise((resolve) => {
    const preview = new Preview(options.language);
    let result: Picked<T> | undefined;
    const done = (item: Item<T> | undefined, inFile: boolean): void => {
      if (!item?.example) return;
      result = { example: item.example, asFile: inFile };
      pick.hide();
    };
    pick.onDidChangeActive(([item]) => preview.of(item?.example?.id));
    pick.onDidAccept(() => done(pick.activeItems[0], false));
    pick.onDidTriggerItemButton(({ item }) => done(item, true));
    pick.onDidHide(() => {
      pick.dispose();
      void preview.close().then(() => resolve(result));
    });
    pick.show();
  });
}

const REST_MS = 150;

/** One editor that shows whichever example the list is at, once it stays there. */
class Preview {
  private timer: NodeJS.Timeout | undefined;
  private readonly before = vscode.window.activeTextEditor;

  constructor(private readonly language: ExampleLanguage) {}

  of(id: string | undefined): void {
    clearTimeout(this.timer);
    if (id === undefined) return;
    this.timer = setTimeout(() => void this.show(id), REST_MS);
  }

  /** Leaves the editor as it was before. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const ours = tabs.filter(
      ({ input }) => input instanceof vscode.TabInputText && input.uri.scheme === SCHEME,
    );
    if (ours.length > 0) await vscode.window.tabGroups.close(ours, true);
    if (this.before && !this.before.document.isClosed) {
      const { document, viewColumn, selection } = this.before;
      await vscode.window.showTextDocument(document, {
        viewColumn: viewColumn ?? vscode.ViewColumn.Active,
        selection,
      });
    }
  }

  private async show(id: string): Promise<void> {
    const ending = this.language === 'typescript' ? 'ts' : 'mjs';
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.from({ scheme: SCHEME, path: `/${id}.${ending}` }),
    );
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  }
}
