import { fen, ZERO_FEN } from '../money/fen';
import { ratio } from '../money/ratio';
import { dayOfText, dayText } from '../time/shanghai';
import {
  MERCHANT_PAYOUT_STATES,
  MERCHANT_PAYOUT_TRANSITIONS,
  nextMerchantPayoutState,
  type MerchantPayoutEvent,
} from './payablePayouts';
import {
  isNothing,
  lastPayableDay,
  NO_PAYABLE,
  payableChange,
  payableOf,
  type PayableLine,
  type PayableOrder,
  type PayoutPeriod,
} from './payables';

const order = (changes: Partial<PayableOrder> = {}): PayableOrder => ({
  ...{ kind: 'cashier', commissionRatio: ratio('0.3'), freightFen: ZERO_FEN, ...changes },
});
const line = (changes: Partial<PayableLine> = {}): PayableLine => ({
  ...{ lineNo: 0, paidFen: fen(10_001), refundedFen: ZERO_FEN, costFen: fen(1_800), quantity: 3 },
  ...{ piecesBack: 0, isGivenBack: false, ...changes },
});

test.each<
  [string, PayableOrder, PayableLine, [sale: number, commission: number, freight: number, amount: number]]
>([
  ['a cashier: net paid less the commission, rounded down', order(), line(), [10_001, 3_000, 0, 7_001]],
  ['part of it refunded', order(), line({ refundedFen: fen(1) }), [10_000, 3_000, 0, 7_000]],
  ['all of it refunded', order(), line({ refundedFen: fen(10_001), isGivenBack: true }), [0, 0, 0, 0]],
  ['a commission of all', order({ commissionRatio: ratio('1') }), line(), [10_001, 10_001, 0, 0]],
  ['no commission', order({ commissionRatio: ratio('0') }), line(), [10_001, 0, 0, 10_001]],
  [
    'freight comes whole, with the first line',
    order({ kind: 'store', freightFen: fen(800) }),
    line(),
    [10_001, 3_000, 800, 7_801],
  ],
  [
    'and with no other',
    order({ kind: 'store', freightFen: fen(800) }),
    line({ lineNo: 1 }),
    [10_001, 3_000, 0, 7_001],
  ],
  [
    'of a first line that was given back, too',
    order({ kind: 'store', freightFen: fen(800) }),
    line({ refundedFen: fen(10_001) }),
    [0, 0, 800, 800],
  ],
  [
    'a supplier: the supply price, whatever the buyer paid',
    order({ kind: 'mall', freightFen: fen(800) }),
    line(),
    [1_800, 0, 0, 1_800],
  ],
  [
    'money back without goods',
    order({ kind: 'mall' }),
    line({ refundedFen: fen(5_000) }),
    [1_800, 0, 0, 1_800],
  ],
  ['a piece back', order({ kind: 'mall' }), line({ piecesBack: 1 }), [1_200, 0, 0, 1_200]],
  [
    'a supply price that does not divide',
    order({ kind: 'mall' }),
    line({ costFen: fen(1_000), piecesBack: 1 }),
    [666, 0, 0, 666],
  ],
  ['all pieces back', order({ kind: 'mall' }), line({ piecesBack: 3 }), [0, 0, 0, 0]],
  ['never below nothing', order({ kind: 'mall' }), line({ piecesBack: 4 }), [0, 0, 0, 0]],
  ['given back in full without a piece', order({ kind: 'mall' }), line({ isGivenBack: true }), [0, 0, 0, 0]],
])('%s', (_, of, what, [saleFen, commissionFen, freightFen, amountFen]) => {
  expect(payableOf(of, what)).toEqual({ saleFen, commissionFen, freightFen, amountFen });
});

test('a change and what was there before add up to what is now', () => {
  const before = payableOf(order(), line());
  const now = payableOf(order(), line({ refundedFen: fen(334) }));
  expect(payableChange(now, before)).toEqual({
    saleFen: -334,
    commissionFen: -100,
    freightFen: 0,
    amountFen: -234,
  });
  expect(isNothing(payableChange(now, now))).toBe(true);
  expect(isNothing(payableChange(before, NO_PAYABLE))).toBe(false);
});

test.each<[PayoutPeriod, today: string, last: string]>([
  ['daily', '2026-03-01', '2026-02-28'],
  ['daily', '2026-01-01', '2025-12-31'],
  ['weekly', '2026-03-01', '2026-02-22'],
  ['weekly', '2026-03-02', '2026-03-01'],
  ['weekly', '2026-03-08', '2026-03-01'],
  ['weekly', '2026-03-09', '2026-03-08'],
  ['monthly', '2026-03-01', '2026-02-28'],
  ['monthly', '2026-03-31', '2026-02-28'],
  ['monthly', '2028-03-01', '2028-02-29'],
  ['monthly', '2026-01-15', '2025-12-31'],
])('%s: on %s days up to %s are paid', (period, today, last) => {
  expect(dayText(lastPayableDay(period, dayOfText(today)))).toBe(last);
});

test('a payout is paid only after it was approved, and whatever has ended stays so', () => {
  const events: readonly MerchantPayoutEvent[] = ['approve', 'reject', 'cancel', 'pay'];
  const ways = MERCHANT_PAYOUT_STATES.flatMap((state) =>
    events.flatMap((event) => {
      const next = nextMerchantPayoutState(state, event);
      return next === null ? [] : [`${state} ${event} ${next}`];
    }),
  );
  expect(ways).toEqual([
    ...['requested approve approved', 'requested reject rejected'],
    ...['approved cancel cancelled', 'approved pay paid'],
  ]);
  expect(Object.keys(MERCHANT_PAYOUT_TRANSITIONS)).toEqual(MERCHANT_PAYOUT_STATES);
});
