/** @returns `12 %`; `<1 %` where a part is there at all */
export function percent(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  const p = (100 * part) / whole;
  return p < 1 ? '<1 %' : `${Math.round(p)} %`;
}
