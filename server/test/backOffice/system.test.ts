import { holdQueue } from '../../src/settle/poison';
import { queueKey } from '@paifan/shared/ids/ids';
import { JOB_TEXT } from '@paifan/shared/texts/jobs';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let buyer: Person;
let owner: TestOperator;
beforeAll(async () => {
  shop = await startTestShop({
    config: { wechat: { messageTemplates: { orderPaid: { id: 'TEMPLATE', fields: { thing1: 'title' } } } } },
  });
  buyer = await shop.signIn('buyer');
  owner = await operatorWith(shop, 'owner');
});
afterAll(() => shop.stop());
afterEach(() => shop.simulator.behave());

test('a job that is wanted runs with the next look of a scheduler, once', async () => {
  await shop.shop.scheduler.runJob('closeUnpaid');
  const params = { name: 'closeUnpaid' };
  expect(await owner.call('POST /api/admin/system/jobs/:name/run', { params })).toMatchObject({
    wanted: true,
  });
  shop.clock.advance(1_000);
  await shop.shop.scheduler.runWanted();
  const jobs = async () => (await owner.call('GET /api/admin/system/jobs')).items;
  expect((await jobs()).find(({ name }) => name === 'closeUnpaid')).toMatchObject({
    wanted: false,
    running: false,
    error: null,
    succeededAt: shop.clock.now().toISOString(),
  });
  expect(await owner.fail('POST /api/admin/system/jobs/:name/run', { params: { name: 'nothing' } })).toEqual({
    status: 404,
    code: 'job_not_found',
  });
});

test('a scheduler that starts tells the console every job and when it runs', async () => {
  shop.shop.scheduler.start();
  await shop.shop.scheduler.stop();
  const { items } = await owner.call('GET /api/admin/system/jobs');
  // It is ten in the morning, a second past.
  expect(items.find(({ name }) => name === 'reconcile')).toMatchObject({
    schedule: '15 */5 * * * *',
    nextRunAt: '2026-03-02T02:00:15.000Z',
  });
  expect(items.map(({ name }) => name).sort()).toEqual(Object.keys(JOB_TEXT).sort());
});

test('a message that WeChat refused is listed, and tried again when somebody wants it', async () => {
  shop.simulator.misbehave({
    on: 'api',
    fault: 'error',
    path: '/cgi-bin/message',
    status: 200,
    code: '47003',
    times: 1,
  });
  await shop.buy(buyer, mall(await shop.addProduct()));
  const list = async () => (await owner.call('GET /api/admin/system/outbox')).items;
  const [failed] = await list();
  expect(failed).toMatchObject({
    kind: 'orderPaid',
    error: expect.stringMatching(/^47003/),
    nextTryAt: null,
  });
  expect(await owner.call('GET /api/admin/system')).toMatchObject({ outboxFailed: 1, heldQueues: 0 });
  await owner.call('POST /api/admin/system/outbox/:id/retry', { params: { id: failed?.id ?? '' } });
  await shop.settle();
  expect(await list()).toEqual([]);
  const { items } = await buyer.call('GET /api/me/messages');
  expect(items.filter(({ kind }) => kind === 'orderPaid')).toHaveLength(1);
  expect(
    await owner.fail('POST /api/admin/system/outbox/:id/retry', { params: { id: failed?.id ?? '' } }),
  ).toEqual({
    status: 404,
    code: 'outbox_not_found',
  });
});

test('a task that keeps its queue waiting is shown with what is wrong, and goes on when somebody wants it', async () => {
  const { no } = await shop.place(buyer, mall(await shop.addProduct()));
  await shop.pay(buyer, no);
  await shop.deliver();
  const [task] = (
    await shop.db.sequelize.query(
      'SELECT id, queue_key FROM settlement_tasks WHERE settled_at IS NULL ORDER BY id LIMIT 1',
    )
  )[0] as { id: string; queue_key: string }[];
  if (!task) throw new Error('a payment has a task');
  await holdQueue(shop.db, queueKey(task.queue_key), task.id, new Error('it does not add up'));
  const list = async () => (await owner.call('GET /api/admin/system/failed-tasks')).items;
  expect(await list()).toMatchObject([
    {
      id: task.id,
      queueKey: task.queue_key,
      orderNo: no,
      attempts: 1,
      error: 'it does not add up',
      waitingBehind: 1,
    },
  ]);
  await owner.call('POST /api/admin/system/failed-tasks/:id/retry', { params: { id: task.id } });
  await shop.settle();
  expect(await list()).toEqual([]);
  expect((await buyer.call('GET /api/orders/:no', { params: { no } })).settled).toBe(true);
  expect(
    await owner.fail('POST /api/admin/system/failed-tasks/:id/retry', { params: { id: task.id } }),
  ).toEqual({
    status: 404,
    code: 'failed_task_not_found',
  });
});

describe('the connection with WeChat', () => {
  const test_ = () => owner.call('POST /api/admin/system/wechat-test');

  test('is well when every key is right', async () => {
    expect(await test_()).toMatchObject({
      ok: true,
      checks: [{ name: 'token' }, { name: 'pay' }, { name: 'refund' }, { name: 'transfer' }],
    });
  });

  test.each([
    [
      'a refused signature',
      { fault: 'error', path: '/v3/pay', status: 401, code: 'SIGN_ERROR' },
      'pay',
      'API 证书序列号',
    ],
    [
      'no rights',
      { fault: 'error', path: '/v3/fund-app', status: 403, code: 'NO_AUTH' },
      'transfer',
      'IP 是否在白名单',
    ],
    ['an answer that is not signed', { fault: 'unsigned', path: '/v3/refund' }, 'refund', '验签失败'],
  ] as const)('%s is told in words', async (_, fault, name, words) => {
    shop.simulator.misbehave({ on: 'api', ...fault, times: 1 });
    const found = await test_();
    expect(found.ok).toBe(false);
    const wrong = found.checks.filter(({ ok }) => !ok);
    expect(wrong).toMatchObject([{ name, text: expect.stringContaining(words) }]);
  });
});

test('a member may hold twenty unpaid orders, also when they are placed side by side', async () => {
  const hoarder = await shop.signIn('hoarder');
  const product = await shop.addProduct();
  const quote = await hoarder.call('POST /api/orders/quote', { body: mall(product) });
  const body = {
    basket: mall(product),
    expectedTotalFen: quote.totalFen,
    expectedEntitledFen: quote.entitledFen,
  };
  const answers = await Promise.all(
    Array.from({ length: 25 }, () => hoarder.send('POST /api/orders', { body })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(5);
  expect(await hoarder.fail('POST /api/orders', { body })).toMatchObject({ code: 'too_many_unpaid' });
});

test('whoever may read may not manage', async () => {
  const auditor = await operatorWith(shop, 'auditor');
  expect((await auditor.call('GET /api/admin/system')).heldQueues).toBe(0);
  expect(await auditor.fail('POST /api/admin/system/wechat-test')).toEqual({
    status: 403,
    code: 'forbidden',
  });
});
