import { fen, subtractFen, ZERO_FEN, type Fen } from '../money/fen';
import { floorShare, type Ratio } from '../money/ratio';
import { splitRoundingDown } from '../money/split';
import type { OrderKind } from '../orders/states';
import { dayOfText, dayText, type Day } from '../time/shanghai';

/** An order that completed, as far as its merchants are concerned. */
export interface PayableOrder {
  readonly kind: OrderKind;
  /** The store's, when the order was placed. */
  readonly commissionRatio: Ratio;
  /** Zero where the store did not send anything. */
  readonly freightFen: Fen;
}

/** One of its lines. */
export interface PayableLine {
  readonly lineNo: number;
  readonly paidFen: Fen;
  readonly refundedFen: Fen;
  /** Of the whole line; for a supplier's product the supply price. */
  readonly costFen: Fen;
  readonly quantity: number;
  /** Pieces that were not sent, or that came back, because their buyer got the money back. */
  readonly piecesBack: number;
  /** Everything that the line came to went back to its buyer, with goods or without. */
  readonly isGivenBack: boolean;
}

/** What a line is worth to its merchant; `amountFen` = sale − commission + freight. */
export interface Payable {
  readonly saleFen: Fen;
  readonly commissionFen: Fen;
  readonly freightFen: Fen;
  readonly amountFen: Fen;
}

export const NO_PAYABLE: Payable = {
  saleFen: ZERO_FEN,
  commissionFen: ZERO_FEN,
  freightFen: ZERO_FEN,
  amountFen: ZERO_FEN,
};

/**
 * What the shop owes a merchant for a line of a completed order, as things stand. A store or cashier order: net paid less
 * ⌊net paid × commission ratio⌋, and with the first line the freight of what the store sent. A mall order: the supply price of the
 * pieces that its buyer keeps; nothing when the whole line was given back. SPEC section 3.
 */
export function payableOf(order: PayableOrder, line: PayableLine): Payable {
  const saleFen = order.kind === 'mall' ? supplyPrice(line) : subtractFen(line.paidFen, line.refundedFen);
  const commissionFen = order.kind === 'mall' ? ZERO_FEN : floorShare(saleFen, order.commissionRatio);
  const freightFen = order.kind === 'store' && line.lineNo === 0 ? order.freightFen : ZERO_FEN;
  return { saleFen, commissionFen, freightFen, amountFen: fen(saleFen - commissionFen + freightFen) };
}

function supplyPrice({ costFen, quantity, piecesBack, isGivenBack }: PayableLine): Fen {
  const kept = isGivenBack ? 0 : Math.max(quantity - piecesBack, 0);
  const [keptFen = ZERO_FEN] = splitRoundingDown(costFen, [kept, quantity - kept]);
  return keptFen;
}

/** By how much what is owed has changed. */
export const payableChange = (now: Payable, before: Payable): Payable => ({
  saleFen: subtractFen(now.saleFen, before.saleFen),
  commissionFen: subtractFen(now.commissionFen, before.commissionFen),
  freightFen: subtractFen(now.freightFen, before.freightFen),
  amountFen: subtractFen(now.amountFen, before.amountFen),
});

/** Is there anything in it? A change may leave the amount as it is: all of a sale may be commission. */
export const isNothing = ({ saleFen, commissionFen, freightFen }: Payable): boolean =>
  saleFen === 0 && commissionFen === 0 && freightFen === 0;

/** How often a payout is proposed to a merchant, with the name that people read. */
export const PAYOUT_PERIODS = { daily: '每日', weekly: '每周', monthly: '每月' } as const;
export type PayoutPeriod = keyof typeof PAYOUT_PERIODS;
export const PAYOUT_PERIOD_NAMES = Object.keys(PAYOUT_PERIODS) as [PayoutPeriod, ...PayoutPeriod[]];

const DAYS_OF_WEEK = 7;
/** Day 0 was a Thursday; weeks begin with Monday. */
const DAY_ZERO_IN_WEEK = 3;

/** The last day of the last period that is over: yesterday, the last Sunday, or the last day of the month before. */
export function lastPayableDay(period: PayoutPeriod, today: Day): Day {
  switch (period) {
    case 'daily':
      return today - 1;
    case 'weekly':
      return today - ((today + DAY_ZERO_IN_WEEK) % DAYS_OF_WEEK) - 1;
    case 'monthly':
      return dayOfText(`${dayText(today).slice(0, 7)}-01`) - 1;
  }
}
