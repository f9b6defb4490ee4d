import { fen } from '@paifan/shared/money/fen';
import { answerName, paysNow, verbOf, type Deed } from './deeds';

const money = { kind: 'refundOnly', amountFen: fen(1_250) } as const;
const goods = { kind: 'returnRefund', amountFen: fen(1_250) } as const;
const ofSupplier = { kind: 'returnRefund', amountFen: null } as const;

it.each<[Deed, Parameters<typeof verbOf>[1], string, boolean, string | null]>([
  ['approve', money, '同意并退款 ¥12.50', true, null],
  ['approve', goods, '同意', false, '退货地址，顾客会看到'],
  ['reject', money, '拒绝', false, '理由，顾客会看到'],
  ['receive', ofSupplier, '已收到退货', false, null],
  ['refund', goods, '退款 ¥12.50', true, null],
])('to %s %j is called %p, pays at once: %p, and says: %p', (deed, asked, verb, pays, answer) => {
  expect(verbOf(deed, asked)).toBe(verb);
  expect(paysNow(deed, asked)).toBe(pays);
  expect(answerName(deed, asked)).toBe(answer);
});
