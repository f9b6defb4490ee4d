import fc from 'fast-check';
import { readHistory } from '@paifan/shared/replay/read';
import { randomHistory } from '../../../shared/test/randomHistory';
import { runChecks } from '../../src/db/checks';
import { execute } from '../../src/db/query';
import { compareRebuilt, rebuild } from '../../src/db/rebuild';
import { replayInDatabase } from '../../src/replay/replayInDatabase';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { dump } from '../support/dump';
import { mallHistory, quietWorker, writeTasks } from '../support/mallHistory';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

test('what is kept beside the ledger is what is made anew from it, after any history', async () => {
  await fc.assert(
    fc.asyncProperty(randomHistory(40), async (json) => {
      await replayInDatabase(readHistory(json), { db: base.db, batchSize: 5, tasksAtOnce: 20 });
      expect(await compareRebuilt(base.db)).toEqual([]);
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 10) },
  );
}, 600_000);

/** A value edited by hand, and what it is made anew to. */
const EDITED: readonly [sql: string, table: string, column: string, subject: RegExp, by: number | null][] = [
  [
    "UPDATE accounts SET balance = balance + 100 WHERE code LIKE 'member:%:cash' ORDER BY id LIMIT 1",
    'accounts',
    'balance',
    /^account member:\d+:cash$/,
    100,
  ],
  ['UPDATE queues SET pool_fen = pool_fen + 7', 'queues', 'pool_fen', /^queue mall$/, 7],
  ['UPDATE queues SET waiting_count = waiting_count - 1', 'queues', 'waiting_count', /^queue mall$/, -1],
  ['UPDATE queues SET waiting_fen = waiting_fen + 3', 'queues', 'waiting_fen', /^queue mall$/, 3],
  ['UPDATE queues SET completed_fen = completed_fen + 4', 'queues', 'completed_fen', /^queue mall$/, 4],
  ['UPDATE queues SET next_position = next_position + 1', 'queues', 'next_position', /^queue mall$/, 1],
  [
    'UPDATE entries SET rewarded_fen = rewarded_fen + 1 WHERE position = 12',
    'entries',
    'rewarded_fen',
    /^entry \d+$/,
    1,
  ],
  [
    'UPDATE queue_blocks SET waiting_fen = waiting_fen + 2 WHERE level = 1',
    'queue_blocks',
    'waiting_fen',
    /^queue mall, level 1, block 0$/,
    2,
  ],
  [
    'DELETE FROM queue_blocks WHERE level = 0',
    'queue_blocks',
    'waiting_count',
    /^queue mall, level 0, block 0$/,
    null,
  ],
  [
    'UPDATE queue_days SET inflow_fen = inflow_fen - 5 ORDER BY day LIMIT 1',
    'queue_days',
    'inflow_fen',
    /^queue mall, 2026-01-05$/,
    -5,
  ],
  ['DELETE FROM queue_days', 'queue_days', 'paid_fen', /^queue mall, 2026-01-05$/, null],
];

describe('a value edited by hand is found and made right again', () => {
  beforeEach(async () => {
    const settings = { referral: { directRatio: '0.05', freezeDays: 7 } };
    await writeTasks(base.db, mallHistory({ orders: 12, completed: [0, 5, 8], settings }));
    await quietWorker(base.db).settleAll();
  });

  test.each(EDITED)('%s', async (sql, table, column, subject, by) => {
    const right = await dump(base.db);
    await execute(base.db, sql);
    const differences = await compareRebuilt(base.db);
    const found = differences.find((difference) => difference.column === column);
    expect(found).toMatchObject({ table, subject: expect.stringMatching(subject) });
    expect(new Set(differences.map((difference) => difference.table))).toEqual(new Set([table]));
    if (by === null) expect(found?.kept).toBeNull();
    else expect(Number(found?.kept) - Number(found?.rebuilt)).toBe(by);

    expect(await rebuild(base.db)).toEqual(differences);
    expect(await dump(base.db)).toEqual(right);
    expect(await compareRebuilt(base.db)).toEqual([]);
    expect(await runChecks(base.db)).toEqual([]);
  });
});
