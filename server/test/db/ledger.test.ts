import { memberId, orderId, queueKey } from '@paifan/shared/ids/ids';
import { memberAccount, SALES } from '@paifan/shared/ledger/accounts';
import { NOTHING_SPENT } from '@paifan/shared/checkout/composition';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import { fen } from '@paifan/shared/money/fen';
import { assertAppendOnly } from '../../src/db/appendOnly';
import { runChecks } from '../../src/db/checks';
import { AlreadyBooked, postJournals, type BookedJournal } from '../../src/db/ledger';
import { readBalance, readBill, readWallet } from '../../src/db/ledgerReads';
import { execute } from '../../src/db/query';
import { inTransaction } from '../../src/db/transaction';
import { createTestDatabase, type TestDatabase } from '../support/database';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

const at = Date.parse('2026-01-05T10:00:00Z');
const ann = memberId('1');

const payment = (cause: string, amount: number): BookedJournal => ({
  key: journalKey('paymentReceived', cause),
  event: 'paymentReceived',
  at,
  orderId: orderId('1'),
  postings: postingsOf('paymentReceived', { member: ann, wechatFen: fen(amount), spent: NOTHING_SPENT }),
});

const payout = (cause: string, amount: number): BookedJournal => ({
  key: journalKey('payout', cause),
  event: 'payout',
  at,
  postings: postingsOf('payout', {
    move: { queue: queueKey('mall'), beforeFen: amount, afterFen: 0 },
    to: [{ member: ann, amountFen: fen(amount) }],
  }),
});

const post = (...journals: BookedJournal[]): Promise<void> =>
  inTransaction(base.db, (tx) => postJournals(tx, journals));

test('journals are added to the balances of their accounts', async () => {
  await post(payment('a', 100), payment('b', 50));
  expect(await readBalance(base.db, SALES.code)).toBe(150);
  expect(await readBalance(base.db, 'wechat')).toBe(-150);
});

test('a cause that was booked is refused, and the whole transaction with it', async () => {
  const twice = post(payment('c', 1), payment('a', 100));
  await expect(twice).rejects.toThrow(AlreadyBooked);
  await expect(twice).rejects.toThrow(/paymentReceived:a/);
  expect(await readBalance(base.db, SALES.code)).toBe(150);
});

test('a journal that does not balance is refused', async () => {
  const journal = payment('d', 10);
  const [first, ...rest] = journal.postings;
  if (first === undefined) throw new Error('a payment has postings');
  const broken = { ...journal, postings: [{ ...first, amount: first.amount + 1 }, ...rest] };
  await expect(post(broken)).rejects.toThrow(/do not balance/);
});

test('transactions that meet at the same accounts, some of them new, all come through', async () => {
  const causes = Array.from({ length: 24 }, (_, index) => `parallel-${index}`);
  await Promise.all(causes.map((cause) => post(payment(cause, 2), payout(cause, 3))));
  expect(await readBalance(base.db, SALES.code)).toBe(150 + 48);
  expect(await readBalance(base.db, memberAccount(ann, 'cash').code)).toBe(72);
  expect((await runChecks(base.db)).filter(({ check }) => check === 'balances-equal-postings')).toEqual([]);
});

test('a bill is read page by page, newest first, and every movement once', async () => {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof readBill>> = await readBill(base.db, ann, { cursor, limit: 7 });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  } while (cursor !== null);
  expect(new Set(ids).size).toBe(24);
  expect(ids).toEqual([...ids].sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10)));
});

test('a member who never had anything has nothing', async () => {
  expect(await readWallet(base.db, memberId('99'))).toEqual({
    cash: 0,
    frozen: 0,
    reserved: 0,
    points: 0,
    love: 0,
    loveFrozen: 0,
    voucher: 0,
  });
});

test.each([
  'UPDATE journals SET at = at + INTERVAL 1 DAY',
  'DELETE FROM journals',
  'UPDATE postings SET amount = amount + 1',
  'DELETE FROM postings',
])('the database itself refuses: %s', async (statement) => {
  await expect(execute(base.db, statement)).rejects.toThrow(/append-only/);
});

test('without one of the triggers the server does not start', async () => {
  await expect(assertAppendOnly(base.db)).resolves.toBeUndefined();
  await execute(base.db, 'DROP TRIGGER postings_refuse_delete');
  await expect(assertAppendOnly(base.db)).rejects.toThrow(/this database account may DELETE postings\./);
});
