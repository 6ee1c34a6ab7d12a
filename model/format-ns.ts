/** Durations for people, the same in every text that we write. */
const UNITS = [
  { ns: 1e9, name: 's' },
  { ns: 1e6, name: 'ms' },
  { ns: 1e3, name: 'µs' },
] as const;

/** @returns `850 ns`, `1.25 ms`, `12.3 s`: three digits that count; `–` for a time that is not known */
export function formatNs(ns: number): string {
  if (Number.isNaN(ns)) return '–';
  const unit = UNITS.find((u) => ns >= u.ns * 0.9995);
  if (!unit) return `${Math.round(ns)} ns`;
  const value = ns / unit.ns;
  return `${value >= 1000 ? Math.round(value) : value.toPrecision(3)} ${unit.name}`;
}
