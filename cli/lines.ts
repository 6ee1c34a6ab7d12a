/** Lines on their way out: to stdout, as fast as the reader takes them, and to stderr, made safe for a terminal. */
import { writeSync } from 'node:fs';

const STDOUT = 1;
const CHUNK = 64 * 1024;
/** How long to leave a reader alone that takes no more, ms. */
const PATIENCE = 5;

/**
 * Writes lines to stdout and waits where the reader is slower: nothing piles up in memory, however long the output.
 * Written past `process.stdout`, which would keep everything until the event loop turns.
 */
export class LineWriter {
  private held: string[] = [];
  private size = 0;

  write(line: string): void {
    this.held.push(line, '\n');
    this.size += line.length + 1;
    if (this.size >= CHUNK) this.flush();
  }

  flush(): void {
    const bytes = Buffer.from(this.held.join(''));
    this.held = [];
    this.size = 0;
    for (let at = 0; at < bytes.length;) at += writeSome(bytes, at);
  }
}

/** Writes lines to stdout, made safe for a terminal; a reader that goes away ends it without a word. */
export function printAll(lines: Iterable<string>): void {
  const out = new LineWriter();
  try {
    for (const line of lines) out.write(printable(line));
    out.flush();
  } catch (e) {
    if (!isClosedPipe(e)) throw e;
  }
}

/** Whoever read our output has gone: that is no error, but there is nothing more to do. */
export function isClosedPipe(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return code === 'EPIPE' || code === 'EOF';
}

function writeSome(bytes: Uint8Array, at: number): number {
  try {
    return writeSync(STDOUT, bytes, at);
  } catch (e) {
    if ((e as NodeJS.ErrnoException).code !== 'EAGAIN') throw e;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PATIENCE);
    return 0;
  }
}

/** One line on stderr, marked as ours. */
export function say(text: string): void {
  process.stderr.write(`awaitscope: ${printable(text)}\n`);
}

/** Control and format characters: they move the cursor, colour the screen, turn the reading direction, end a line. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

/** @returns the text with such characters written out, so that a name cannot do anything to the terminal */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (found) =>
    found
      .split('')
      .map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
