import { z } from 'zod';
import { queueKey } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { countColumn } from '../../src/db/columns';
import { compareRebuilt } from '../../src/db/rebuild';
import { query } from '../../src/db/query';
import { createScheduler } from '../../src/jobs/scheduler';
import { operatorWith } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

const HOUR = 3_600_000;
const DAILY: Partial<PlatformSettings> = {
  resetSchedule: { every: 'day', at: '00:00' },
  resetNoticeHours: 6,
};

let shop: TestShop;
let ann: Person;

/** 10:00 in Shanghai, every test anew: a shop whose clock has not been touched. */
beforeEach(async () => {
  shop = await startTestShop();
  ann = await shop.signIn('ann');
});
afterEach(async () => {
  expect(await runChecks(shop.db)).toEqual([]);
  expect(await checkChains(shop.db)).toEqual([]);
  await shop.stop();
});

/** As two servers would, both a moment late, with leases that do not see each other. */
async function keepQueues(): Promise<void> {
  const second = createScheduler(shop.context);
  await Promise.all([shop.shop.scheduler.runJob('keepQueues'), second.runJob('keepQueues')]);
  await shop.shop.scheduler.runJob('keepQueues');
  await shop.settle();
}

const at = (time: string): void => shop.clock.set(new Date(`${time}+08:00`));
const countOf = async (title: string): Promise<number> => {
  ann = await shop.signIn('ann');
  const { items } = await ann.call('GET /api/me/messages', { query: { limit: '50' } });
  return items.filter((message) => message.title === title).length;
};
const tasksOf = async (kind: string): Promise<number> => {
  const [row] = await query(
    shop.db,
    'SELECT COUNT(*) AS tasks FROM settlement_tasks WHERE kind = ?',
    [kind],
    z.object({ tasks: countColumn }),
  );
  return row?.tasks ?? 0;
};
const waiting = async (): Promise<number> => {
  ann = await shop.signIn('ann');
  return (await ann.call('GET /api/queue')).waitingCount;
};

describe('a reset by schedule', () => {
  test('is announced once, done once at its time, and told of', async () => {
    await shop.publish(DAILY);
    await shop.buy(ann, mall(await shop.addProduct()));
    at('2026-03-02T17:59:00');
    await keepQueues();
    expect(await countOf('队列即将清零')).toBe(0);
    at('2026-03-02T18:00:00');
    await keepQueues();
    await keepQueues();
    expect(await countOf('队列即将清零')).toBe(1);
    expect((await ann.call('GET /api/queue')).resetsAt).toBe('2026-03-02T16:00:00.000Z');
    expect(await waiting()).toBe(1);
    at('2026-03-03T00:00:01');
    await keepQueues();
    await keepQueues();
    expect([await waiting(), await tasksOf('reset'), await countOf('队列已清零')]).toEqual([0, 1, 1]);
  });

  test('that was announced is done by a server that starts late, and one that nobody was told of is not', async () => {
    await shop.publish(DAILY);
    await shop.buy(ann, mall(await shop.addProduct()));
    at('2026-03-02T18:00:00');
    await keepQueues();
    at('2026-03-04T09:00:00');
    await keepQueues();
    expect([await waiting(), await tasksOf('reset')]).toEqual([0, 1]);
    await shop.buy(ann, mall(await shop.addProduct()));
    await keepQueues();
    expect([await waiting(), await tasksOf('reset')]).toEqual([1, 1]);
  });

  test('that comes late clears nobody who joined after its time, and tells them nothing', async () => {
    await shop.publish(DAILY);
    await shop.buy(ann, mall(await shop.addProduct()));
    const bob = await shop.signIn('bob');
    await shop.buy(bob, mall(await shop.addProduct()));
    at('2026-03-02T18:00:00');
    await keepQueues();
    // The clock of the schedule stands still over midnight; Ann buys a second before the reset, both buy after it.
    at('2026-03-02T23:59:59');
    await shop.buy(await shop.signIn('ann'), mall(await shop.addProduct()));
    at('2026-03-03T00:00:02');
    const late = await shop.signIn('bob');
    await shop.buy(late, mall(await shop.addProduct()));
    await shop.buy(await shop.signIn('ann'), mall(await shop.addProduct()));
    at('2026-03-03T07:00:00');
    await keepQueues();
    expect([await waiting(), await tasksOf('reset'), await countOf('队列已清零')]).toEqual([1, 1, 1]);
    const states = await query(
      shop.db,
      'SELECT position, state FROM entries ORDER BY position',
      [],
      z.object({ position: countColumn, state: z.string() }),
    );
    expect(states.map(({ state }) => state)).toEqual(['cleared', 'cleared', 'cleared', 'waiting', 'waiting']);
    // The line goes on with those who stayed: the next order is theirs.
    await shop.buy(await shop.signIn('carl'), mall(await shop.addProduct()));
    expect(await waiting()).toBe(1);
    expect(await compareRebuilt(shop.db)).toEqual([]);
  });

  test('does not come with less notice than is set, when the schedule is new', async () => {
    await shop.buy(ann, mall(await shop.addProduct()));
    at('2026-03-02T23:00:00');
    await shop.publish(DAILY);
    await keepQueues();
    at('2026-03-03T00:00:01');
    await keepQueues();
    expect([await waiting(), await tasksOf('reset')]).toEqual([1, 0]);
    at('2026-03-03T18:00:00');
    await keepQueues();
    expect(await countOf('队列即将清零')).toBe(1);
  });

  test('that was announced is cancelled when the schedule loses it, and those who wait are told', async () => {
    await shop.publish(DAILY);
    await shop.buy(ann, mall(await shop.addProduct()));
    at('2026-03-02T18:00:00');
    await keepQueues();
    await shop.publish({});
    await keepQueues();
    expect(await countOf('队列清零已取消')).toBe(1);
    at('2026-03-03T00:00:01');
    await keepQueues();
    expect(await waiting()).toBe(1);
  });

  test('of one line by an operator comes with its notice', async () => {
    await shop.publish({ mallSharesQueue: false, resetNoticeHours: 2 });
    const [tea, cup] = [await shop.addProduct(), await shop.addProduct()];
    await shop.buy(ann, mall(tea));
    await shop.buy(ann, mall(cup));
    const owner = await operatorWith(shop, 'owner');
    const plan = await owner.call('POST /api/admin/queues/:key/reset', {
      params: { key: queueKey(`product:${tea}`) },
      body: {},
      headers: { 'Idempotency-Key': 'reset-of-tea' },
    });
    expect(plan).toMatchObject({ kind: 'reset', state: 'open', bySchedule: false });
    shop.clock.advance(2 * HOUR);
    await keepQueues();
    expect([await waiting(), await countOf('队列即将清零'), await countOf('队列已清零')]).toEqual([1, 1, 1]);
    const again = await operatorWith(shop, 'owner');
    expect(await again.call('GET /api/admin/queue-plans')).toMatchObject({
      items: [{ id: plan.id, state: 'done' }],
      nextBySchedule: null,
    });
  });
});

describe('the payout of the union', () => {
  const UNION: Partial<PlatformSettings> = {
    scheme: 'union',
    union: { poolRatio: ratio('0.6'), dailyCapFen: 2_000 },
    unionPayoutAt: '21:00',
  };
  const received = async (): Promise<number> => {
    ann = await shop.signIn('ann');
    return (await ann.call('GET /api/queue')).rewardedFen ?? fen(0);
  };

  test('comes once a day at its time, with two servers, and late after downtime', async () => {
    await shop.publish(UNION);
    await shop.buy(ann, mall(await shop.addProduct()));
    await shop.buy(ann, mall(await shop.addProduct()));
    at('2026-03-02T20:59:59');
    const desk = await operatorWith(shop, 'auditor');
    const found = await desk.call('GET /api/admin/queues/:key', { params: { key: queueKey('union') } });
    expect(found.unionPayout).toEqual({
      ...{ nextAt: '2026-03-02T13:00:00.000Z', dailyCapFen: 2_000, payableFen: 2_000 },
    });
    await keepQueues();
    expect(await tasksOf('unionPayout')).toBe(0);
    at('2026-03-02T21:00:00');
    await keepQueues();
    await keepQueues();
    expect([await tasksOf('unionPayout'), await received()]).toEqual([1, 2_000]);
    // Nothing runs for two days; the payout of the day before is made up for, that of the one before it is not.
    at('2026-03-05T08:00:00');
    await keepQueues();
    expect([await tasksOf('unionPayout'), await received()]).toEqual([2, 4_000]);
    at('2026-03-05T21:00:00');
    await keepQueues();
    expect([await tasksOf('unionPayout'), await received()]).toEqual([3, 6_000]);
  });

  test('does not make up for a day before the line began', async () => {
    await shop.publish(UNION);
    await shop.buy(ann, mall(await shop.addProduct()));
    await keepQueues();
    expect(await tasksOf('unionPayout')).toBe(0);
  });
});
