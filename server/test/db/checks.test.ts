import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BOOK_CHECKS } from '@paifan/shared/texts/bookChecks';
import { findingText } from '@paifan/shared/texts/findingText';
import { checkNames, runChecks } from '../../src/db/checks';
import { execute } from '../../src/db/query';
import { inTransaction } from '../../src/db/transaction';
import { writtenBy } from '../support/checkTexts';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { mallHistory, quietWorker, writeTasks } from '../support/mallHistory';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

beforeEach(async () => {
  const settings = { referral: { directRatio: '0.05', freezeDays: 7 } };
  await writeTasks(base.db, mallHistory({ orders: 12, completed: [0, 5], settings }));
  await quietWorker(base.db).settleAll();
});

test('after an honest day the books are right', async () => expect(await runChecks(base.db)).toEqual([]));

test('a check that cannot be run to its end says which, and does not pass for a right one', async () => {
  await execute(base.db, 'ALTER TABLE gift_orders RENAME TO elsewhere');
  try {
    await expect(runChecks(base.db)).rejects.toThrow(/^The check gifts-are-booked broke off: .*gift_orders/);
  } finally {
    await execute(base.db, 'ALTER TABLE elsewhere RENAME TO gift_orders');
  }
});

/** A row edited by hand, which check finds it, and where. */
const TAMPERED: readonly [check: string, what: string, sql: string, subject: RegExp][] = [
  [
    'queue-requests',
    'an exchange that was applied to an entry that still waits',
    `INSERT INTO exchanges (entry_id, member_id, asset, ratio, state, idempotency_key, request_hash, asked_at)
     SELECT id, member_id, 'points', '1', 'applied', 'x', UNHEX(SHA2('x', 256)), UTC_TIMESTAMP() FROM entries
     WHERE state = 'waiting' LIMIT 1`,
    /^exchange \d+ of entry \d+$/,
  ],
  [
    'journals-balance',
    'a posting too many',
    'INSERT INTO postings (journal_id, seq, account_id, amount) SELECT MIN(id), 99, 1, 5 FROM journals',
    /^journal \w+:/,
  ],
  [
    'journals-balance',
    'a journal without postings',
    "INSERT INTO journals (journal_key, event, at) VALUES ('payout:x', 'payout', UTC_TIMESTAMP())",
    /^journal payout:x$/,
  ],
  [
    'balances-pay-orders',
    'an unpaid order that uses cash which nobody set aside',
    "UPDATE orders SET state = 'placed', cash_fen = 1 ORDER BY id LIMIT 1",
    /^member \d+$/,
  ],
  [
    'balances-pay-orders',
    'a paid order with a voucher that the ledger does not know',
    'UPDATE orders SET voucher_used = 5 ORDER BY id LIMIT 1',
    /^order NO\d+$/,
  ],
  [
    'balances-pay-orders',
    'lines that use fewer points than their order',
    'UPDATE order_lines SET points_used = 7, voucher_used = 1 ORDER BY order_id LIMIT 1',
    /^order NO\d+$/,
  ],
  [
    'balances-pay-orders',
    'a refund to a balance that the ledger does not know',
    `INSERT INTO refunds (order_id, out_refund_no, amount_fen, cash_fen, reason, state, created_at, finished_at)
     SELECT MIN(id), 'X', 0, 9, 'afterSale', 'success', UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM orders`,
    /^(refund X of order|order) NO\d+$/,
  ],
  [
    'balances-equal-postings',
    'a member with more cash',
    "UPDATE accounts SET balance = balance + 100 WHERE code LIKE 'member:%:cash' ORDER BY id LIMIT 1",
    /^account member:\d+:cash$/,
  ],
  ['pools-equal-accounts', 'a fuller pool', 'UPDATE queues SET pool_fen = pool_fen + 1', /^queue mall$/],
  [
    'pools-equal-flow',
    'a day on which more came in',
    'UPDATE queue_days SET inflow_fen = inflow_fen + 1',
    /^queue mall$/,
  ],
  [
    'pools-equal-flow',
    'a line that gave less',
    'UPDATE order_lines SET contributed_fen = contributed_fen - 1 WHERE contributed_fen > 0 ORDER BY order_id LIMIT 1',
    /^queue mall$/,
  ],
  [
    'entries-within-entitlement',
    'an entry that is done too early',
    "UPDATE entries SET state = 'done' WHERE position = 12",
    /^entry \d+$/,
  ],
  [
    'payouts-equal-rewards',
    'an entry that received more',
    'UPDATE entries SET rewarded_fen = rewarded_fen + 1 WHERE position = 12',
    /^entry \d+$/,
  ],
  [
    'payouts-equal-rewards',
    'a payout that the ledger does not know',
    "INSERT INTO payouts (entry_id, kind, amount_fen, at) SELECT id, 'line', 1, UTC_TIMESTAMP() FROM entries WHERE position = 12",
    /^entry \d+$/,
  ],
  [
    'lines-without-gap',
    'somebody let in ahead',
    'UPDATE entries SET position = 13 WHERE position = 11',
    /^queue mall$/,
  ],
  ['queue-sums', 'a shorter line', 'UPDATE queues SET waiting_count = waiting_count - 1', /^queue mall$/],
  ['queue-sums', 'less that remains', 'UPDATE queues SET waiting_fen = waiting_fen - 1', /^queue mall$/],
  [
    'queue-sums',
    'completed that is not',
    'UPDATE queues SET completed_fen = completed_fen + 1',
    /^queue mall$/,
  ],
  [
    'queue-blocks',
    'a block that forgot somebody',
    'UPDATE queue_blocks SET waiting_count = waiting_count - 1 WHERE level = 0',
    /^queue mall, level 0, block 0$/,
  ],
  [
    'queue-blocks',
    'a block of blocks with more',
    'UPDATE queue_blocks SET waiting_fen = waiting_fen + 1 WHERE level = 1',
    /^queue mall, level 1, block 0$/,
  ],
  [
    'frozen-rewards',
    'a larger reward',
    "INSERT INTO rewards (kind, order_id, line_no, member_id, ratio, amount_fen, state, granted_at) SELECT 'direct', order_id, 0, member_id, 0.1, 9, 'frozen', joined_at FROM entries WHERE position = 1",
    /^member \d+$/,
  ],
  [
    'paid-orders-have-tasks',
    'a payment that nobody settled',
    'DELETE FROM settlement_tasks WHERE id = 12',
    /^order NO\d+$/,
  ],
  [
    'paid-orders-have-tasks',
    'a completion that nobody settled',
    "UPDATE orders SET state = 'completed' ORDER BY id DESC LIMIT 1",
    /^order NO\d+$/,
  ],
  [
    'paid-orders-have-tasks',
    'a task that was never settled though its order stands in line',
    'DELETE FROM settlement_tasks WHERE id = 1',
    /^order NO\d+$/,
  ],
  [
    'rows-have-owners',
    'a posting of no journal',
    'INSERT INTO postings (journal_id, seq, account_id, amount) VALUES (999999, 0, 1, 5)',
    /^posting 0 of journal 999999$/,
  ],
  [
    'rows-have-owners',
    'a posting to no account',
    'INSERT INTO postings (journal_id, seq, account_id, amount) SELECT MIN(id), 98, 999999, 5 FROM journals',
    /^posting 98 of journal \d+$/,
  ],
  [
    'rows-have-owners',
    'a payout to nobody',
    "INSERT INTO payouts (entry_id, kind, amount_fen, at) VALUES (999999, 'line', 1, UTC_TIMESTAMP())",
    /^payout \d+$/,
  ],
  [
    'rows-have-owners',
    'an entry of another queue that is not there',
    'UPDATE entries SET queue_id = 99 WHERE position = 12',
    /^entry \d+$/,
  ],
  [
    'rows-have-owners',
    'an entry of nobody',
    'UPDATE entries SET member_id = 999999 WHERE position = 12',
    /^entry \d+$/,
  ],
  [
    'rows-have-owners',
    'an entry of a line that nobody bought',
    'UPDATE entries SET line_no = 9 WHERE position = 12',
    /^entry \d+$/,
  ],
  [
    'payments-are-booked',
    'a payment that the ledger does not know',
    `INSERT INTO payments (order_id, out_trade_no, amount_fen, state, created_at)
     SELECT id, no, total_fen, 'paid', placed_at FROM orders ORDER BY id LIMIT 1`,
    /^payment NO\d+$/,
  ],
  [
    'payables-are-booked',
    'a line of a supplier that nobody booked',
    'UPDATE order_lines l JOIN orders o ON o.id = l.order_id SET l.merchant_id = 1, l.cost_fen = 500, o.completed_at = o.paid_at',
    /^order NO\d+ line 0$/,
  ],
  [
    'closed-queues',
    'people who wait in a queue that is closed',
    'UPDATE queues SET closed = TRUE',
    /^queue mall$/,
  ],
  [
    'moves-in-order',
    'a merge in which somebody passed another',
    `INSERT INTO entry_moves (queue_id, position, task_id, entry_id, to_queue_id, to_position)
     SELECT queue_id, position, 1, id, queue_id, 40 - position FROM entries WHERE position IN (11, 12)`,
    /^task 1, position 2[89]$/,
  ],
  [
    'withdrawals-are-booked',
    'a withdrawal whose money was not reserved',
    `INSERT INTO withdrawals (no, member_id, amount_fen, fee_fen, state, idempotency_key, request_hash, requested_at)
     SELECT 'W1', MIN(id), 100, 0, 'approved', 'key', REPEAT('x', 32), UTC_TIMESTAMP() FROM members`,
    /^member \d+$/,
  ],
  [
    'withdrawals-are-booked',
    'a withdrawal that was paid and is not booked',
    `INSERT INTO withdrawals (no, member_id, amount_fen, fee_fen, state, idempotency_key, request_hash, requested_at, ended_at)
     SELECT 'W2', MIN(id), 100, 0, 'paid', 'key', REPEAT('x', 32), UTC_TIMESTAMP(), UTC_TIMESTAMP() FROM members`,
    /^withdrawal W2$/,
  ],
  [
    'transfers-are-booked',
    'a transfer that the ledger does not know',
    `INSERT INTO transfers (from_member_id, to_member_id, balance, amount, idempotency_key, request_hash, at)
     SELECT MIN(id), MAX(id), 'points', 100, 'key', REPEAT('x', 32), UTC_TIMESTAMP() FROM members`,
    /^transfer \d+$/,
  ],
  [
    'gifts-are-booked',
    'a gift in the ledger that nobody redeemed',
    "INSERT INTO journals (journal_key, event, at) VALUES ('giftRedeemed:99', 'giftRedeemed', UTC_TIMESTAMP())",
    /^journal giftRedeemed:99$/,
  ],
  [
    'adjustments-are-booked',
    'an adjustment in the ledger that nobody approved',
    "INSERT INTO journals (journal_key, event, at) VALUES ('adjusted:99', 'adjusted', UTC_TIMESTAMP())",
    /^journal adjusted:99$/,
  ],
  [
    'after-sales-add-up',
    'a refund that neither its line nor the settlement knows',
    `INSERT INTO after_sales (no, order_id, line_no, member_id, kind, state, quantity, amount_fen, reason, text, pictures, idempotency_key, request_hash, requested_at)
     SELECT 'A1', id, 0, member_id, 'refundOnly', 'refunded', 0, 100, 'other', '', '[]', 'key', REPEAT('x', 32), UTC_TIMESTAMP()
     FROM orders ORDER BY id LIMIT 1`,
    /^(order NO\d+ line 0|after-sale A1)$/,
  ],
  [
    'after-sales-add-up',
    'more asked for than was paid',
    `INSERT INTO after_sales (no, order_id, line_no, member_id, kind, state, quantity, amount_fen, reason, text, pictures, idempotency_key, request_hash, requested_at)
     SELECT 'A1', id, 0, member_id, 'refundOnly', 'requested', 0, 999999, 'other', '', '[]', 'key', REPEAT('x', 32), UTC_TIMESTAMP()
     FROM orders ORDER BY id LIMIT 1`,
    /^order NO\d+ line 0$/,
  ],
];

test.each(TAMPERED)('%s finds %s', async (check, _what, sql, subject) => {
  await inTransaction(base.db, (tx) => execute(tx, sql));
  const found = (await runChecks(base.db)).filter((finding) => finding.check === check);
  expect(found.length).toBeGreaterThan(0);
  for (const finding of found) {
    expect(finding.subject).toMatch(subject);
    expect(findingText(finding)).not.toMatchObject({ where: finding.subject });
    expect(findingText(finding)).not.toMatchObject({ what: finding.problem });
  }
});

test.each([
  [
    'a withdrawal of which the fee leaves nothing',
    `INSERT INTO withdrawals (no, member_id, amount_fen, fee_fen, state, idempotency_key, request_hash, requested_at)
     SELECT 'W1', MIN(id), 100, 100, 'approved', 'key', REPEAT('x', 32), UTC_TIMESTAMP() FROM members`,
  ],
  [
    'a second open withdrawal of a member',
    `INSERT INTO withdrawals (no, member_id, amount_fen, fee_fen, state, idempotency_key, request_hash, requested_at)
     SELECT CONCAT('W', e.position), (SELECT MIN(id) FROM members), 100, 0, 'approved', CONCAT('key', e.position),
       REPEAT('x', 32), UTC_TIMESTAMP() FROM entries e WHERE e.position < 3`,
  ],
  [
    'a transfer to oneself',
    `INSERT INTO transfers (from_member_id, to_member_id, balance, amount, idempotency_key, request_hash, at)
     SELECT MIN(id), MIN(id), 'points', 100, 'key', REPEAT('x', 32), UTC_TIMESTAMP() FROM members`,
  ],
  [
    'an adjustment that whoever asked for it approved',
    `INSERT INTO adjustments (member_id, balance, amount, reason, state, requested_by_id, requested_at, decided_by_id, decided_at, idempotency_key, request_hash)
     SELECT MIN(id), 'cash', 100, 'x', 'approved', 1, UTC_TIMESTAMP(), 1, UTC_TIMESTAMP(), 'key', REPEAT('x', 32) FROM members`,
  ],
  ['an order that cash pays more of than there is to pay', 'UPDATE orders SET cash_fen = total_fen + 1'],
  ['a pool below zero', 'UPDATE queues SET pool_fen = -1'],
  ['a debt below zero', 'UPDATE queues SET debt_fen = -1'],
  ['a pool beside a debt', 'UPDATE queues SET pool_fen = 1, debt_fen = 1'],
  ['an entry that received more than its entitlement', 'UPDATE entries SET rewarded_fen = entitled_fen + 1'],
  ['two entries at one position', 'UPDATE entries SET position = 1 WHERE position = 12'],
  [
    'two entries of one line',
    'UPDATE entries SET order_id = (SELECT MAX(id) FROM orders), line_no = 0 WHERE position < 3',
  ],
  [
    'a cause that is booked twice',
    'INSERT INTO journals (journal_key, event, at) SELECT journal_key, event, at FROM journals',
  ],
  [
    'a task that is written twice',
    'INSERT INTO settlement_tasks (queue_key, kind, cause, at) SELECT queue_key, kind, cause, at FROM settlement_tasks',
  ],
])('the database refuses by itself %s', async (_what, sql) => {
  await expect(inTransaction(base.db, (tx) => execute(tx, sql))).rejects.toThrow();
});

test('every check is shown to be able to fail', async () =>
  expect([...new Set(TAMPERED.map(([check]) => check))].sort()).toEqual(await checkNames()));

test.each(Object.keys(BOOK_CHECKS).filter((check) => !check.startsWith('chain-')))(
  '%s: all that it can say is wrong has its words, and nothing else has',
  async (check) => {
    const sql = await readFile(join(__dirname, `../../../sql/checks/${check}.sql`), 'utf8');
    const worded = BOOK_CHECKS[check]?.problems.map(([problem]) => problem.replaceAll(/\{\w+\}/g, '{}'));
    expect([...new Set(worded)].sort()).toEqual(writtenBy(sql));
  },
);

test('every check has its words', async () =>
  expect(Object.keys(BOOK_CHECKS)).toEqual(expect.arrayContaining(await checkNames())));
