import type { RandomSource } from './random';

/** Picks among rows by their weight, in a few steps however many there are. */
export class Weighted<Row extends { readonly weight: number }> {
  private readonly rows: Row[] = [];
  /** The sum of the weights up to and including each row. */
  private readonly upTo: number[] = [];
  private total = 0;

  constructor(rows: readonly Row[]) {
    for (const row of rows) {
      if (row.weight === 0) continue;
      this.total += row.weight;
      this.rows.push(row);
      this.upTo.push(this.total);
    }
  }

  /** @throws Error when no row has a weight */
  pick(random: RandomSource): Row {
    let low = 0;
    if (this.rows.length > 1) {
      const picked = random.below(this.total);
      let high = this.rows.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((this.upTo[middle] ?? 0) > picked) high = middle;
        else low = middle + 1;
      }
    }
    const row = this.rows[low];
    if (row === undefined) throw new Error('there is nothing to pick: no row has a weight');
    return row;
  }
}
