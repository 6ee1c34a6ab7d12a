/** What the page says. A host gives the same keys in the user's language; what it leaves out is English. */
import english from './strings.json';

export type StringKey = keyof typeof english;
export type Strings = Readonly<Record<string, string>>;

const PLACES = /\{(\d)(?:\|([^|}]*)\|([^|}]*))?\}/g;

export class Say {
  constructor(private readonly strings: Strings = {}) {}

  /** @returns the text of a key, with `{0}`, `{1}` … filled in; of `{0|task|tasks}` the former where `{0}` is one */
  readonly text = (key: StringKey, ...values: readonly (string | number)[]): string => {
    const text = Object.hasOwn(this.strings, key) ? this.strings[key]! : english[key];
    return text.replace(PLACES, (whole, i: string, one?: string, more?: string) => {
      const value = values[Number(i)];
      if (one === undefined) return String(value ?? whole);
      return String(value) === '1' ? one : more!;
    });
  };

  /** @returns the model's sentences by code, in the user's language where the host gave them */
  sentences(kind: 'why' | 'finding', texts: Readonly<Record<string, string>>): Record<string, string> {
    const own = (code: string): string | undefined =>
      Object.hasOwn(this.strings, `${kind}:${code}`) ? this.strings[`${kind}:${code}`] : undefined;
    return Object.fromEntries(Object.entries(texts).map(([code, text]) => [code, own(code) ?? text]));
  }
}
