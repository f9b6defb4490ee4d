import { z } from 'zod';
import { queueKey } from '@paifan/shared/ids/ids';
import { createLogger } from '../../src/log';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { closeDatabase, openDatabase, type Database } from '../../src/db/connect';
import { execute, query, queryOne } from '../../src/db/query';
import { settleBatch } from '../../src/settle/batch';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { dump } from '../support/dump';
import { resultIn, type PlayedHistory } from '../support/history';
import { mallHistory, quietWorker, writeTasks } from '../support/mallHistory';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

const MALL = queueKey('mall');

async function expectSettled(history: PlayedHistory): Promise<void> {
  expect(await resultIn(base.db, history)).toEqual(history.expected);
  expect(await runChecks(base.db)).toEqual([]);
  expect(await checkChains(base.db)).toEqual([]);
}

const anyId = z.object({ id: z.string() });

/** Cuts every connection to the tests' database but the one that it is asked on. */
async function cutConnections(killer: Database): Promise<void> {
  const others = await query(
    killer,
    'SELECT ID AS id FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID()',
    [],
    anyId,
  );
  for (const { id } of others) await execute(killer, `KILL ${id}`).catch(() => undefined);
}

const openTasks = (): Promise<number> => openIn(base.db);

const openIn = async (db: Database): Promise<number> =>
  (
    await queryOne(
      db,
      'SELECT COUNT(*) AS open FROM settlement_tasks WHERE settled_at IS NULL',
      [],
      z.object({ open: z.int() }),
    )
  )?.open ?? 0;

test('tasks are settled in batches of the size that is set, and then there is nothing to do', async () => {
  const history = mallHistory({ orders: 25 });
  await writeTasks(base.db, history);
  const worker = quietWorker(base.db, { batchSize: 10 });
  expect(await worker.settleAll()).toEqual({ tasks: 25, batches: 3 });
  expect(await worker.settleAll()).toEqual({ tasks: 0, batches: 0 });
  await expectSettled(history);
});

test('queues with few tasks share a transaction', async () => {
  const history = mallHistory({ orders: 40, queues: 20 });
  await writeTasks(base.db, history);
  expect(await quietWorker(base.db).settleAll()).toEqual({ tasks: 40, batches: 1 });
  await expectSettled(history);
});

test('several workers on one database settle everything once', async () => {
  const history = mallHistory({ orders: 120, queues: 6, completed: [0, 7, 13, 60] });
  await writeTasks(base.db, history);
  const workers = Array.from({ length: 4 }, () => quietWorker(base.db, { batchSize: 3 }));
  const settled = await Promise.all(workers.map((worker) => worker.settleAll()));
  // Whoever found everything in the hands of others was done at once.
  const rest = await quietWorker(base.db).settleAll();
  expect(settled.reduce((sum, { tasks }) => sum + tasks, rest.tasks)).toBe(124);
  await expectSettled(history);
});

test('without any lease several batches of one queue still settle everything once', async () => {
  const history = mallHistory({ orders: 60 });
  await writeTasks(base.db, history);
  const batches = Array.from({ length: 8 }, () => settleBatch(base.db, [MALL], 10, new Date()));
  const settled = await Promise.all(batches);
  expect(settled.reduce((sum, { tasks }) => sum + tasks, 0)).toBe(60);
  await expectSettled(history);
});

test('a batch that is cut before any of its statements, the commit too, changes nothing', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const history = mallHistory({
    orders: 12,
    completed: [0, 1, 2, 3],
    settings: { referral: { directRatio: '0.1', indirectRatio: '0.05' }, payoutOrder: 'completedFirst' },
  });
  await writeTasks(base.db, history);
  const before = await dump(base.db);
  // Sequelize tells its logger of a statement before it sends it.
  const { options } = base.db.sequelize as unknown as { options: { logging: false | (() => void) } };
  let cuts = 0;
  try {
    for (let statement = 1; ; statement += 1) {
      let left = statement;
      options.logging = () => {
        left -= 1;
        if (left === 0) throw new Error('cut');
      };
      const batch = await settleBatch(base.db, [MALL], 100, new Date()).catch(() => null);
      options.logging = false;
      if (batch !== null) break;
      cuts += 1;
      expect(await dump(base.db)).toEqual(before);
    }
  } finally {
    options.logging = false;
    warn.mockRestore();
  }
  expect(cuts).toBeGreaterThan(20);
  await expectSettled(history);
});

describe('a task that cannot be settled', () => {
  const poison = (order: number): Promise<number> =>
    execute(
      base.db,
      "UPDATE order_lines SET terms = JSON_REPLACE(terms, '$.source', 'nobody') WHERE order_id = (SELECT order_id FROM settlement_tasks WHERE id = ?)",
      [order],
    );
  const cure = (order: number): Promise<number> =>
    execute(
      base.db,
      "UPDATE order_lines SET terms = JSON_REPLACE(terms, '$.source', 'platform.fixed') WHERE order_id = (SELECT order_id FROM settlement_tasks WHERE id = ?)",
      [order],
    );
  const retryNow = (): Promise<number> =>
    execute(base.db, 'UPDATE queues SET retry_at = UTC_TIMESTAMP(3) - INTERVAL 1 SECOND');

  test('holds up its own queue, right there, and no other; when it is cured the queue goes on', async () => {
    const history = mallHistory({ orders: 40, queues: 2 });
    await writeTasks(base.db, history);
    await poison(11);
    const lines: string[] = [];
    const logger = createLogger('error', { destination: { write: (line) => lines.push(line) } });
    const worker = quietWorker(base.db, { batchSize: 30, logger });
    await worker.settleAll();

    const open = await query(
      base.db,
      'SELECT id, queue_key, attempts, error FROM settlement_tasks WHERE settled_at IS NULL ORDER BY id',
      [],
      z.object({ id: z.string(), queue_key: z.string(), attempts: z.int(), error: z.string().nullable() }),
    );
    expect(open).toHaveLength(15);
    expect(new Set(open.map(({ queue_key }) => queue_key)).size).toBe(1);
    expect(open[0]).toMatchObject({ id: '11', attempts: 1, error: expect.stringContaining('source') });
    expect(open.slice(1).every(({ attempts, error }) => attempts === 0 && error === null)).toBe(true);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 50, taskId: '11', attempts: 1 });
    expect(await runChecks(base.db)).toEqual([]);

    // It waits, is tried again, and waits for longer.
    expect(await worker.settleAll()).toEqual({ tasks: 0, batches: 0 });
    await retryNow();
    expect(await worker.settleAll()).toEqual({ tasks: 0, batches: 0 });
    expect(
      lines.map((line) => z.object({ waitSeconds: z.int() }).parse(JSON.parse(line)).waitSeconds),
    ).toEqual([5, 10]);

    await cure(11);
    await retryNow();
    expect(await worker.settleAll()).toEqual({ tasks: 15, batches: 1 });
    await expectSettled(history);
  });

  test.each([1, 2, 17, 40])('is found wherever it stands: task %d of 40', async (id) => {
    await writeTasks(base.db, mallHistory({ orders: 40 }));
    await poison(id);
    await quietWorker(base.db).settleAll();
    expect(await openTasks()).toBe(41 - id);
    const held = await queryOne(
      base.db,
      'SELECT id FROM settlement_tasks WHERE attempts > 0',
      [],
      z.object({ id: z.string() }),
    );
    expect(held?.id).toBe(String(id));
  });

  test('of a kind that nothing is known about is held in the same way', async () => {
    await writeTasks(base.db, mallHistory({ orders: 3 }));
    await execute(base.db, "UPDATE settlement_tasks SET kind = 'dance' WHERE id = 2");
    await quietWorker(base.db).settleAll();
    expect(await openTasks()).toBe(2);
  });
});

test('a worker that runs settles what it finds, and at once when it is nudged; stop waits for the batch in hand', async () => {
  const history = mallHistory({ orders: 30 });
  await writeTasks(base.db, history);
  const worker = quietWorker(base.db, { batchSize: 10, pollMs: 20 });
  worker.start();
  worker.nudge();
  while ((await openTasks()) > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  await worker.stop();
  await expectSettled(history);
});

test('a worker that is stopped in the middle leaves whole batches, and another one goes on', async () => {
  const history = mallHistory({ orders: 60 });
  await writeTasks(base.db, history);
  const worker = quietWorker(base.db, { batchSize: 5 });
  worker.start();
  while ((await openTasks()) > 50) await new Promise((resolve) => setTimeout(resolve, 5));
  await worker.stop();
  const left = await openTasks();
  expect(left % 5).toBe(0);
  expect(await runChecks(base.db)).toEqual([]);
  await quietWorker(base.db).settleAll();
  await expectSettled(history);
});

test('connections that are cut in the middle are made again, and everything is settled once', async () => {
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  const history = mallHistory({ orders: 200, queues: 3 });
  await writeTasks(base.db, history);
  const killer = openDatabase(base.url, { poolSize: 1 });
  const worker = quietWorker(base.db, { batchSize: 4, pollMs: 10 });
  worker.start();
  for (let kills = 0; (await openIn(killer)) > 0; kills += 1) {
    if (kills < 8) await cutConnections(killer);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await worker.stop();
  await closeDatabase(killer);
  warn.mockRestore();
  const blamed = await query(base.db, 'SELECT id FROM settlement_tasks WHERE attempts > 0', [], anyId);
  expect(blamed).toEqual([]);
  await expectSettled(history);
});

test('the settings that are read when the event happens are those of its time, also within a batch', async () => {
  const json = { orders: 20, completed: [0] } as const;
  const strict = mallHistory(json);
  await writeTasks(base.db, strict);
  // From the 11th order on: only entries of completed orders may be paid, and none is completed by then.
  const paidAt = strict.events[2 * 10 + 1]?.event.at ?? 0;
  await base.db.settingsVersions.create({
    settings: { ...strict.history.settings, payoutOrder: 'completedFirst' },
    note: 'from here on',
    publishedBy: 'test',
    publishedAt: new Date(paidAt),
  });
  expect((await quietWorker(base.db).settleAll()).batches).toBe(2);
  const causes = await query(
    base.db,
    'SELECT DISTINCT cause_order_id AS order_id FROM payouts ORDER BY cause_order_id',
    [],
    z.object({ order_id: z.string() }),
  );
  expect(causes).toHaveLength(9);
  expect(await runChecks(base.db)).toEqual([]);
});
