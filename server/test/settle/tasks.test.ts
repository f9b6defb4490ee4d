import { z } from 'zod';
import { memberId, orderId } from '@paifan/shared/ids/ids';
import { isDuplicate } from '../../src/db/errors';
import { readBill, readWallet } from '../../src/db/ledgerReads';
import { execute, query, queryOne } from '../../src/db/query';
import { inTransaction } from '../../src/db/transaction';
import { releaseDueRewards } from '../../src/settle/releases';
import { isPaymentSettled, writeSettlementTasks } from '../../src/settle/tasks';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { beginHistory, playInMemory, writePaidOrder } from '../support/history';
import { quietWorker } from '../support/mallHistory';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

const DAY = 24 * 3_600_000;
const paidAt = new Date('2026-01-05T02:00:00Z');
const completedAt = new Date('2026-01-06T02:00:00Z');

/** Bea was invited by Ann, Cleo by Bea. Cleo's order has two products, each with a queue of its own. */
const json = (settings: object): unknown => ({
  name: 'invited',
  settings: { mallSharesQueue: false, ...settings },
  products: [{ id: '11' }, { id: '12' }],
  stores: [],
  members: [
    { id: '1', level: 'gold' },
    { id: '2', inviter: '1' },
    { id: '3', inviter: '2', level: 'gold' },
  ],
  events: [
    {
      type: 'order',
      at: paidAt.toISOString(),
      id: '21',
      member: '3',
      kind: 'mall',
      lines: [
        { product: '11', paidFen: 10_000 },
        { product: '12', paidFen: 5000 },
      ],
    },
    { type: 'pay', at: paidAt.toISOString(), order: '21' },
  ],
});

/** Writes the shop and the order as a use case leaves it, before its tasks. */
async function paidOrder(settings: object): Promise<ReturnType<typeof orderId>> {
  const { history, events } = playInMemory(json(settings));
  await beginHistory(base.db, history);
  const order = events[1]?.tasks[0]?.order;
  if (!order) throw new Error('the history has an order');
  await writePaidOrder(base.db, { ...order, upline: [] }, paidAt);
  return order.id;
}

const write = (order: ReturnType<typeof orderId>, kind: 'paid' | 'completed', at: Date): Promise<void> =>
  inTransaction(base.db, (tx) => writeSettlementTasks(tx, [{ orderId: order, kind, at }]));

const uplineOf = async (): Promise<unknown> =>
  (await queryOne(base.db, 'SELECT upline FROM orders', [], z.object({ upline: z.unknown() })))?.upline;

test('an order is handed to each queue that its lines touch, once', async () => {
  const order = await paidOrder({});
  await write(order, 'paid', paidAt);
  const tasks = await query(
    base.db,
    'SELECT queue_key, kind, order_id, at FROM settlement_tasks ORDER BY id',
    [],
    z.object({ queue_key: z.string(), kind: z.string(), order_id: z.string(), at: z.date() }),
  );
  expect(tasks.map(({ queue_key }) => queue_key)).toEqual([
    expect.stringMatching(/^product:/),
    expect.stringMatching(/^product:/),
  ]);
  expect(
    tasks.every(
      (task) => task.kind === 'paid' && task.order_id === order && task.at.getTime() === paidAt.getTime(),
    ),
  ).toBe(true);

  const again: unknown = await write(order, 'paid', paidAt).catch((error: unknown) => error);
  expect(isDuplicate(again, 'settlement_tasks_once')).toBe(true);
});

test('an order is settled when all its queues are', async () => {
  const order = await paidOrder({});
  expect(await isPaymentSettled(base.db, order)).toBe(false);
  await write(order, 'paid', paidAt);
  expect(await isPaymentSettled(base.db, order)).toBe(false);
  await quietWorker(base.db).settleAll();
  expect(await isPaymentSettled(base.db, order)).toBe(true);
});

describe('the people above the buyer', () => {
  test.each([
    ['a referral reward', { referral: { directRatio: '0.1' } }],
    ['a team differential', { team: { levelRatios: { gold: '0.1' } } }],
    ['acceleration', { acceleration: { indirectRatio: '0.1' } }],
  ])('are kept with their levels at payment when there is %s', async (_what, settings) => {
    await write(await paidOrder(settings), 'paid', paidAt);
    await execute(base.db, 'UPDATE members SET level = NULL');
    expect(await uplineOf()).toEqual([
      { member: expect.any(String), level: null },
      { member: expect.any(String), level: 'gold' },
    ]);
  });

  test('are left alone when nothing asks for them', async () => {
    await write(await paidOrder({}), 'paid', paidAt);
    expect(await uplineOf()).toEqual([]);
  });
});

describe('a frozen reward', () => {
  const inviter = memberId('3');
  const settings = { referral: { directRatio: '0.1', freezeDays: 7 } };

  beforeEach(async () => {
    const order = await paidOrder(settings);
    await write(order, 'paid', paidAt);
    await write(order, 'completed', completedAt);
    await quietWorker(base.db).settleAll();
  });

  const walletOfInviter = async (): Promise<{ cash: number; frozen: number }> => {
    const rows = await query(
      base.db,
      'SELECT DISTINCT member_id FROM rewards',
      [],
      z.object({ member_id: z.string() }),
    );
    const { cash, frozen } = await readWallet(base.db, memberId(rows[0]?.member_id ?? inviter));
    return { cash, frozen };
  };

  test('stays frozen until its time has come, to the millisecond', async () => {
    expect(await releaseDueRewards(base.db, new Date(completedAt.getTime() + 7 * DAY - 1))).toBe(0);
    expect(await walletOfInviter()).toEqual({ cash: 0, frozen: 1500 });
    expect(await releaseDueRewards(base.db, new Date(completedAt.getTime() + 7 * DAY))).toBe(2);
    expect(await walletOfInviter()).toEqual({ cash: 1500, frozen: 0 });
  });

  test('is released once, however many release at the same time', async () => {
    const due = new Date(completedAt.getTime() + 8 * DAY);
    const released = await Promise.all([1, 2, 3, 4].map(() => releaseDueRewards(base.db, due)));
    expect(released.reduce((sum, count) => sum + count, 0)).toBe(2);
    expect(await walletOfInviter()).toEqual({ cash: 1500, frozen: 0 });
  });

  test('stands in the bill with the order that it came from', async () => {
    await releaseDueRewards(base.db, new Date(completedAt.getTime() + 7 * DAY));
    const [row] = await query(
      base.db,
      'SELECT DISTINCT member_id FROM rewards',
      [],
      z.object({ member_id: z.string() }),
    );
    const { items } = await readBill(base.db, memberId(row?.member_id ?? ''), { limit: 10 });
    expect(items.map(({ event, amount, orderNo }) => [event, amount, orderNo?.slice(0, 2)])).toEqual([
      ['rewardReleased', 500, 'NO'],
      ['rewardReleased', 1000, 'NO'],
    ]);
  });
});
