/** Times for people to read: three digits that matter, and a unit. */
export interface Unit {
  readonly name: 'ns' | 'us' | 'ms' | 's';
  readonly ns: number;
}

const UNITS: readonly Unit[] = [
  { name: 's', ns: 1e9 },
  { name: 'ms', ns: 1e6 },
  { name: 'us', ns: 1e3 },
  { name: 'ns', ns: 1 },
];

/** @returns the largest unit of which `ns` is one or more */
export function unitOf(ns: number): Unit {
  return UNITS.find((unit) => ns >= unit.ns * (1 - 1e-9)) ?? UNITS[3]!;
}

/** Writes times in the reader's language. */
export class DurationText {
  private readonly formats = new Map<number, Intl.NumberFormat>();
  private significant: Intl.NumberFormat | undefined;
  private whole: Intl.NumberFormat | undefined;

  /**
   * @param say gives the text of a unit, with `{0}` for the number
   * @param locale a BCP 47 tag; one that is none is passed over
   */
  constructor(
    private readonly say: (unit: Unit['name'], number: string) => string,
    private readonly locale: string | undefined,
  ) {}

  /** @param ns a length of time; a dash stands for one that is not known */
  duration(ns: number): string {
    if (!Number.isFinite(ns)) return '–';
    const unit = unitOf(ns);
    // the first format takes a browser 10 ms, which nobody need wait for
    this.significant ??= this.format({ maximumSignificantDigits: 3 });
    return this.say(unit.name, this.significant.format(ns / unit.ns));
  }

  /** A place on the time axis, exact to `decimals` of the unit. */
  time(ns: number, unit: Unit, decimals: number): string {
    let format = this.formats.get(decimals);
    if (!format) {
      format = this.format({ minimumFractionDigits: decimals, maximumFractionDigits: decimals });
      this.formats.set(decimals, format);
    }
    return this.say(unit.name, format.format(ns / unit.ns));
  }

  /** A moment of the recording, to the microsecond. */
  moment(ns: number): string {
    if (!Number.isFinite(ns)) return '–';
    return this.time(ns, ns >= 1e9 ? UNITS[0]! : UNITS[1]!, ns >= 1e9 ? 6 : 3);
  }

  count(n: number): string {
    this.whole ??= this.format({ maximumFractionDigits: 0 });
    return this.whole.format(n);
  }

  private format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
    try {
      return new Intl.NumberFormat(this.locale, options);
    } catch {
      return new Intl.NumberFormat('en', options);
    }
  }
}
