import { checkNames, runChecks } from '../../src/db/checks';
import { execute } from '../../src/db/query';
import { inTransaction } from '../../src/db/transaction';
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

/** A row edited by hand, which check finds it, and where. */
const TAMPERED: readonly [check: string, what: string, sql: string, subject: RegExp][] = [
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
];

test.each(TAMPERED)('%s finds %s', async (check, _what, sql, subject) => {
  await inTransaction(base.db, (tx) => execute(tx, sql));
  const found = (await runChecks(base.db)).filter((finding) => finding.check === check);
  expect(found.length).toBeGreaterThan(0);
  for (const finding of found) expect(finding.subject).toMatch(subject);
});

test('every check is shown to be able to fail', async () =>
  expect([...new Set(TAMPERED.map(([check]) => check))].sort()).toEqual(await checkNames()));
