import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { queueKey } from '@paifan/shared/ids/ids';
import { readBody } from '@paifan/shared/rebate/proof/body';
import { verifyEvents } from '@paifan/shared/rebate/proof/verify';
import { findingText } from '@paifan/shared/texts/findingText';
import { checkChains } from '../../src/db/chainChecks';
import { readChain } from '../../src/db/chainReads';
import { runChecks } from '../../src/db/checks';
import { execute, query } from '../../src/db/query';
import { sealDay } from '../../src/db/seals';
import { sha256 } from '../../src/db/sha256';
import { statementsOf } from '../../src/db/statements';
import { inTransaction } from '../../src/db/transaction';
import { settleBatch } from '../../src/settle/batch';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { mallHistory, quietWorker, writeTasks } from '../support/mallHistory';

const SEALED = new Date('2026-01-05T16:05:00Z');
const GUARDED = ['queue_events', 'chain_seals', 'chain_roots'];

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
  // Whoever edits rows by hand gets past the triggers somehow.
  for (const table of GUARDED) {
    for (const event of ['update', 'delete']) await execute(base.db, `DROP TRIGGER ${table}_refuse_${event}`);
  }
});
afterAll(() => base.drop());

beforeEach(async () => {
  await writeTasks(base.db, mallHistory({ orders: 12, completed: [0, 5] }));
  const worker = quietWorker(base.db, { batchSize: 5 });
  await worker.settleAll();
  await sealDay(base.db, '2026-01-04', SEALED);
  await sealDay(base.db, '2026-01-05', SEALED);
});

test.each([1, 4, 1000])(
  'after an honest day the chains are right, read %i events at a time',
  async (pageSize) => {
    expect(await checkChains(base.db, pageSize)).toEqual([]);
    expect(await runChecks(base.db)).toEqual([]);
  },
);

/** Rows edited by hand, and what is found where. */
const TAMPERED: readonly [what: string, sql: readonly string[], finding: RegExp][] = [
  [
    'a body that was changed',
    ['UPDATE queue_events SET body = REPLACE(body, \'"joined",5,\', \'"joined",6,\') WHERE seq = 5'],
    /^chain-links: queue mall, event 5: its hash is not that of its body/,
  ],
  [
    'an amount that was changed, with the hash made anew',
    [
      'UPDATE queue_events e JOIN queue_events b ON b.queue_id = e.queue_id AND b.seq = 4 SET e.body = REPLACE(e.body, \'"paidOut",\', \'"paidOut",1\'), e.hash = UNHEX(SHA2(CONCAT(b.hash, REPLACE(e.body, \'"paidOut",\', \'"paidOut",1\')), 256)) WHERE e.seq = 5',
    ],
    /^chain-links: queue mall, event 6: its hash is not that of its body and the hash before$/,
  ],
  [
    'a row that was removed',
    ['DELETE FROM queue_events WHERE seq = 5'],
    /^chain-links: queue mall, event 6: it follows event 4$/,
  ],
  [
    'the last row removed',
    ['DELETE FROM queue_events WHERE seq = 14'],
    /^chain-heads: queue mall: its chain ends with event 13, its row says 14$/,
  ],
  [
    'a row that was put in at the end',
    [
      'INSERT INTO queue_events (queue_id, seq, task_id, body, hash) SELECT id, 15, NULL, \'[15,1,"paid"]\', UNHEX(SHA2(CONCAT(chain_hash, \'[15,1,"paid"]\'), 256)) FROM queues',
    ],
    /^chain-heads: queue mall: its chain ends with event 15, its row says 14$/,
  ],
  [
    'a row that was put in, and the head with it',
    [
      'INSERT INTO queue_events (queue_id, seq, task_id, body, hash) SELECT id, 15, 99, \'[15,1,"paid",["contributed",5]]\', UNHEX(SHA2(CONCAT(chain_hash, \'[15,1,"paid",["contributed",5]]\'), 256)) FROM queues',
      'UPDATE queues q JOIN queue_events e ON e.queue_id = q.id AND e.seq = 15 SET q.chain_seq = 15, q.chain_hash = e.hash',
    ],
    /^chain-tables: queue mall, event 15: no task 99 was settled$/,
  ],
  [
    'a hash that was changed',
    ["UPDATE queue_events SET hash = REPEAT('x', 32) WHERE seq = 7"],
    /^chain-links: queue mall, event 8: its hash is not that of its body and the hash before$/,
  ],
  [
    'a head that was changed',
    ["UPDATE queues SET chain_hash = REPEAT('x', 32)"],
    /^chain-heads: queue mall: /,
  ],
  [
    'a seal that was changed',
    ["UPDATE chain_seals SET seq = 13 WHERE day = '2026-01-05'"],
    /^chain-seals: queue mall, seal of 2026-01-05: event 13 does not have the hash that was sealed$/,
  ],
  [
    'a seal that was removed',
    ["DELETE FROM chain_seals WHERE day = '2026-01-04'"],
    /^chain-seals: seals of 2026-01-04: its root is not that of its seals/,
  ],
  [
    'a root that was changed',
    ["UPDATE chain_roots SET hash = REPEAT('x', 32) WHERE day = '2026-01-04'"],
    /^chain-seals: seals of 2026-01-05: its root is not that of its seals and of the root before$/,
  ],
  [
    'two entries that changed places',
    [
      'UPDATE entries SET position = 1000 WHERE position = 11',
      'UPDATE entries SET position = 11 WHERE position = 12',
      'UPDATE entries SET position = 12 WHERE position = 1000',
    ],
    /^chain-tables: queue mall, event 11: the entry at position 11 is not the one that joined there$/,
  ],
  [
    'a payout given to another entry',
    ['UPDATE payouts SET entry_id = entry_id + 1 ORDER BY id LIMIT 1'],
    /^chain-tables: queue mall, event 2: it paid \d+ to position 1, the payouts say 0$/,
  ],
  [
    'a pool that was changed',
    ['UPDATE queues SET pool_fen = pool_fen + 1'],
    /^chain-sums: queue mall: pool less debt: its chain says \d+, its tables \d+$/,
  ],
  [
    'a day that paid less',
    ['UPDATE queue_days SET paid_fen = paid_fen - 1'],
    /^chain-sums: queue mall: payouts: its chain says \d+, its tables \d+$/,
  ],
  [
    'a settled task that no event tells of',
    [
      "INSERT INTO settlement_tasks (queue_key, kind, cause, at, settled_at) VALUES ('mall', 'reset', 'x', UTC_TIMESTAMP(), UTC_TIMESTAMP())",
    ],
    /^chain-tables: queue mall: 1 settled tasks are told by no event, the first of them \d+$/,
  ],
  [
    'a task that was moved to another time',
    ['UPDATE settlement_tasks SET at = at + INTERVAL 1 DAY WHERE id = 3'],
    /^chain-tables: queue mall, event 3: task 3 is paid at .*, not what the body says$/,
  ],
];

test.each(TAMPERED)('%s is found', async (_what, statements, finding) => {
  await inTransaction(base.db, async (tx) => {
    for (const statement of statements) await execute(tx, statement);
  });
  const findings = await checkChains(base.db);
  expect(findings.map(({ check, subject, problem }) => `${check}: ${subject}: ${problem}`)).toContainEqual(
    expect.stringMatching(finding),
  );
  for (const found of findings) {
    expect(findingText(found)).not.toMatchObject({ where: found.subject });
    expect(findingText(found)).not.toMatchObject({ what: found.problem });
  }
});

test('what is wrong from the beginning to the end is told a hundred times, not for ever', async () => {
  await writeTasks(base.db, mallHistory({ orders: 150 }));
  await quietWorker(base.db).settleAll();
  await execute(base.db, "UPDATE queue_events SET hash = REPEAT('x', 32)");
  expect(await checkChains(base.db)).toHaveLength(100);
});

/** The statements of the migration that begin the chains of queues that are there already. */
async function beginChains(): Promise<void> {
  const sql = await readFile(path.join(__dirname, '../../../sql/migrations/0007_proof.sql'), 'utf8');
  for (const statement of statementsOf(sql)) {
    if (/(INSERT INTO|UPDATE) queue/.test(statement) && !statement.includes('TRIGGER'))
      await execute(base.db, statement);
  }
}

test('a queue that is older than its chain begins with the state that it is in, and goes on from there', async () => {
  const history = mallHistory({ orders: 12, completed: [0, 5] });
  await writeTasks(base.db, history);
  await settleBatch(base.db, [queueKey('mall')], 6, new Date());
  // As before there were chains.
  for (const table of GUARDED) await execute(base.db, `DELETE FROM ${table}`);
  await execute(base.db, 'UPDATE queues SET chain_seq = 0, chain_hash = NULL');

  await beginChains();
  await beginChains();
  expect(await checkChains(base.db)).toEqual([]);
  await quietWorker(base.db).settleAll();
  expect(await checkChains(base.db)).toEqual([]);
  const chain = await readChain(base.db, { id: '1', key: queueKey('mall') }, 0, 100);
  expect(readBody(chain[0]?.body ?? '').happenings).toEqual([
    ['before', 7, 5, expect.any(Number), 0, 2220, 2220],
  ]);
  expect(chain).toHaveLength(1 + 8);
  expect(verifyEvents(chain, sha256)).toEqual([]);
});

test('queues that are merged into another keep chains that are right, in the one and in the others', async () => {
  await writeTasks(base.db, mallHistory({ orders: 12, queues: 3, completed: [0, 5] }));
  await quietWorker(base.db, { batchSize: 5 }).settleAll();
  const keys = await query(
    base.db,
    'SELECT queue_key FROM queues ORDER BY id',
    [],
    z.object({ queue_key: z.string() }),
  );
  const [target = '', ...from] = keys.map(({ queue_key }) => queue_key);
  await execute(
    base.db,
    "INSERT INTO settlement_tasks (queue_key, kind, cause, payload, at) VALUES (?, 'merge', 'm', ?, '2026-01-06')",
    [target, JSON.stringify({ from })],
  );
  await quietWorker(base.db).settleAll();
  expect(await runChecks(base.db)).toEqual([]);
  expect(await checkChains(base.db, 3)).toEqual([]);
  const chain = await readChain(base.db, { id: '1', key: queueKey(target) }, 0, 100);
  expect(readBody(chain.at(-1)?.body ?? '').happenings.map(([name]) => name)).toEqual(
    expect.arrayContaining(['tookOver', 'merged']),
  );
  expect(verifyEvents(chain, sha256)).toEqual([]);
});
