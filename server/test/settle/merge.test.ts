import { z } from 'zod';
import { queueKey, type EntryId, type ProductId, type QueueKey } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import { lineUpByJoining, type LineToMerge } from '@paifan/shared/rebate/merge/lineUp';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { countColumn, entryIdColumn, fenColumn, queueKeyColumn, timeColumn } from '../../src/db/columns';
import { compareRebuilt } from '../../src/db/rebuild';
import { execute, query, queryOne } from '../../src/db/query';
import { mergeQueues } from '../support/mergeQueues';
import { mall, startTestShop, type Order, type Person, type TestShop } from '../support/shop';

const MALL = queueKey('mall');
const MINUTE = 60_000;

let shop: TestShop;
let ann: Person;
let bob: Person;
let products: ProductId[];

const own = (index: number): QueueKey => queueKey(`product:${products[index]}`);

const SEPARATE = { mallSharesQueue: false, extractionRatio: ratio('0.1'), capAtProfit: false };

beforeAll(async () => {
  shop = await startTestShop();
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob');
});
afterAll(() => shop.stop());

beforeEach(async () => {
  await shop.publish(SEPARATE);
  products = [];
  for (let index = 0; index < 4; index += 1) products.push(await shop.addProduct());
});

const buy = async (buyer: Person, product: number): Promise<Order> => {
  shop.clock.advance(MINUTE);
  return shop.buy(buyer, mall(products[product] ?? ('' as ProductId)));
};

const place = (buyer: Person, product: number): Promise<Order> =>
  shop.place(buyer, mall(products[product] ?? ('' as ProductId)));

async function payAndSettle(buyer: Person, { no }: Order): Promise<void> {
  shop.clock.advance(MINUTE);
  await shop.pay(buyer, no);
  await shop.deliver();
  await shop.settle();
}

async function merge(target: QueueKey, from: QueueKey[]): Promise<void> {
  shop.clock.advance(MINUTE);
  await mergeQueues(shop.context, { target, from });
  await shop.settle();
}

async function expectSound(): Promise<void> {
  expect(await runChecks(shop.db)).toEqual([]);
  expect(await checkChains(shop.db)).toEqual([]);
  expect(await compareRebuilt(shop.db)).toEqual([]);
  const left = await query(
    shop.db,
    'SELECT kind FROM settlement_tasks WHERE settled_at IS NULL OR error IS NOT NULL',
    [],
    z.object({ kind: z.string() }),
  );
  expect(left).toEqual([]);
}

const standingRow = z.object({
  queue_key: queueKeyColumn,
  position: countColumn,
  id: entryIdColumn,
  title: z.string(),
  rewarded_fen: fenColumn,
  state: z.string(),
  joined_at: timeColumn,
});

const standing = () =>
  query(
    shop.db,
    `SELECT q.queue_key, e.position, e.id, o.no AS title, e.rewarded_fen, e.state, e.joined_at
     FROM entries e JOIN queues q ON q.id = e.queue_id JOIN orders o ON o.id = e.order_id
     ORDER BY q.queue_key, e.position`,
    [],
    standingRow,
  );

const waitingIn = async (queue: QueueKey): Promise<string[]> =>
  (await standing())
    .filter((entry) => entry.queue_key === queue && entry.state === 'waiting')
    .map(({ title }) => title);

const poolOf = (queue: QueueKey) =>
  queryOne(
    shop.db,
    'SELECT pool_fen, debt_fen FROM queues WHERE queue_key = ?',
    [queue],
    z.object({ pool_fen: fenColumn, debt_fen: fenColumn }),
  );

/** The lines as the rules in memory take them. */
async function linesNow(): Promise<LineToMerge[]> {
  const all = (await standing()).filter(({ state }) => state === 'waiting');
  return [...new Set(all.map(({ queue_key }) => queue_key))].map((key) => ({
    key,
    waiting: all
      .filter(({ queue_key }) => queue_key === key)
      .map(({ id, position, joined_at }) => ({ id, position, joinedAt: joined_at.getTime() })),
  }));
}

/** A refund as settlement takes it. */
async function refund({ no }: Order, queue: QueueKey, amountFen: number): Promise<void> {
  const order = await shop.db.orders.findOne({ where: { no } });
  if (!order) throw new Error(`there is no order ${no}`);
  await execute(shop.db, 'UPDATE order_lines SET refunded_fen = refunded_fen + ? WHERE order_id = ?', [
    amountFen,
    order.id,
  ]);
  await execute(
    shop.db,
    `INSERT INTO settlement_tasks (queue_key, kind, cause, order_id, payload, at)
     VALUES (?, 'refunded', ?, ?, JSON_OBJECT('line', 0, 'amountFen', ${amountFen}), ?)`,
    [queue, `refund of ${no}`, order.id, shop.clock.now()],
  );
  await shop.settle();
}

test('who waits stands in the merged line in order of joining, as the rules in memory say, and is served in it', async () => {
  const a1 = await buy(ann, 0);
  const b1 = await buy(bob, 1);
  const a2 = await buy(ann, 0);
  const c1 = await buy(ann, 2);
  const b2 = await buy(bob, 1);
  await shop.publish({ ...SEPARATE, mallSharesQueue: true });
  const m1 = await buy(bob, 2);
  const expected = lineUpByJoining(await linesNow(), 2);

  await merge(MALL, [own(0), own(1), own(2)]);
  expect(await waitingIn(MALL)).toEqual([a1, b1, a2, c1, b2, m1].map(({ no }) => no));
  const moves = await query(
    shop.db,
    `SELECT m.entry_id AS entry, q.queue_key AS queue, m.position AS fromPosition, m.to_position AS toPosition
     FROM entry_moves m JOIN queues q ON q.id = m.queue_id ORDER BY m.to_position`,
    [],
    z.object({
      entry: z.coerce.string(),
      queue: queueKeyColumn,
      fromPosition: countColumn,
      toPosition: countColumn,
    }),
  );
  expect(moves).toEqual(expected);
  await expectSound();

  await buy(bob, 0);
  const entries = new Map((await standing()).map((entry) => [entry.title, entry]));
  expect(entries.get(a1.no)?.rewarded_fen).toBe(2000);
  expect(entries.get(b1.no)?.rewarded_fen).toBe(1000);
  await expectSound();
});

test('each member is told once that the line was merged, and sees the new place', async () => {
  const eve = await shop.signIn('eve');
  const first = await buy(eve, 0);
  await buy(bob, 1);
  await buy(eve, 0);
  await merge(own(1), [own(0)]);
  const { items } = await eve.call('GET /api/me/messages', {});
  expect(items.filter(({ title }) => title === '队列已合并').map(({ body }) => body)).toEqual([
    expect.stringContaining('2 份'),
  ]);
  const order = await eve.call('GET /api/orders/:no', { params: { no: first.no } });
  expect(order.lines[0]?.entry).toMatchObject({ place: 1 });
});

test('an order that was placed for a merged queue joins its successor; what is placed later is the queue’s own', async () => {
  await buy(ann, 0);
  await buy(bob, 1);
  const before = await place(ann, 0);
  await merge(own(1), [own(0)]);
  await payAndSettle(ann, before);
  expect(await waitingIn(own(1))).toContain(before.no);
  await expectSound();

  const after = await buy(bob, 0);
  expect(await waitingIn(own(0))).toEqual([after.no]);
  await merge(own(0), [own(1)]);
  expect(await waitingIn(own(1))).toEqual([]);
  expect(await waitingIn(own(0))).toHaveLength(4);
  await expectSound();
});

test('a basket of two merged queues is settled line by line, and pays none of its own entries', async () => {
  const basket = {
    kind: 'mall' as const,
    items: products.slice(0, 2).map((productId) => ({ productId, quantity: 1 })),
  };
  const first = await buy(bob, 2);
  const order = await shop.place(ann, basket);
  await buy(bob, 0);
  await buy(bob, 1);
  await merge(own(2), [own(0), own(1)]);
  await payAndSettle(ann, order);
  const entries = await standing();
  expect(entries.filter(({ title }) => title === order.no).map(({ rewarded_fen }) => rewarded_fen)).toEqual([
    0, 0,
  ]);
  expect(entries.find(({ title }) => title === first.no)?.rewarded_fen).toBe(2000);
  await expectSound();
});

test('a refund finds the entry and the money where the merge brought them, also of an entry that was done before', async () => {
  const first = await buy(ann, 0);
  for (let bought = 0; bought < 10; bought += 1) await buy(bob, 0);
  expect((await standing()).find(({ title }) => title === first.no)?.state).toBe('done');
  const giver = await buy(bob, 0);
  await buy(ann, 1);
  await merge(own(1), [own(0)]);

  await refund(first, own(0), 10_000);
  const [entry] = (await standing()).filter(({ title }) => title === first.no);
  expect(entry).toMatchObject({ queue_key: own(0), position: 1, state: 'cancelled', rewarded_fen: 0 });
  expect(await poolOf(own(1))).toEqual({ pool_fen: 10_000, debt_fen: 0 });
  await expectSound();

  await refund(giver, own(0), 10_000);
  expect(await poolOf(own(1))).toEqual({ pool_fen: 9000, debt_fen: 0 });
  expect(await poolOf(own(0))).toEqual({ pool_fen: 0, debt_fen: 0 });
  await expectSound();
});

test('what comes into merged queues while they are merged by several workers is settled once', async () => {
  const orders = await Promise.all([place(ann, 0), place(bob, 1), place(ann, 2), place(bob, 0)]);
  await buy(ann, 0);
  await buy(bob, 1);
  await buy(ann, 2);
  await shop.pay(ann, orders[0]?.no ?? '');
  await shop.deliver();
  await mergeQueues(shop.context, { target: own(3), from: [own(0), own(1), own(2)] });
  await shop.pay(bob, orders[1]?.no ?? '');
  await shop.deliver();
  await Promise.all([shop.shop.worker.settleAll(), shop.shop.worker.settleAll()]);
  await shop.settle();
  expect(await waitingIn(own(3))).toHaveLength(5);
  await expectSound();
});

test.each<[string, () => { target: QueueKey; from: QueueKey[] }, string]>([
  ['a queue that is not there', () => ({ target: MALL, from: [queueKey('product:999')] }), 'queue_not_found'],
  ['a queue into itself', () => ({ target: own(0), from: [own(0)] }), 'queue_state'],
  ['a queue into the union queue', () => ({ target: queueKey('union'), from: [own(0)] }), 'queue_state'],
])('%s is not merged', async (_, request, code) => {
  await buy(ann, 0);
  await expect(mergeQueues(shop.context, request())).rejects.toMatchObject({ code });
});

test('an order of moves that was changed by hand is found', async () => {
  await buy(ann, 0);
  await buy(bob, 1);
  await merge(own(1), [own(0)]);
  const ids = (await linesNow()).flatMap(({ waiting }) => waiting.map(({ id }): EntryId => id));
  await execute(shop.db, 'UPDATE entries SET joined_at = joined_at + INTERVAL 1 DAY WHERE id = ?', [
    ids[0] ?? '',
  ]);
  expect((await runChecks(shop.db)).map(({ check }) => check)).toContain('moves-in-order');
});
