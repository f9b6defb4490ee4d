import { z } from 'zod';
import { memberId, queueKey } from '@paifan/shared/ids/ids';
import { entryIdColumn } from '../../src/db/columns';
import { BLOCK_LEVELS, positionsIn } from '../../src/db/blocks';
import { insertRows } from '../../src/db/bulk';
import { execute, query } from '../../src/db/query';
import { inTransaction } from '../../src/db/transaction';
import { readFlow } from '../../src/db/lineFlow';
import { readOverview } from '../../src/db/queueFigures';
import {
  readAhead,
  readEntries,
  readEntriesOfOrders,
  readEntry,
  readPayouts,
  readWaiting,
} from '../../src/db/queueReads';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { mallHistory, quietWorker, writeTasks } from '../support/mallHistory';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

const placeRow = z.object({
  id: entryIdColumn,
  queue_id: z.string(),
  position: z.int(),
  people: z.int(),
  fen: z.int(),
});

/** What counting the whole line says. */
const counted = (): Promise<z.output<typeof placeRow>[]> =>
  query(
    base.db,
    `SELECT e.id, e.queue_id, e.position, COUNT(b.position) AS people, COALESCE(SUM(b.entitled_fen - b.rewarded_fen), 0) AS fen
     FROM entries e LEFT JOIN entries b ON b.queue_id = e.queue_id AND b.state = 'waiting' AND b.position < e.position
     WHERE e.state = 'waiting' GROUP BY e.id, e.queue_id, e.position`,
    [],
    placeRow,
  );

describe('in a mall with one queue', () => {
  const history = mallHistory({ orders: 30, completed: [3, 4] });
  beforeAll(async () => {
    await writeTasks(base.db, history);
    await quietWorker(base.db, { batchSize: 7 }).settleAll();
  });
  const ann = memberId(history.history.members[0]?.id ?? '');
  const bob = memberId(history.history.members[1]?.id ?? '');

  test('the place of an entry and the amount before it are what counting the line says', async () => {
    const expected = await counted();
    expect(expected.length).toBeGreaterThan(10);
    const ahead = await readAhead(
      base.db,
      expected.map(({ id, queue_id, position }) => ({ id, queueId: queue_id, position })),
    );
    expect(expected.map(({ id, people, fen }) => [id, people, fen])).toEqual(
      expected.map(({ id }) => [id, ahead.get(id)?.people, ahead.get(id)?.fen]),
    );
  });

  test('a member reads the own entries, newest first, page by page', async () => {
    const first = await readEntries(base.db, ann, { state: 'all', limit: 4 });
    const second = await readEntries(base.db, ann, { state: 'all', limit: 4, cursor: first.next });
    const entries = [...first.items, ...second.items];
    expect(entries.map(({ position }) => position)).toEqual([26, 21, 16, 11, 6, 1]);
    expect(second.next).toBeNull();
    expect(entries[0]).toMatchObject({
      queueKey: 'mall',
      title: 'bought',
      state: 'waiting',
      ratio: '1.1',
      source: 'platform.fixed',
    });
    expect(entries[0]?.place).toBeGreaterThan(1);
    expect(entries.at(-1)).toMatchObject({ state: 'done', place: null, aheadFen: null });
    const done = await readEntries(base.db, ann, { state: 'done', limit: 50 });
    expect(done.items.every(({ state }) => state === 'done')).toBe(true);
  });

  test('an entry of somebody else is as if it were not there', async () => {
    const [own] = (await readEntries(base.db, ann, { state: 'all', limit: 1 })).items;
    if (own === undefined) throw new Error('Ann has entries');
    expect(await readEntry(base.db, ann, own.id)).toEqual(own);
    expect(await readEntry(base.db, bob, own.id)).toBeNull();
    expect(await readEntriesOfOrders(base.db, [own.orderId])).toEqual([own]);
  });

  test('the payouts of an entry name the orders that paid and add up to what it received', async () => {
    const entry = (await readEntries(base.db, ann, { state: 'done', limit: 50 })).items.at(-1);
    if (entry === undefined) throw new Error('the first entry is done');
    const payouts = await readPayouts(base.db, entry.id);
    expect(payouts[0]).toMatchObject({
      kind: 'line',
      buyer: `member ${bob}`,
      orderNo: expect.stringMatching(/^NO/),
    });
    expect(payouts.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(entry.rewardedFen);
    expect(payouts.at(-1)?.rewardedAfterFen).toBe(entry.rewardedFen);
  });

  test('the figures of a member are the sums over the own entries', async () => {
    const { items } = await readEntries(base.db, ann, { state: 'all', limit: 50 });
    const overview = await readOverview(base.db, ann);
    const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
    expect(overview).toMatchObject({
      waitingCount: items.filter(({ state }) => state === 'waiting').length,
      doneCount: items.filter(({ state }) => state === 'done').length,
      entitledFen: sum(items.map(({ entitledFen }) => entitledFen)),
      rewardedFen: sum(items.map(({ rewardedFen }) => rewardedFen)),
      paused: false,
    });
    expect(overview.remainingFen).toBe(overview.entitledFen - overview.rewardedFen);
    expect(await readOverview(base.db, memberId('999'))).toMatchObject({
      waitingCount: 0,
      rewardedFen: 0,
      queueIds: [],
    });
  });

  test('the flow of the last days has every day, in Shanghai', async () => {
    const { queueIds } = await readOverview(base.db, ann);
    const flow = await readFlow(base.db, queueIds, new Date('2026-01-06T15:59:59Z'), 3);
    expect(flow.map(({ day }) => day)).toEqual(['2026-01-04', '2026-01-05', '2026-01-06']);
    expect(flow[0]).toMatchObject({ inflowFen: 0, paidFen: 0 });
    expect(flow[1]?.inflowFen).toBeGreaterThan(0);
    const later = await readFlow(base.db, queueIds, new Date('2026-01-06T16:00:00Z'), 1);
    expect(later.map(({ day }) => day)).toEqual(['2026-01-07']);
  });

  test('how many wait is known by the queue, before anybody joined too', async () => {
    expect(await readWaiting(base.db, queueKey('mall'))).toBe((await counted()).length);
    expect(await readWaiting(base.db, queueKey('product:77'))).toBeNull();
  });
});

test('places are exact on both sides of the borders of blocks', async () => {
  await writeTasks(base.db, mallHistory({ orders: 1 }));
  await quietWorker(base.db).settleAll();
  // A line that is too long to be bought: entries, of which every third no longer waits, and the sums of their blocks.
  const positions = [
    1,
    2,
    3,
    ...range(1020, 1030),
    ...range(2040, 2055),
    ...range(16_380, 16_390),
    ...range(2_097_145, 2_097_160),
    ...range(2_113_530, 2_113_540),
  ];
  await execute(base.db, 'SET SESSION foreign_key_checks = 0');
  await inTransaction(base.db, async (tx) => {
    await execute(tx, 'SET SESSION foreign_key_checks = 0');
    await execute(tx, 'DELETE FROM entries');
    await execute(tx, 'DELETE FROM queue_blocks');
    await insertRows(
      tx,
      'entries',
      [
        'queue_id',
        'position',
        'member_id',
        'order_id',
        'line_no',
        'order_kind',
        'ratio',
        'source',
        'entitled_fen',
        'state',
        'completed',
        'joined_at',
      ],
      positions.map((position) => [
        1,
        position,
        1,
        position + 1000,
        0,
        'mall',
        '1',
        'platform.fixed',
        position % 100,
        position % 3 === 0 ? 'cleared' : 'waiting',
        false,
        new Date(),
      ]),
    );
    for (const level of BLOCK_LEVELS) {
      const size = positionsIn(level);
      await execute(
        tx,
        `INSERT INTO queue_blocks SELECT queue_id, ${level}, position DIV ${size}, COUNT(*), SUM(entitled_fen - rewarded_fen)
         FROM entries WHERE state = 'waiting' GROUP BY queue_id, position DIV ${size}`,
      );
    }
    await execute(tx, 'SET SESSION foreign_key_checks = 1');
  });
  const expected = await counted();
  const ahead = await readAhead(
    base.db,
    expected.map(({ id, queue_id, position }) => ({ id, queueId: queue_id, position })),
  );
  expect(expected.map(({ id }) => [ahead.get(id)?.people, ahead.get(id)?.fen])).toEqual(
    expected.map(({ people, fen }) => [people, fen]),
  );
});

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
