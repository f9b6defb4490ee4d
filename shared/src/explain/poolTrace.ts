import type { EntryId, OrderId } from '../ids/ids';
import { addFen, fen, minFen, subtractFen, ZERO_FEN, type Fen } from '../money/fen';
import type { Contribution, Payout, QueueEvent } from '../rebate/settle/events';

/** Money of a pool, by the line of an order that gave it. */
export interface PoolMoney {
  readonly order: OrderId;
  readonly line: number;
  readonly amountFen: Fen;
}

/** Money that is still in the pool. */
type Lot = { -readonly [Key in keyof PoolMoney]: PoolMoney[Key] };

const EARLY: readonly Payout['kind'][] = ['directAcceleration', 'indirectAcceleration'];

const lineOf = ({ order, line }: Pick<PoolMoney, 'order' | 'line'>): string => `${order}/${line}`;

/**
 * Follows one queue's pool from event to event, so that each payout names the orders whose money it is, also at the end of
 * a pause or at the union's payout, which no order causes. Money in a pool has no name; by convention the oldest goes
 * first, an acceleration is paid out of the contribution that brought it, and what is taken back is again money of those
 * who had paid it. A withdrawal takes the line's own money first, then the youngest.
 */
export class PoolTrace {
  /** In order of coming; all before `head` is gone. */
  private readonly lots: Lot[] = [];
  private head = 0;
  private readonly lotsOf = new Map<string, Lot[]>();
  private readonly paidTo = new Map<EntryId, PoolMoney[]>();
  private debtFen: Fen = ZERO_FEN;

  /** Takes the next event of the queue; of a payout it says whose money it is. */
  happened(event: QueueEvent): readonly PoolMoney[] {
    switch (event.type) {
      case 'contributed':
        this.put(event);
        return [];
      case 'paidOut':
        return this.pay(event);
      case 'takenBack':
        for (const money of this.unpay(event.entry, event.amountFen)) this.put(money);
        return [];
      case 'withdrawn':
        this.withdraw(event);
        return [];
      case 'tookOver':
      case 'swept':
        // No history has these: they move money whose givers this trace has not seen.
        throw new Error(`a pool is not traced beyond a merge or a wind-down (${event.type})`);
      default:
        return [];
    }
  }

  /** Below zero the queue owes the platform: it is `poolFen` of the last event. */
  get poolFen(): number {
    let sum = 0;
    for (const { amountFen } of this.lots.slice(this.head)) sum += amountFen;
    return sum - this.debtFen;
  }

  /** A debt swallows what comes before anybody has it. */
  private put({ order, line, amountFen: comesFen }: Contribution | PoolMoney): void {
    const swallowedFen = minFen(this.debtFen, comesFen);
    this.debtFen = subtractFen(this.debtFen, swallowedFen);
    const amountFen = subtractFen(comesFen, swallowedFen);
    if (amountFen === 0) return;
    const lot = { order, line, amountFen };
    this.lots.push(lot);
    const own = this.lotsOf.get(lineOf(lot));
    if (own === undefined) this.lotsOf.set(lineOf(lot), [lot]);
    else own.push(lot);
  }

  private pay({ kind, entry, amountFen, causeOrder, causeLine }: Payout): PoolMoney[] {
    const taken: PoolMoney[] = [];
    let left = amountFen;
    if (EARLY.includes(kind) && causeOrder !== null && causeLine !== null) {
      left = this.takeOwn({ order: causeOrder, line: causeLine }, left, taken);
    }
    left = this.takeOldest(left, taken);
    if (left > 0) throw new Error(`${left} fen that ${entry} was paid were not in the pool`);
    const before = this.paidTo.get(entry);
    if (before === undefined) this.paidTo.set(entry, [...taken]);
    else before.push(...taken);
    return taken;
  }

  private withdraw({ order, line, amountFen }: Extract<QueueEvent, { type: 'withdrawn' }>): void {
    const left = this.takeYoungest(this.takeOwn({ order, line }, amountFen, []));
    this.debtFen = addFen(this.debtFen, left);
  }

  /** What an entry gives back, the last that it received first. */
  private unpay(entry: EntryId, amountFen: Fen): PoolMoney[] {
    const paid = this.paidTo.get(entry) ?? [];
    const back: PoolMoney[] = [];
    let left = amountFen;
    while (left > 0) {
      const last = paid.pop();
      if (last === undefined) throw new Error(`${entry} gives back ${left} fen that it was not paid`);
      const partFen = minFen(left, last.amountFen);
      back.push({ ...last, amountFen: partFen });
      if (partFen < last.amountFen) paid.push({ ...last, amountFen: subtractFen(last.amountFen, partFen) });
      left = subtractFen(left, partFen);
    }
    return back;
  }

  /* Each takes up to an amount and says what is left of it. */

  private takeOldest(amountFen: Fen, into: PoolMoney[]): Fen {
    let left: Fen = amountFen;
    for (let lot = this.lots[this.head]; left > 0 && lot !== undefined; lot = this.lots[this.head]) {
      left = takeFrom(lot, left, into);
      if (lot.amountFen === 0) this.head += 1;
    }
    return left;
  }

  private takeYoungest(amountFen: Fen): Fen {
    let left: Fen = amountFen;
    while (left > 0 && this.lots.length > this.head) {
      const lot = this.lots.at(-1);
      if (lot === undefined) break;
      left = takeFrom(lot, left, []);
      if (lot.amountFen === 0) this.lots.pop();
    }
    return left;
  }

  private takeOwn(line: Pick<PoolMoney, 'order' | 'line'>, amountFen: Fen, into: PoolMoney[]): Fen {
    const own = this.lotsOf.get(lineOf(line)) ?? [];
    let left: Fen = amountFen;
    for (const lot of [...own].reverse()) left = takeFrom(lot, left, into);
    return left;
  }
}

function takeFrom(lot: Lot, amountFen: Fen, into: PoolMoney[]): Fen {
  const partFen = minFen(amountFen, lot.amountFen);
  if (partFen > 0) into.push({ ...lot, amountFen: partFen });
  lot.amountFen = fen(lot.amountFen - partFen);
  return subtractFen(amountFen, partFen);
}
