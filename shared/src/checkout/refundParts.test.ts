import fc from 'fast-check';
import { fen, subtractFen } from '../money/fen';
import type { LineParts } from './composition';
import { splitMoney, splitRefund, worthOf, type LineRest } from './refundParts';

const parts = (paid: number, points: number, love: number, deducted: number, voucher: number): LineParts => ({
  paidFen: fen(paid),
  pointsUsed: fen(points),
  loveUsed: fen(love),
  deductedFen: fen(deducted),
  voucherUsed: fen(voucher),
});

describe('what comes back of a line', () => {
  test.each<[string, LineRest, number, LineParts]>([
    ['is money where it was paid with money', parts(500, 0, 0, 0, 0), 123, parts(123, 0, 0, 0, 0)],
    ['is each part in proportion', parts(600, 30_000, 0, 300, 100), 500, parts(300, 15_000, 0, 150, 50)],
    ['is everything at once', parts(601, 30_001, 7, 300, 99), 1_000, parts(601, 30_001, 7, 300, 99)],
    ['is the voucher alone where nothing else paid', parts(0, 0, 0, 0, 80), 30, parts(0, 0, 0, 0, 30)],
    ['is nothing of nothing', parts(0, 0, 0, 0, 0), 0, parts(0, 0, 0, 0, 0)],
  ])('%s', (_, rest, amount, expected) => {
    expect(splitRefund(rest, fen(amount))).toEqual(expected);
  });

  test('is never more than is left', () => {
    expect(() => splitRefund(parts(5, 0, 0, 0, 5), fen(11))).toThrow('11 fen');
  });
});

const KEYS = ['paidFen', 'pointsUsed', 'loveUsed', 'deductedFen', 'voucherUsed'] as const;
const less = (rest: LineRest, back: LineParts): LineRest => ({
  paidFen: subtractFen(rest.paidFen, back.paidFen),
  pointsUsed: subtractFen(rest.pointsUsed, back.pointsUsed),
  loveUsed: subtractFen(rest.loveUsed, back.loveUsed),
  deductedFen: subtractFen(rest.deductedFen, back.deductedFen),
  voucherUsed: subtractFen(rest.voucherUsed, back.voucherUsed),
});

test('refunds of any amounts, one after another, return exactly what the line was paid with', () => {
  const amount = fc.nat({ max: 5_000 }).map(fen);
  const anyLine = fc
    .record({
      paidFen: amount,
      pointsUsed: amount,
      loveUsed: amount,
      deductedFen: amount,
      voucherUsed: amount,
    })
    .filter(
      ({ deductedFen, pointsUsed, loveUsed }) => deductedFen > 0 || (pointsUsed === 0 && loveUsed === 0),
    );
  fc.assert(
    fc.property(anyLine, fc.array(fc.nat({ max: 4_000 }), { maxLength: 8 }), (line, asked) => {
      let rest: LineRest = line;
      for (const wish of [...asked, Number.MAX_SAFE_INTEGER]) {
        const left = worthOf(rest);
        const back = splitRefund(rest, fen(Math.min(wish, left)));
        expect(worthOf(back)).toBe(Math.min(wish, left));
        rest = less(rest, back);
        for (const key of KEYS) expect(rest[key]).toBeGreaterThanOrEqual(0);
      }
      expect(KEYS.map((key) => rest[key])).toEqual([0, 0, 0, 0, 0]);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['WeChat first', 30, 100, 30, 0],
  ['then cash', 130, 100, 100, 30],
  ['cash alone', 30, 0, 0, 30],
])('money goes back to %s', (_, money, rest, wechatFen, cashFen) => {
  expect(splitMoney(fen(money), fen(rest))).toEqual({ wechatFen, cashFen });
});
