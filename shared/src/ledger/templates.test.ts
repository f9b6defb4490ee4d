import { NOTHING_SPENT } from '../checkout/composition';
import { memberId, merchantId, queueKey } from '../ids/ids';
import { fen } from '../money/fen';
import { assertBalanced } from './journal';
import { type Posting, postingsOf, TEMPLATES, type BusinessEvent, type TemplateInput } from './templates';

const member = memberId('1');
const part = { member, amountFen: fen(30) };
const spent = { cash: fen(30), points: fen(5), love: fen(6), voucher: fen(7) };
const payment = { member, wechatFen: fen(70), spent };
const points = { member, balance: 'points' as const, amount: fen(12) };
const move = (beforeFen: number, afterFen: number) => ({ queue: queueKey('mall'), beforeFen, afterFen });

const INPUTS: { [Event in BusinessEvent]: TemplateInput<Event> } = {
  setAside: payment,
  setAsideReturned: payment,
  paymentReceived: payment,
  paymentRefunded: payment,
  purchasePointsGiven: { member, amount: fen(12) },
  purchasePointsTakenBack: { member, amount: fen(12) },
  contribution: move(-20, 80),
  contributionWithdrawn: move(80, -20),
  poolSwept: move(80, 0),
  poolSweepReturned: move(-50, 0),
  queueMerged: { from: { queue: queueKey('product:1'), beforeFen: -30, afterFen: 0 }, into: move(20, -10) },
  payout: { move: move(100, 40), to: [part, { member: memberId('2'), amountFen: fen(30) }] },
  payoutTakenBack: { move: move(-10, 20), from: part },
  rewardGranted: part,
  rewardReduced: part,
  rewardReleased: part,
  rewardTakenBack: part,
  exchanged: { ...points, balance: 'loveFrozen' },
  converted: points,
  broughtTakenBack: points,
  loveReleased: { member, amount: fen(5) },
  dividendDeclared: { amountFen: fen(99) },
  dividendPaid: { to: [part] },
  withdrawalRequested: part,
  withdrawalReturned: part,
  withdrawalPaid: { member, transferFen: fen(29), feeFen: fen(1) },
  payableBooked: { merchant: merchantId('3'), amountFen: fen(70) },
  payableReduced: { merchant: merchantId('3'), amountFen: fen(70) },
  merchantPaid: { merchant: merchantId('3'), amountFen: fen(70), from: 'bank' },
  adjusted: { member, balance: 'cash', amount: fen(-40) },
  giftRedeemed: points,
  giftReturned: points,
  transferred: { from: member, to: memberId('2'), balance: 'points', amount: fen(12) },
};

const postings = (event: BusinessEvent): Posting[] =>
  postingsOf(event, INPUTS[event] as TemplateInput<typeof event>);
const shown = (list: readonly Posting[]) =>
  Object.fromEntries(list.map(({ account, amount }) => [account.code, amount]));

test.each(Object.keys(TEMPLATES) as BusinessEvent[])('%s balances', (event) => {
  expect(() => assertBalanced({ key: event, event, at: 0, postings: postings(event) })).not.toThrow();
  expect(postings(event).length).toBeGreaterThan(1);
});

test.each<[BusinessEvent, BusinessEvent]>([
  ['setAside', 'setAsideReturned'],
  ['purchasePointsGiven', 'purchasePointsTakenBack'],
  ['payableBooked', 'payableReduced'],
  ['contribution', 'contributionWithdrawn'],
  ['rewardGranted', 'rewardReduced'],
  ['converted', 'broughtTakenBack'],
  ['withdrawalRequested', 'withdrawalReturned'],
  ['giftRedeemed', 'giftReturned'],
])('%s is undone by %s', (event, reversal) => {
  const undone = Object.entries(shown(postings(event))).map(([code, amount]) => [code, -amount]);
  expect(shown(postings(reversal))).toEqual(Object.fromEntries(undone));
});

describe("a queue's money", () => {
  test.each([
    ['stays above zero', 10, 30, { 'queue:mall:pool': 20 }],
    ['fills the debt first', -20, 80, { 'queue:mall:debt': 20, 'queue:mall:pool': 80 }],
    ['fills part of the debt', -20, -5, { 'queue:mall:debt': 15 }],
  ])('%s when it grows', (_, before, after, expected) => {
    expect(shown(postingsOf('contribution', move(before, after)))).toEqual({
      promotion: before - after,
      ...expected,
    });
  });

  test.each([
    ['into debt', 30, -70, { 'queue:mall:pool': -30, 'queue:mall:debt': -70 }],
    ['deeper into debt', -5, -20, { 'queue:mall:debt': -15 }],
  ])('goes %s when more is withdrawn than is there', (_, before, after, expected) => {
    expect(shown(postingsOf('contributionWithdrawn', move(before, after)))).toEqual({
      promotion: before - after,
      ...expected,
    });
  });
});

test('a refund in full takes back what placing and paying booked', () => {
  const booked = [...postings('setAside'), ...postings('paymentReceived'), ...postings('paymentRefunded')];
  const sums: Record<string, number> = {};
  for (const { account, amount } of booked) sums[account.code] = (sums[account.code] ?? 0) + amount;
  expect(Object.values(sums).filter((sum) => sum !== 0)).toEqual([]);
});

test('what moves nothing is not posted', () => {
  expect(postingsOf('paymentReceived', { ...payment, spent: NOTHING_SPENT })).toHaveLength(2);
});

test.each([
  ['does not balance', [1, -2]],
  ['has a posting of 0', [0, 0]],
  ['has a part of a fen', [0.5, -0.5]],
])('a journal that %s is refused', (_, [first = 0, second = 0]) => {
  const account = { code: 'promotion', asset: 'money' as const };
  const journal = {
    key: 'k',
    event: 'contribution' as const,
    at: 0,
    postings: [
      { account, amount: first },
      { account, amount: second },
    ],
  };
  expect(() => assertBalanced(journal)).toThrow('journal k');
});

test('assets do not stand in for one another', () => {
  const journal = {
    key: 'k',
    event: 'exchanged' as const,
    at: 0,
    postings: [
      { account: { code: 'a', asset: 'points' as const }, amount: 5 },
      { account: { code: 'b', asset: 'love' as const }, amount: -5 },
    ],
  };
  expect(() => assertBalanced(journal)).toThrow('points do not balance');
});
