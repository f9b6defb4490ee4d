import { BOOK_CHECKS } from './bookChecks';
import { findingText } from './findingText';

test.each<
  [check: string, subject: string, problem: string, where: string, about: string | null, what: string]
>([
  [
    'balances-equal-postings',
    'account member:7:cash',
    'its balance is 123456, its postings add up to -100',
    '会员可用余额 · 7',
    'account:member:7:cash',
    '余额 ¥1,234.56，分录合计 -¥1.00',
  ],
  [
    'balances-equal-postings',
    'account member:7:loveFrozen',
    'its balance is 150, its postings add up to 0',
    '会员冻结爱心值 · 7',
    'account:member:7:loveFrozen',
    '余额 1.50 爱心值，分录合计 0.00 爱心值',
  ],
  [
    'transfers-are-booked',
    'transfer 3',
    'it is of 100 points, the ledger says 0',
    '转赠 3',
    'transfer:3',
    '转赠 1.00 积分，账本记了 0.00 积分',
  ],
  [
    'withdrawals-are-booked',
    'member 7',
    'open withdrawals add up to -250 more than the reserved balance',
    '会员 7',
    'member:7',
    '未结束的提现合计，比提现中的余额少 ¥2.50',
  ],
  [
    'payments-are-booked',
    'refund R9 of order NO8',
    'it is success with 500, the ledger says 0',
    '订单 NO8 的退款 R9',
    'order:NO8',
    '退款已到账 ¥5.00，账本记了 ¥0.00',
  ],
  [
    'paid-orders-have-tasks',
    'order NO8',
    'no settlement task paid for queue product:12',
    '订单 NO8',
    'order:NO8',
    '已付款，没有送去结算：商品队列 12',
  ],
  [
    'payables-are-booked',
    'order NO8 line 0',
    'its merchant is owed 900, 0 is booked',
    '订单 NO8 第 1 行',
    'order:NO8',
    '应付商家 ¥9.00，已计入 ¥0.00',
  ],
  [
    'chain-tables',
    'queue product:12, event 4',
    'it paid 100 to position 2, the payouts say 0',
    '商品队列 12，第 4 步',
    'queue:product:12',
    '证明记给第 2 号 ¥1.00，到账明细是 ¥0.00',
  ],
])('%s: %s: %s', (check, subject, problem, where, about, what) =>
  expect(findingText({ check, subject, problem })).toMatchObject({ where, about, what }),
);

test('what an earlier version wrote, and nobody knows any more, stays as it is', () =>
  expect(findingText({ check: 'moon', subject: 'crater 1', problem: 'it is 5 deep' })).toEqual({
    ...{ title: 'moon', where: 'crater 1', about: null, what: 'it is 5 deep', advice: null },
  }));

test('what to do is said of every check, and its words stand for what is there', () => {
  for (const { advice, problems } of Object.values(BOOK_CHECKS)) {
    expect(advice).toMatch(/[\u4e00-\u9fa5]/);
    for (const [problem, words] of problems) {
      const parts = problem.match(/\{\w+\}/g) ?? [];
      for (const [, at] of words.matchAll(/\{(\d)\}/g)) expect(parts[Number(at)]).toBeDefined();
      expect(words.replaceAll(/\{\d\}/g, '')).not.toMatch(/[A-Za-z{}]/);
    }
  }
});
