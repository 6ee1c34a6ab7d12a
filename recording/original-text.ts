/**
 * The text of an original source, looked through for the token that a mapped position means. Maps are coarse: they may
 * point at the statement, at `export`, at the class member's modifiers. No parser: originals come in any language that
 * compiles to JavaScript, and a line is all that has to be understood.
 */
import type { CallSite } from '../syntax/analyse';
import { lineStarts, offsetAt } from '../syntax/lines';
import { isWrittenAt } from './awaited-text';
import { calledAt } from './called';

export interface Position {
  readonly line: number;
  readonly column: number;
}

const WORD = /[\p{ID_Continue}$#]/u;

export class OriginalText {
  private readonly starts: Uint32Array;
  /** As long as the text, with blanks for comments and quoted texts. */
  private readonly code: string;

  constructor(readonly text: string) {
    this.starts = lineStarts(text);
    this.code = withoutQuoted(text);
  }

  /**
   * @param token a word or sign
   * @returns the place of the token that is nearest on the position's line; the position itself if there is none
   */
  nearest(token: string, at: Position): Position {
    const line = this.line(at.line);
    let best = -1;
    for (let i = line.indexOf(token); i >= 0; i = line.indexOf(token, i + 1)) {
      if (!isWhole(line, i, token)) continue;
      if (best < 0 || Math.abs(i + 1 - at.column) < Math.abs(best + 1 - at.column)) best = i;
    }
    return best < 0 ? at : { line: at.line, column: best + 1 };
  }

  /** @returns the place of the first token at or after the position that is no modifier of a declaration */
  afterModifiers(at: Position): Position {
    const line = this.line(at.line);
    MODIFIERS.lastIndex = at.column - 1;
    const skipped = MODIFIERS.exec(line)?.[0].length ?? 0;
    return at.column - 1 + skipped < line.length ? { line: at.line, column: at.column + skipped } : at;
  }

  /** @returns the name of what is called at the position; undefined if none stands there */
  called({ line, column }: Position, kind: CallSite['kind']): string | undefined {
    return calledAt(this.text, offsetAt(this.starts, line, column), kind);
  }

  /** @returns whether the text says that the await at the position awaits that */
  awaits({ line, column }: Position, awaited: string): boolean {
    const offset = offsetAt(this.starts, line, column);
    return offset >= 0 && isWrittenAt(this.text, offset, awaited);
  }

  private line(n: number): string {
    const start = this.starts[n - 1];
    return start === undefined ? '' : this.code.slice(start, this.starts[n]);
  }
}

const MODIFIERS =
  /(?:(?:export|default|declare|public|private|protected|static|override|abstract|readonly|accessor)\b\s*)*/y;

/** Whether a word is not part of a longer one. */
function isWhole(line: string, at: number, token: string): boolean {
  const joins = (i: number, edge: string): boolean =>
    WORD.test(edge) && i >= 0 && i < line.length && WORD.test(line[i]!);
  return !joins(at - 1, token[0]!) && !joins(at + token.length, token.at(-1)!);
}

/** Comments, and texts in quotes that end on their line. Templates stay: there is code in them. */
const QUOTED = /\/\/.*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;

function withoutQuoted(text: string): string {
  return text.replace(QUOTED, (found) =>
    /^\/[/*]/.test(found) ? found.replace(/[^\n\r\u2028\u2029]/g, ' ') : blankInside(found),
  );
}

/** A quoted method name stays findable by its quotes. */
function blankInside(quoted: string): string {
  return /^.[\w$]*.$/.test(quoted) && !/^.(?:await|async|for|yield|return)/.test(quoted)
    ? quoted
    : ' '.repeat(quoted.length);
}
