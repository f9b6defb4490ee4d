import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LongJobId } from '@paifan/shared/ids/ids';
import { readPlan } from '@paifan/shared/simulate/readPlan';
import { simulate } from '@paifan/shared/simulate/simulate';
import type { WrittenPlan } from '@paifan/shared/simulate/schema';
import { operatorWith, type TestOperator } from '../support/operators';
import { cashier, mall, startTestShop, type TestShop } from '../support/shop';

let shop: TestShop;
let folder: string;
let owner: TestOperator;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paifan-simulations-'));
  shop = await startTestShop({ config: { files: { folder } } });
  owner = await operatorWith(shop, 'owner');
});
afterAll(async () => {
  await shop.stop();
  await rm(folder, { recursive: true });
});

const PLAN: WrittenPlan = {
  name: '小店',
  days: 40,
  settings: { extractionRatio: '0.1', entitlementRatio: '1' },
  products: [{ id: 'tea', priceFen: 10_000, costFen: 5_000 }],
  buyers: { newPerDay: 3 },
  warnAboveDays: 20,
};

let keys = 0;
const ask = (plan: WrittenPlan, key = `simulation-${(keys += 1)}`) => ({
  body: { plan },
  headers: { 'Idempotency-Key': key },
});
const run = () => shop.shop.scheduler.runJob('runLongJobs');
const found = (id: LongJobId, operator = owner) =>
  operator.call('GET /api/admin/simulations/:id', { params: { id } });

describe('a simulation', () => {
  test('is asked for once, followed day by day, and shows what the rules themselves come to', async () => {
    const asked = await owner.call('POST /api/admin/simulations', ask(PLAN, 'the-same-key'));
    const again = await owner.call('POST /api/admin/simulations', ask(PLAN, 'the-same-key'));
    expect(again.id).toBe(asked.id);
    expect(await found(asked.id)).toMatchObject({ job: { state: 'waiting' }, plan: PLAN, result: null });
    await run();
    const { job, settings, result } = await found(asked.id);
    expect(job).toMatchObject({
      state: 'done',
      kindText: '模拟',
      doneCount: 40,
      totalCount: 40,
      error: null,
    });
    expect(settings).toEqual({ extractionRatio: '0.1', entitlementRatio: '1' });
    expect(result).toEqual(simulate(readPlan(PLAN)));
    expect(result?.warnings).not.toEqual([]);
    expect((await owner.call('GET /api/admin/simulations')).items).toMatchObject([
      { plan: '小店', days: 40, job: { id: asked.id } },
    ]);
    const { url } = await owner.call('POST /api/admin/long-jobs/:id/link', { params: { id: asked.id } });
    const response = await fetch(`${shop.url}${url}`);
    expect(response.headers.get('content-type')).toMatch('application/json');
    expect(await response.json()).toEqual(result);
  });

  test('with a plan that is not valid is refused with every problem', async () => {
    const refused = await owner.fail(
      'POST /api/admin/simulations',
      ask({ ...PLAN, days: 0, buyers: { newPerDay: -1 } }),
    );
    expect(refused).toMatchObject({ status: 422, code: 'plan_invalid' });
    expect(JSON.stringify(refused.details)).toMatch(/days.*newPerDay/);
    const large = ask({ ...PLAN, days: 3_000, buyers: { newPerDay: 1_000 } });
    expect(await owner.fail('POST /api/admin/simulations', large)).toMatchObject({ code: 'plan_invalid' });
  });

  test('with amounts that no whole number holds fails, and says so', async () => {
    const tooMuch = { ...PLAN, days: 3, products: [{ id: 'tea', priceFen: 4_000_000_000 }] };
    const plan = { ...tooMuch, buyers: { newPerDay: 100_000 }, settings: { entitlementRatio: '100' } };
    const { id } = await owner.call('POST /api/admin/simulations', ask(plan));
    await run();
    const { job, result } = await found(id);
    expect(job).toMatchObject({ state: 'failed', error: '方案中的金额过大，无法计算' });
    expect(result).toBeNull();
  });

  test('is cancelled while it is played', async () => {
    const { id } = await owner.call(
      'POST /api/admin/simulations',
      ask({ ...PLAN, days: 900, buyers: { newPerDay: 2_000 } }),
    );
    const playing = run();
    const isRunning = async (): Promise<boolean> => (await found(id)).job.doneCount > 0;
    while (!(await isRunning())) await new Promise((resolve) => setTimeout(resolve, 50));
    await owner.call('POST /api/admin/long-jobs/:id/cancel', { params: { id } });
    await playing;
    const { job, result } = await found(id);
    expect(job).toMatchObject({ state: 'cancelled' });
    expect(job.doneCount).toBeLessThan(900);
    expect(result).toBeNull();
  });

  test('is its operator’s own, and not for everybody', async () => {
    const { id } = await owner.call('POST /api/admin/simulations', ask(PLAN));
    await run();
    const other = await operatorWith(shop, 'finance');
    expect(await other.fail('GET /api/admin/simulations/:id', { params: { id } })).toMatchObject({
      code: 'long_job_not_found',
    });
    expect((await other.call('GET /api/admin/simulations')).items).toEqual([]);
    const clerk = await operatorWith(shop, 'service');
    expect(await clerk.fail('POST /api/admin/simulations', ask(PLAN))).toMatchObject({ status: 403 });
  });
});

test('the plans to begin from are valid, the first one is the shop as it is now', async () => {
  const buyer = await shop.signIn('buyer');
  const product = await shop.addProduct();
  const store = await shop.addStore();
  await shop.buy(buyer, mall(product));
  await shop.buy(buyer, mall(product));
  await shop.buy(buyer, cashier(store, 2_500));
  const { items } = await owner.call('GET /api/admin/simulation-plans');
  expect(items.map(({ name }) => name)).toEqual(['本店现状', 'healthy', 'typical', 'union']);
  for (const { plan } of items) expect(() => readPlan(plan)).not.toThrow();
  expect(items[0]?.plan).toMatchObject({
    products: [{ id: product, priceFen: 10_000, weight: 2 }],
    stores: [{ id: store, cashierOrders: { weight: 1, fromFen: 2_500, toFen: 2_500 } }],
    buyers: { newPerDay: 1, returningPerDay: 2 },
  });
  const plan = items[0]?.plan;
  if (plan === undefined) throw new Error('the shop has a plan');
  const { id } = await owner.call('POST /api/admin/simulations', ask({ ...plan, days: 1 }));
  expect((await found(id)).titles).toEqual({
    products: { [product]: '龙井茶' },
    stores: { [store]: '老街面馆' },
  });
});
