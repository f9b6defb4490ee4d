import { randomUUID } from 'node:crypto';
import { entryId, queueKey, type ProductId, type QueueKey } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { checkChains } from '../../src/db/chainChecks';
import { runChecks } from '../../src/db/checks';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

const OWN_LINES: Partial<PlatformSettings> = { mallSharesQueue: false };

let shop: TestShop;
let owner: TestOperator;
let ann: Person;
let bob: Person;
let tea: ProductId;
let line: QueueKey;
beforeAll(async () => {
  shop = await startTestShop();
});
afterAll(() => shop.stop());
beforeEach(async () => {
  await signInAll();
  await shop.publish(OWN_LINES);
  tea = await shop.addProduct();
  line = queueKey(`product:${tea}`);
});
afterEach(async () => {
  expect(await runChecks(shop.db)).toEqual([]);
  expect(await checkChains(shop.db)).toEqual([]);
});

/** Sessions end while the clock runs on. */
async function signInAll(): Promise<void> {
  owner = await operatorWith(shop, 'owner');
  ann = await shop.signIn('ann');
  bob = await shop.signIn('bob');
}

const buy = (who: Person, product = tea) => {
  shop.clock.advance(1000);
  return shop.buy(who, mall(product));
};
const keyed = () => ({ 'Idempotency-Key': randomUUID() });
const figures = async (key = line) =>
  (await owner.call('GET /api/admin/queues/:key', { params: { key } })).queue;
const titlesOf = async (who: Person): Promise<string[]> =>
  (await who.call('GET /api/me/messages', { query: { limit: '50' } })).items.map(({ title }) => title);
const keepQueues = async (): Promise<void> => {
  await shop.shop.scheduler.runJob('keepQueues');
  await shop.settle();
};

describe('the desk', () => {
  test('lists lines with figures, their entries with members, and an entry with its whole history', async () => {
    const first = await buy(ann);
    await buy(bob);
    expect(await figures()).toMatchObject({
      key: line,
      owner: '龙井茶',
      waitingCount: 2,
      outstandingFen: 19_000,
      poolFen: 0,
      inflow7Fen: 1_000,
      inflow30Fen: 1_000,
      paid30Fen: 1_000,
      coverage: '0.052631',
      isBraked: false,
      estimate: { fromDays: 19, toDays: 19 },
      paused: false,
      openTasks: 0,
    });
    const listed = await owner.call('GET /api/admin/queues', { query: { waiting: 'true', kind: 'product' } });
    expect(listed.items.map(({ key }) => key)).toContain(line);

    const params = { key: line };
    const page = await owner.call('GET /api/admin/queues/:key/entries', { params, query: { limit: '1' } });
    expect(page.items).toMatchObject([
      { member: { id: ann.id }, position: 1, place: 1, remainingFen: 9_000 },
    ]);
    const rest = await owner.call('GET /api/admin/queues/:key/entries', {
      params,
      query: { cursor: page.next ?? '', state: 'all' },
    });
    expect(rest).toMatchObject({
      items: [{ member: { id: bob.id }, place: 2, aheadFen: 9_000 }],
      next: null,
    });

    const id = entryId(first.lines[0]?.entry?.id ?? '');
    expect(await owner.call('GET /api/admin/entries/:id', { params: { id } })).toMatchObject({
      entry: { orderNo: first.no, rewardedFen: 1_000 },
      payouts: [{ amountFen: 1_000, kind: 'line', rewardedAfterFen: 1_000 }],
      draw: null,
      exchanges: [],
      earlier: [],
    });
  });

  test('of a line that is not there knows nothing', async () => {
    for (const key of ['GET /api/admin/queues/:key', 'GET /api/admin/queues/:key/entries'] as const)
      expect(await owner.fail(key, { params: { key: line } })).toMatchObject({ code: 'queue_not_found' });
    expect(await owner.fail('POST /api/admin/queues/:key/pause', { params: { key: line } })).toMatchObject({
      status: 404,
      code: 'queue_not_found',
    });
  });

  test('lets those look who may look, and those act who may act', async () => {
    await buy(ann);
    const finance = await operatorWith(shop, 'finance');
    await finance.call('GET /api/admin/queues');
    const params = { key: line };
    expect(await finance.fail('POST /api/admin/queues/:key/pause', { params })).toMatchObject({
      status: 403,
    });
    const clerk = await operatorWith(shop, 'catalogue');
    expect(await clerk.fail('GET /api/admin/queues')).toMatchObject({ status: 403 });
  });
});

describe('a pause', () => {
  test('of a line: entries join, nobody is paid; at its end the pool is paid; twice is once', async () => {
    await shop.publish({ ...OWN_LINES, unclaimed: 'carry' });
    await buy(ann);
    const params = { key: line };
    await owner.call('POST /api/admin/queues/:key/pause', { params });
    await owner.call('POST /api/admin/queues/:key/pause', { params });
    await shop.settle();
    await buy(bob);
    expect(await figures()).toMatchObject({ paused: true, waitingCount: 2, outstandingFen: 20_000 });
    await owner.call('POST /api/admin/queues/:key/resume', { params });
    await shop.settle();
    expect(await figures()).toMatchObject({ paused: false, outstandingFen: 18_000, poolFen: 0 });
    const { items } = await owner.call('GET /api/admin/audit', { query: { subject: `queue:${line}` } });
    expect(items.map(({ action }) => action)).toEqual(['queue.resumed', 'queue.paused']);
  });

  test('of everything, published, holds for lines that are there and for those to come, until it is ended', async () => {
    await buy(ann);
    const reason = '盘点';
    await owner.call('POST /api/admin/queues/pause-all', { body: { reason } });
    await shop.settle();
    expect(await figures()).toMatchObject({ allPaused: true });
    const other = await shop.addProduct();
    await buy(bob, other);
    expect(await figures(queueKey(`product:${other}`))).toMatchObject({ allPaused: true });
    await owner.call('POST /api/admin/queues/resume-all', { body: { reason } });
    await shop.settle();
    expect(await figures()).toMatchObject({ allPaused: false });
    expect(await figures(queueKey(`product:${other}`))).toMatchObject({ allPaused: false });
  });

  test('of everything undoes nothing that is published at the same moment', async () => {
    await buy(ann);
    for (const days of [11, 12, 13]) {
      const { latestVersion, inForce } = await owner.call('GET /api/admin/settings');
      const settings = { ...inForce.settings, autoConfirmDays: days };
      const [{ status }] = await Promise.all([
        owner.send('POST /api/admin/settings/versions', {
          body: { settings, note: '改一改', latestVersion },
        }),
        owner.call('POST /api/admin/queues/pause-all', { body: { reason: '盘点' } }),
      ]);
      const now = (await owner.call('GET /api/admin/settings')).inForce.settings;
      // Whoever published over a version that the pause had taken the place of is told so.
      const kept = status === 200 ? days : inForce.settings.autoConfirmDays;
      expect(now).toMatchObject({ payoutsPaused: true, autoConfirmDays: kept });
      await owner.call('POST /api/admin/queues/resume-all', { body: { reason: '盘点' } });
    }
    await shop.settle();
  });

  test('that is scheduled comes into force by its time, once, with two schedulers at once', async () => {
    await buy(ann);
    const { latestVersion, inForce } = await owner.call('GET /api/admin/settings');
    const inForceFrom = new Date(shop.clock.now().getTime() + 3_600_000).toISOString();
    await owner.call('POST /api/admin/settings/versions', {
      body: {
        settings: { ...inForce.settings, payoutsPaused: true },
        note: '夜间',
        latestVersion,
        inForceFrom,
      },
    });
    await keepQueues();
    expect(await figures()).toMatchObject({ allPaused: false, openTasks: 0 });
    shop.clock.advance(3_600_000);
    await Promise.all(Array.from({ length: 3 }, () => shop.shop.scheduler.runJob('keepQueues')));
    expect(await figures()).toMatchObject({ openTasks: 1 });
    await shop.settle();
    await keepQueues();
    expect(await figures()).toMatchObject({ allPaused: true, openTasks: 0 });
  });
});

describe('a merge', () => {
  test('of old lines after sharing was switched is offered with its numbers, and done once', async () => {
    const other = await shop.addProduct();
    await buy(ann);
    await buy(bob, other);
    await shop.publish({ mallSharesQueue: true });
    const { offers } = await owner.call('GET /api/admin/queue-merges');
    const offer = offers.find(({ target }) => target === 'mall');
    expect(offer?.sources.map(({ key }) => key)).toEqual(expect.arrayContaining([line, `product:${other}`]));
    const from = [line, `product:${other}`].join(',');
    const target = queueKey('mall');
    expect(
      await owner.call('GET /api/admin/queues/:key/merge-preview', {
        params: { key: target },
        query: { from },
      }),
    ).toMatchObject({ waitingCountAfter: 2, outstandingAfterFen: 20_000, payableAtOnceFen: 0 });
    const headers = keyed();
    const merge = () => owner.call('POST /api/admin/queue-merges', { body: { target }, headers });
    const [once, twice] = [await merge(), await merge()];
    expect(twice).toEqual(once);
    await shop.settle();
    expect(await merge()).toEqual(once);
    expect(await figures(target)).toMatchObject({ waitingCount: offer?.waitingCount });
    const { items } = await owner.call('GET /api/admin/audit', { query: { subject: 'queue:mall' } });
    expect(items).toMatchObject([
      {
        action: 'queue.merged',
        before: { queues: { [line]: { waiting: 1, outstandingFen: 10_000, poolFen: 0 } } },
        after: { people: offer?.waitingCount },
      },
    ]);
    expect((await owner.call('GET /api/admin/queue-merges')).offers).toEqual([]);
    expect(await owner.call('GET /api/admin/queues/:key', { params: { key: line } })).toMatchObject({
      merges: [{ from: line, fromOwner: '龙井茶', into: 'mall', intoOwner: null, people: 1 }],
      unionPayout: null,
    });
  });

  test('takes the flow along, from merge to merge: coverage, brake and forecast speak of the inflow that is shown', async () => {
    const [second, third] = [await shop.addProduct(), await shop.addProduct()];
    const order = await buy(ann);
    await buy(bob);
    await buy(ann, second);
    await buy(bob, third);
    const [into, last] = [queueKey(`product:${second}`), queueKey(`product:${third}`)];
    const merge = async (target: QueueKey, from: QueueKey): Promise<void> => {
      shop.clock.advance(60_000);
      const request = { params: { key: target }, body: { from: [from] }, headers: keyed() };
      await owner.call('POST /api/admin/queues/:key/merge', request);
      await shop.settle();
    };
    await merge(into, line);
    const taken = { inflow7Fen: 1_000, inflow30Fen: 1_000, paid30Fen: 1_000 };
    // 10 yuan came in; of what remains to three, and then to four, that is so much.
    const ofThree = { coverage: '0.034482', estimate: { fromDays: 29, toDays: 29 } };
    expect(await figures(into)).toMatchObject({ ...taken, ...ofThree, outstandingFen: 29_000 });
    await merge(last, into);
    const ofFour = { coverage: '0.025641', estimate: { fromDays: 39, toDays: 39 } };
    expect(await figures(last)).toMatchObject({ ...taken, ...ofFour, outstandingFen: 39_000 });
    const { flow } = await owner.call('GET /api/admin/queues/:key', { params: { key: last } });
    expect(flow.at(-1)).toMatchObject({ inflowFen: 1_000, paidFen: 1_000 });
    expect(await figures(line)).toMatchObject({ ...taken, waitingCount: 0, coverage: null });

    const id = entryId(order.lines[0]?.entry?.id ?? '');
    expect(await ann.call('GET /api/queue/entries/:id', { params: { id } })).toMatchObject({
      inflows: [
        { days: 7, inflowFen: 1_000 },
        { days: 30, inflowFen: 1_000 },
      ],
      estimate: { fromDays: 9, toDays: 9 },
    });
    const ratioNow = async (floor: string) => {
      await shop.publish({ ...OWN_LINES, brake: { floor: ratio(floor), factor: ratio('0.5') } });
      const quote = await bob.call('POST /api/orders/quote', { body: mall(third) });
      return { ratio: quote.lines[0]?.terms.entitlementRatio, isBraked: (await figures(last)).isBraked };
    };
    expect(await ratioNow('0.025641')).toEqual({ ratio: '1', isBraked: false });
    expect(await ratioNow('0.025642')).toEqual({ ratio: '0.5', isBraked: true });
  });

  test('with itself, or of a line that is not there, is refused', async () => {
    await buy(ann);
    const params = { key: line };
    const merge = (from: QueueKey) =>
      owner.fail('POST /api/admin/queues/:key/merge', { params, body: { from: [from] }, headers: keyed() });
    expect(await merge(line)).toMatchObject({ code: 'queue_state' });
    expect(await merge(queueKey('product:999999'))).toMatchObject({ code: 'queue_not_found' });
    expect(await merge(queueKey('product:999999'))).toMatchObject({ code: 'queue_not_found' });
  });
});

describe('a wind-down', () => {
  test('is announced, done at its time, and the line can be reopened', async () => {
    await buy(ann);
    const params = { key: line };
    const headers = keyed();
    const plan = await owner.call('POST /api/admin/queues/:key/wind-down', {
      params,
      body: { mode: 'line' },
      headers,
    });
    await shop.settle();
    expect(
      await owner.call('POST /api/admin/queues/:key/wind-down', { params, body: { mode: 'line' }, headers }),
    ).toEqual(plan);
    expect(plan).toMatchObject({ queueKey: line, owner: '龙井茶' });
    const { items } = await owner.call('GET /api/admin/audit', { query: { subject: `queue:${line}` } });
    expect(items).toMatchObject([
      {
        action: 'queue.windDownPlanned',
        before: { plan: null, waiting: 1, outstandingFen: 10_000, poolFen: 0 },
        after: { plan: plan.id, mode: 'line', occursAt: expect.any(String) },
      },
    ]);
    expect(await titlesOf(ann)).toContain('队列即将结束');
    expect((await ann.call('GET /api/queue')).closesAt).toBe(plan.occursAt);
    await keepQueues();
    expect(await figures()).toMatchObject({ closed: false });
    shop.clock.advance(24 * 3_600_000);
    await Promise.all(Array.from({ length: 3 }, () => shop.shop.scheduler.runJob('keepQueues')));
    await shop.settle();
    await signInAll();
    expect(await figures()).toMatchObject({ closed: true, waitingCount: 0 });
    expect(await titlesOf(ann)).toContain('队列已结束');
    await owner.call('POST /api/admin/queues/:key/reopen', { params });
    await shop.settle();
    expect(await figures()).toMatchObject({ closed: false });
  });

  test('needs its notice, is planned once at a time, and can be cancelled', async () => {
    await buy(ann);
    const params = { key: line };
    const plan = (body: { mode: 'line'; at?: string }) => ({ params, body, headers: keyed() });
    const soon = new Date(shop.clock.now().getTime() + 60_000).toISOString();
    expect(
      await owner.fail('POST /api/admin/queues/:key/wind-down', plan({ mode: 'line', at: soon })),
    ).toMatchObject({ status: 409, code: 'notice_too_short' });
    const { id } = await owner.call('POST /api/admin/queues/:key/wind-down', plan({ mode: 'line' }));
    expect(await owner.fail('POST /api/admin/queues/:key/wind-down', plan({ mode: 'line' }))).toMatchObject({
      code: 'queue_state',
    });
    expect(await owner.call('POST /api/admin/queue-plans/:id/cancel', { params: { id } })).toMatchObject({
      state: 'cancelled',
    });
    expect(await owner.fail('POST /api/admin/queue-plans/:id/cancel', { params: { id } })).toMatchObject({
      code: 'queue_plan_state',
    });
    await shop.settle();
    expect(await titlesOf(ann)).toContain('队列照常进行');
  });
});

describe('under the brake', () => {
  test('the desk says so', async () => {
    await buy(ann);
    await shop.publish({ ...OWN_LINES, brake: { floor: ratio('0.5'), factor: ratio('0.5') } });
    expect(await figures()).toMatchObject({ isBraked: true, coverage: '0' });
  });
});
