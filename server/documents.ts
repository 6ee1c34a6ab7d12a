/** The editor's open documents, each with the facts of the recording in use. */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { CarriedLines } from './carried-lines';
import { DocumentFacts } from './document-facts';
import type { InUse } from './in-use';

interface Known {
  readonly version: number;
  readonly generation: number;
  readonly facts: DocumentFacts;
}

export class Documents {
  private readonly known = new Map<string, Known>();
  /** By document: the name that its file had when it was recorded, so that it is still known after the next edit. */
  private readonly names = new Map<string, { readonly recording: string; readonly file: string }>();

  constructor(private readonly inUse: () => InUse | undefined) {}

  /** @returns undefined if the recording in use says nothing about the file */
  facts(document: TextDocument): DocumentFacts | undefined {
    const use = this.inUse();
    const file = use && this.file(document, use);
    if (!use || file === undefined) {
      this.known.delete(document.uri);
      return undefined;
    }
    const known = this.known.get(document.uri);
    if (known?.version === document.version && known.generation === use.generation) return known.facts;
    const recorded = use.text(file);
    const carried = recorded === undefined ? undefined : new CarriedLines(recorded, document.getText());
    const facts = new DocumentFacts(use.facts.in(file), carried, (n) => lineOf(document, n));
    this.known.set(document.uri, { version: document.version, generation: use.generation, facts });
    return facts;
  }

  forget(uri: string): void {
    this.known.delete(uri);
  }

  /** The file's name in the recording: that of the file that a link leads to, or the one it had before it was renamed. */
  file(document: TextDocument, use: InUse): string | undefined {
    const path = pathOf(document.uri);
    if (path === undefined) return undefined;
    const named = [path, realPath(path)].find((name) => name !== undefined && use.facts.in(name).length > 0);
    if (named !== undefined) return named;
    const before = this.names.get(document.uri);
    if (before?.recording === use.recording && use.facts.in(before.file).length > 0) return before.file;
    const file = use.goneWith(path, document.getText());
    if (file !== undefined) this.names.set(document.uri, { recording: use.recording, file });
    return file;
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

/** @param n from 1. @returns the line without its end */
export function lineOf(document: TextDocument, n: number): string {
  const range = { start: { line: n - 1, character: 0 }, end: { line: n, character: 0 } };
  return document.getText(range).replace(/[\r\n]+$/, '');
}

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}
