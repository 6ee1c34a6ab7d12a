/** What kind of program a file is, by its name. Pure: no vscode, no file system. */

export type ProgramKind = 'javascript' | 'typescript' | 'jsx';

const KIND_BY_EXTENSION: Readonly<Record<string, ProgramKind>> = {
  '.js': 'javascript',
  '.cjs': 'javascript',
  '.mjs': 'javascript',
  '.ts': 'typescript',
  '.cts': 'typescript',
  '.mts': 'typescript',
  '.jsx': 'jsx',
  '.tsx': 'jsx',
};

/** @returns the kind, or undefined for what Node cannot run as a program (declaration files among them) */
export function programKind(file: string): ProgramKind | undefined {
  if (/\.d\.[cm]?ts$/i.test(file)) return undefined;
  const extension = /\.[^./\\]+$/.exec(file)?.[0].toLowerCase();
  return extension === undefined ? undefined : KIND_BY_EXTENSION[extension];
}

export interface NodeVersion {
  readonly major: number;
  readonly minor: number;
}

/** The oldest Node whose hooks the tracer knows. */
export const OLDEST_NODE = 20;

/** @param text what `node --version` prints, as `v22.18.0` */
export function parseNodeVersion(text: string): NodeVersion | undefined {
  const match = /^v(\d+)\.(\d+)\./.exec(text.trim());
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** Node runs TypeScript by itself, without a flag, from 22.18 and 23.6 on. */
export function stripsTypes({ major, minor }: NodeVersion): boolean {
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}
