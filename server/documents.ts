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

  /** The file's name in the recording: Node names the file that a link leads to. */
  file(document: TextDocument, use: InUse): string | undefined {
    const path = pathOf(document.uri);
    if (path === undefined) return undefined;
    if (use.facts.in(path).length > 0) return path;
    try {
      const real = realpathSync.native(path);
      return use.facts.in(real).length > 0 ? real : undefined;
    } catch {
      return undefined;
    }
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
