import { z } from 'zod';
import { queueKey, type ProductId, type QueueKey } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import type { WindDownMode } from '@paifan/shared/rebate/settle/facts';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { fenColumn, flagColumn } from '../../src/db/columns';
import { compareRebuilt } from '../../src/db/rebuild';
import { execute, query } from '../../src/db/query';
import { reopenQueue } from '../../src/usecases/queues/reopenQueue';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';
import { announceWindDown, windDownQueue } from '../support/windDownQueue';

const RULES = {
  mallSharesQueue: false,
  extractionRatio: ratio('0.1'),
  capAtProfit: false,
  unclaimed: 'carry' as const,
};

let shop: TestShop;
let ann: Person;
let bob: Person;
let tea: ProductId;
let line: QueueKey;

beforeAll(async () => {
  shop = await startTestShop();
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob');
});
afterAll(() => shop.stop());

/** Every test has a product with a queue of its own. */
beforeEach(async () => {
  await shop.publish(RULES);
  tea = await shop.addProduct();
  line = queueKey(`product:${tea}`);
});

const buy = (buyer: Person) => {
  shop.clock.advance(60_000);
  return shop.buy(buyer, mall(tea));
};

async function task(kind: string, payload: object): Promise<void> {
  await execute(
    shop.db,
    'INSERT INTO settlement_tasks (queue_key, kind, cause, payload, at) VALUES (?, ?, ?, ?, ?)',
    [line, kind, `${kind} ${shop.clock.now().getTime()}`, JSON.stringify(payload), shop.clock.now()],
  );
  await shop.settle();
}

/** Ann and Bob wait with nothing received, and 2,000 fen are in the pool, which nobody could be paid from so far. */
async function pooled(): Promise<void> {
  await shop.publish({ ...RULES, payoutOrder: 'completedFirst' });
  await buy(ann);
  await buy(bob);
  await shop.publish(RULES);
}

const entries = () =>
  query(
    shop.db,
    'SELECT state, rewarded_fen AS rewarded FROM entries WHERE product_id = ? ORDER BY position',
    [tea],
    z.object({ state: z.string(), rewarded: fenColumn }),
  );

const queue = async () =>
  (
    await query(
      shop.db,
      'SELECT pool_fen, debt_fen, swept_fen, closed FROM queues WHERE queue_key = ?',
      [line],
      z.object({ pool_fen: fenColumn, debt_fen: fenColumn, swept_fen: fenColumn, closed: flagColumn }),
    )
  )[0];

async function expectSound(): Promise<void> {
  expect(await runChecks(shop.db)).toEqual([]);
  expect(await checkChains(shop.db)).toEqual([]);
  expect(await compareRebuilt(shop.db)).toEqual([]);
}

const titlesOf = async (person: Person): Promise<string[]> =>
  (await person.call('GET /api/me/messages', {})).items.map(({ title }) => title);

test.each<[WindDownMode, number[]]>([
  ['line', [2000, 0]],
  ['proRata', [1000, 1000]],
])('wound down by %s, the pool is paid, the rest is cleared, and everybody is told', async (mode, paid) => {
  await pooled();
  await announceWindDown(shop.context, line);
  await windDownQueue(shop.context, line, mode);
  await shop.settle();
  expect(await entries()).toEqual(paid.map((rewarded) => ({ state: 'cleared', rewarded })));
  expect(await queue()).toEqual({ pool_fen: 0, debt_fen: 0, swept_fen: 0, closed: true });
  expect(await titlesOf(bob)).toEqual(expect.arrayContaining(['队列即将结束', '队列已结束']));
  await expectSound();
});

test('a closed queue takes nothing: the quote says so, and an order that was placed before gets no entry', async () => {
  await buy(ann);
  const placed = await shop.place(bob, mall(tea));
  await windDownQueue(shop.context, line, 'line');
  await shop.settle();

  const quote = await bob.call('POST /api/orders/quote', { body: mall(tea) });
  expect(quote).toMatchObject({
    entitledFen: 0,
    lines: [{ terms: { rebateOn: false, notice: expect.stringContaining('队列已结束') as string } }],
  });
  await shop.pay(bob, placed.no);
  await shop.deliver();
  await shop.settle();
  const order = await bob.call('GET /api/orders/:no', { params: { no: placed.no } });
  expect(order.lines[0]).toMatchObject({ entry: null, noEntryReason: '该队列已结束，不再排队' });
  expect(await queue()).toMatchObject({ pool_fen: 0, closed: true });
  await expectSound();

  await reopenQueue(shop.context, line);
  await shop.settle();
  expect((await buy(bob)).lines[0]?.entry).not.toBeNull();
  await expectSound();
});

test('money that nobody is left to be paid from goes back to the platform, and comes back as far as a refund needs it', async () => {
  await shop.publish({ ...RULES, payoutOrder: 'completedFirst' });
  const order = await buy(ann);
  await windDownQueue(shop.context, line, 'line');
  await shop.settle();
  expect(await queue()).toMatchObject({ pool_fen: 0, swept_fen: 1000 });
  await expectSound();

  const { id } = (await shop.db.orders.findOne({ where: { no: order.no } })) ?? { id: '' };
  await execute(shop.db, 'UPDATE order_lines SET refunded_fen = 10000 WHERE order_id = ?', [id]);
  await execute(
    shop.db,
    `INSERT INTO settlement_tasks (queue_key, kind, cause, order_id, payload, at)
     VALUES (?, 'refunded', 'r1', ?, '{"line":0,"amountFen":10000}', ?)`,
    [line, id, shop.clock.now()],
  );
  await shop.settle();
  expect(await queue()).toMatchObject({ pool_fen: 0, debt_fen: 0, swept_fen: 0 });
  await expectSound();
});

test('a queue is wound down once, not while it is paused, and only if it is there', async () => {
  await expect(windDownQueue(shop.context, line, 'line')).rejects.toMatchObject({ code: 'queue_not_found' });
  await buy(ann);
  await expect(reopenQueue(shop.context, line)).rejects.toMatchObject({ code: 'queue_state' });
  await task('pause', { what: 'queue' });
  await expect(windDownQueue(shop.context, line, 'line')).rejects.toMatchObject({ code: 'queue_state' });
  await task('resume', { what: 'queue' });
  await windDownQueue(shop.context, line, 'line');
  await shop.settle();
  await expect(windDownQueue(shop.context, line, 'line')).rejects.toMatchObject({ code: 'queue_state' });
});

test('under the brake the quote says by how much the ratio is lowered, and the order keeps it', async () => {
  await buy(ann);
  await buy(bob);
  await shop.publish({ ...RULES, brake: { floor: ratio('0.5'), factor: ratio('0.4') } });
  const quote = await bob.call('POST /api/orders/quote', { body: mall(tea) });
  expect(quote.lines[0]?.terms).toMatchObject({
    entitlementRatio: '0.4',
    entitledFen: 4000,
    notice: expect.stringContaining('由 100% 调整为 40%') as string,
  });
  const order = await buy(bob);
  expect(order.lines[0]).toMatchObject({
    terms: { entitlementRatio: '0.4', notice: expect.stringContaining('40%') as string },
    entry: { entitledFen: 4000 },
  });
  await expectSound();
});
