import { fen, type Fen } from '../money/fen';
import type { Instant } from '../time/shanghai';

/**
 * What a buyer spent, by the time of completion: completions come in order of time, refunds lower them later, and spend
 * tiers ask for the sum of a window. Sums are kept in a Fenwick tree, so that each takes a few steps however long the list.
 */
export class Spending {
  private readonly completedAt: Instant[] = [];
  /** 1-based: the node at `i` holds the sum of the `i & −i` amounts that end at `i`. */
  private readonly tree: number[] = [0];

  /** Adds what an order came to when it was completed, and says where it is kept. */
  add(at: Instant, amount: Fen): number {
    this.completedAt.push(at);
    const place = this.completedAt.length;
    let sum: number = amount;
    for (let child = place - 1; child > place - (place & -place); child -= child & -child)
      sum += this.tree[child] ?? 0;
    this.tree.push(sum);
    return place;
  }

  /** Takes a refund off the order that is kept at a place. */
  refund(place: number, amount: Fen): void {
    for (let node = place; node < this.tree.length; node += node & -node) {
      this.tree[node] = (this.tree[node] ?? 0) - amount;
    }
  }

  /** The sum of what was completed later than a moment. */
  since(after: Instant): Fen {
    return fen(this.upTo(this.completedAt.length) - this.upTo(this.firstAfter(after)));
  }

  private firstAfter(moment: Instant): number {
    let low = 0;
    let high = this.completedAt.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.completedAt[middle] ?? Infinity) > moment) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private upTo(place: number): number {
    let sum = 0;
    for (let node = place; node > 0; node -= node & -node) sum += this.tree[node] ?? 0;
    return sum;
  }
}
