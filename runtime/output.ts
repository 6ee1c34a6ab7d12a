/**
 * Printed lines: what goes through process.stdout and process.stderr. Their getters are wrapped, so that a program that
 * prints nothing never makes the streams; the stream's own `write` is wrapped when the program first asks for it.
 */
import { OUTPUT_CUT, OUTPUT_STDERR } from '../protocol/events';

/** Characters kept of one write. */
const MAX_TEXT = 1000;

type Write = (this: unknown, ...args: unknown[]) => unknown;
export type OnOutput = (text: string, flags: number) => void;

export function watchOutput(onOutput: OnOutput): void {
  watch('stdout', 0, onOutput);
  watch('stderr', OUTPUT_STDERR, onOutput);
}

function watch(name: 'stdout' | 'stderr', flags: number, onOutput: OnOutput): void {
  const property = Object.getOwnPropertyDescriptor(process, name);
  if (!property?.get || !property.configurable) return;
  const get = property.get;
  let watched: unknown;
  Object.defineProperty(process, name, {
    ...property,
    get() {
      const stream = get.call(process) as { write: Write };
      if (stream !== watched) {
        watched = stream;
        watchWrites(stream, flags, onOutput);
      }
      return stream;
    },
  });
}

function watchWrites(stream: { write: Write }, flags: number, onOutput: OnOutput): void {
  const write = stream.write;
  Object.defineProperty(stream, 'write', {
    configurable: true,
    writable: true,
    enumerable: false,
    value: function (this: unknown, ...args: unknown[]) {
      const text = textOf(args[0]);
      if (text !== undefined)
        onOutput(text.slice(0, MAX_TEXT), text.length > MAX_TEXT ? flags | OUTPUT_CUT : flags);
      return Reflect.apply(write, this, args);
    },
  });
}

function textOf(chunk: unknown): string | undefined {
  if (typeof chunk === 'string') return chunk;
  if (chunk instanceof Uint8Array)
    return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('utf8');
  return undefined;
}
