/** The parts that a query is made of: words, phrases, `key:value`, and comparisons, around whose sign there may be spaces. */
export interface QueryPart {
  /** As it was written. */
  readonly part: string;
  readonly not: boolean;
  /** What stands before the colon, in lower case; empty for none. */
  readonly key: string;
  /** The word or the value, without quotes; of a comparison empty. */
  readonly text: string;
  readonly quoted: boolean;
  readonly comparison?: { readonly measure: string; readonly sign: string; readonly value: string };
}

const MEASURE = String.raw`(waiting|ready|running|lasting|awaits)\s*:?\s*(<=|>=|<|>|=)\s*`;
/** A time may have a space before its unit; what is no time is told as it was written. */
const VALUE = String.raw`(\d+(?:\.\d+)?\s*(?:ns|us|µs|ms|s)(?!\S)|\S*)`;
const WORD = String.raw`(?:([a-z]\w*):)?(?:"([^"]*)"?|(\S+))`;
const PART = new RegExp(`(-?)(?:${MEASURE}${VALUE}|${WORD})`, 'gi');

export function partsOf(query: string): QueryPart[] {
  return Array.from(query.matchAll(PART), (match): QueryPart => {
    const [whole, minus, measure, sign, value, key, quoted, plain] = match;
    const part = whole.trim();
    const not = minus === '-';
    if (measure !== undefined) {
      const comparison = {
        measure: measure.toLowerCase(),
        sign: sign!,
        value: value!.replace(/\s+/g, '').toLowerCase(),
      };
      return { part, not, key: '', text: '', quoted: false, comparison };
    }
    return {
      part,
      not,
      key: (key ?? '').toLowerCase(),
      text: quoted ?? plain ?? '',
      quoted: quoted !== undefined,
    };
  });
}

/** @returns the query without the part if it has it, else with it */
export function toggled(query: string, part: string): string {
  const parts = partsOf(query).map((each) => each.part);
  return (parts.includes(part) ? parts.filter((each) => each !== part) : [...parts, part]).join(' ');
}
