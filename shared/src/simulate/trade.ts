import { memberId, type MemberId } from '../ids/ids';
import { fen, subtractFen, type Fen } from '../money/fen';
import { floorShare, millionths } from '../money/ratio';
import type { Level } from '../settings/rules';
import { buyersByDay, type DayBuyers } from './buyersByDay';
import type { Offer } from './offers';
import { happens, type RandomSource } from './random';
import type { Plan } from './schema';
import { Weighted } from './weighted';

/** Somebody who bought. */
export interface Person {
  readonly member: MemberId;
  readonly inviter: Person | null;
  readonly level: Level | null;
  /** The level's place in the plan's list, from 1; 0 without a level. */
  readonly levelNumber: number;
}

export interface TradedLine {
  readonly offer: Offer;
  readonly paidFen: Fen;
  readonly costFen: Fen;
}

export interface TradedRefund {
  readonly line: number;
  readonly amountFen: Fen;
}

/** An order as it will go: placed and paid in one moment, completed and perhaps refunded at the beginning of later days. */
export interface TradedOrder {
  /** Counted from 1. */
  readonly number: number;
  readonly buyer: Person;
  readonly deducted: boolean;
  readonly lines: readonly TradedLine[];
  /** 0: in the moment in which it is paid, as at a cashier. */
  readonly completesAfterDays: number;
  readonly refundAfterDays: number;
  readonly refunds: readonly TradedRefund[];
}

const NO_REFUNDS: readonly TradedRefund[] = [];

const pickDays = (
  random: RandomSource,
  { fromDays, toDays }: { fromDays: number; toDays: number },
): number => (fromDays === toDays ? fromDays : fromDays + random.below(toDays - fromDays + 1));

/** Who buys under a plan: newcomers with their level and inviter, and people who come back. */
class Crowd {
  private readonly people: Person[] = [];
  private readonly invited: number;
  /** The levels' shares added up, in millionths. */
  private readonly levelsUpTo: { readonly level: Level; readonly upTo: number }[];

  constructor(
    { buyers: { invitedShare, levels } }: Plan,
    private readonly random: RandomSource,
  ) {
    this.invited = millionths(invitedShare);
    let upTo = 0;
    this.levelsUpTo = levels.map(({ level, share }) => {
      upTo += millionths(share);
      return { level, upTo };
    });
  }

  /** The next of today's buyers; without anybody who could come back it is a newcomer. */
  next(isNew: boolean): Person {
    return isNew ? this.newcomer() : (this.anybody() ?? this.newcomer());
  }

  private anybody(): Person | null {
    const { people, random } = this;
    return (people.length === 0 ? undefined : people[random.below(people.length)]) ?? null;
  }

  private newcomer(): Person {
    const { people, random, levelsUpTo } = this;
    const picked = levelsUpTo.length === 0 ? 0 : random.below(1_000_000);
    const index = levelsUpTo.findIndex(({ upTo }) => picked < upTo);
    const person: Person = {
      member: memberId(`m${people.length + 1}`),
      inviter: happens(random, this.invited) ? this.anybody() : null,
      level: levelsUpTo[index]?.level ?? null,
      levelNumber: index + 1,
    };
    people.push(person);
    return person;
  }
}

/** The trade of a plan. It knows nothing of settings, so that the same trade can be played under others. */
export class Trade {
  private readonly crowd: Crowd;
  private readonly choice: Weighted<Offer>;
  private readonly baskets: Weighted<Plan['baskets'][number]>;
  private readonly deducted: number;
  private readonly refunded: number;
  private readonly partly: number;
  private placed = 0;

  constructor(
    private readonly plan: Plan,
    offers: readonly Offer[],
    private readonly random: RandomSource,
  ) {
    this.crowd = new Crowd(plan, random);
    this.choice = new Weighted(offers);
    this.baskets = new Weighted(plan.baskets);
    this.deducted = millionths(plan.deductions.share);
    this.refunded = millionths(plan.refunds.share);
    this.partly = millionths(plan.refunds.partShare);
  }

  /** The orders of each day, in order. */
  *days(): Generator<readonly TradedOrder[]> {
    for (const buyers of buyersByDay(this.plan)) yield this.day(buyers);
  }

  private day({ fresh, returning }: DayBuyers): TradedOrder[] {
    const orders: TradedOrder[] = [];
    let newLeft = fresh;
    for (let left = fresh + returning; left > 0; left -= 1) {
      const isNew = newLeft > 0 && (newLeft === left || this.random.below(left) < newLeft);
      if (isNew) newLeft -= 1;
      orders.push(this.order(this.crowd.next(isNew)));
    }
    return orders;
  }

  private order(buyer: Person): TradedOrder {
    const { random, plan } = this;
    const first = this.choice.pick(random);
    const deducted = happens(random, this.deducted);
    const lines: TradedLine[] = [this.line(first, deducted)];
    if (first.beside !== null) {
      const count = this.baskets.pick(random).lines;
      while (lines.length < count) lines.push(this.line(first.beside.pick(random), deducted));
    }
    const isRefunded = happens(random, this.refunded);
    this.placed += 1;
    return {
      number: this.placed,
      buyer,
      deducted,
      lines,
      completesAfterDays: first.beside === null ? 0 : pickDays(random, plan.completion),
      refundAfterDays: isRefunded ? pickDays(random, plan.refunds) : 0,
      refunds: isRefunded ? this.refundsOf(lines) : NO_REFUNDS,
    };
  }

  private line(offer: Offer, deducted: boolean): TradedLine {
    const { fromFen, toFen, costFen } = offer;
    const priceFen = fromFen === toFen ? fromFen : fen(fromFen + this.random.below(toFen - fromFen + 1));
    const deductedFen = deducted ? floorShare(priceFen, this.plan.deductions.ofPrice) : fen(0);
    return { offer, paidFen: subtractFen(priceFen, deductedFen), costFen };
  }

  /** The whole order, or a part of one of its lines. */
  private refundsOf(lines: readonly TradedLine[]): TradedRefund[] {
    const { random } = this;
    const all = lines.map(({ paidFen }, line) => ({ line, amountFen: paidFen }));
    const paid = all.filter(({ amountFen }) => amountFen > 0);
    if (paid.length === 0 || !happens(random, this.partly)) return paid;
    const whole = paid[random.below(paid.length)] ?? paid[0];
    if (whole === undefined) return [];
    return [{ line: whole.line, amountFen: fen(1 + random.below(whole.amountFen)) }];
  }
}
