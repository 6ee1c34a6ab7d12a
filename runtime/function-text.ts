/** `Function.prototype.toString` gives a function's text as it was written, without the markers in it. */
import { MARKER_PREFIX } from '../syntax/marker-plan';
import type { MarkedScripts } from './marked-scripts';

const SITE_NUMBER = /_aw\$\w\((?:_aw\$G,)?(\d+)/;
const apply = Reflect.apply;
const includes = Function.prototype.call.bind(String.prototype.includes) as (
  s: string,
  part: string,
) => boolean;
const exec = Function.prototype.call.bind(RegExp.prototype.exec) as (
  r: RegExp,
  s: string,
) => RegExpExecArray | null;

export function hideMarkersFromText(scripts: MarkedScripts): void {
  const native = Function.prototype.toString;
  // A method: as the builtin, it has no prototype and cannot be constructed.
  const { toString } = {
    toString(this: unknown): string {
      if (this === toString) return apply(native, native, []);
      const text = apply(native, this, []);
      return includes(text, MARKER_PREFIX) ? withoutMarkers(text, scripts) : text;
    },
  };
  // oxlint-disable-next-line no-extend-native -- what it gives is to be what it would give without us
  Object.defineProperty(Function.prototype, 'toString', {
    ...Object.getOwnPropertyDescriptor(Function.prototype, 'toString'),
    value: toString,
  });
}

/** The number of a site stands once among all scripts: it says which one the text is of, and where in it. */
function withoutMarkers(text: string, scripts: MarkedScripts): string {
  const number = exec(SITE_NUMBER, text)?.[1];
  const script = number === undefined ? undefined : scripts.sites[Number(number)]?.script;
  const at = script ? script.ran.indexOf(text) : -1;
  if (!script || at < 0) return text;
  return script.text.slice(script.original(at), script.original(at + text.length));
}
