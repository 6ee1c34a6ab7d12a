/** Rows by the place that they are reported at, places in the order in which they first came up. */
import type { At } from '../words';
import type { Scope } from './finding';

export class Groups {
  private readonly byKey = new Map<string, { readonly at: At; readonly rows: number[] }>();

  constructor(private readonly scope: Scope) {}

  add(at: At, row: number): void {
    const key = this.scope.key(at);
    const group = this.byKey.get(key);
    if (group) group.rows.push(row);
    else this.byKey.set(key, { at, rows: [row] });
  }

  rows(): number[][] {
    return [...this.byKey.values()].map((g) => g.rows);
  }

  entries(): [At, number[]][] {
    return [...this.byKey.values()].map((g) => [g.at, g.rows]);
  }
}
