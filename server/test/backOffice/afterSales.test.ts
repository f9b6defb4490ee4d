import { asking, expectCleanBooks, payBack, request } from '../support/afterSale';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, startTestShop, type Person, type TestShop } from '../support/shop';

let shop: TestShop;
let buyer: Person;
let clerk: TestOperator;
beforeAll(async () => {
  shop = await startTestShop({ config: { session: { days: 365 } } });
  buyer = await shop.signIn('buyer');
  clerk = await operatorWith(shop, 'service');
});
afterAll(() => shop.stop());
afterEach(async () => {
  shop.simulator.behave();
  await expectCleanBooks(shop);
});

const asked = async (kind: 'refundOnly' | 'returnRefund' = 'refundOnly') => {
  const product = await shop.addProduct();
  const order = await shop.buy(buyer, mall(product, 2));
  if (kind === 'returnRefund') {
    await clerk.call('POST /api/admin/orders/:no/parcels', {
      params: { no: order.no },
      body: { parcels: [{ kind: 'express', carrier: 'SF', number: `SF${order.no.slice(-8)}` }] },
    });
  }
  const quantity = kind === 'returnRefund' ? 1 : 0;
  const { no } = await request(buyer, order.no, asking(10_000, { kind, quantity }));
  return { no, product, orderNo: order.no };
};
const read = (no: string) => clerk.call('GET /api/admin/after-sales/:no', { params: { no } });

test('the list holds every member’s requests, by state', async () => {
  const { no } = await asked();
  const list = async (query: Record<string, string>) =>
    (await clerk.call('GET /api/admin/after-sales', { query })).items.map((item) => [
      item.no,
      item.member.id,
    ]);
  expect(await list({ state: 'requested' })).toEqual([[no, buyer.id]]);
  expect(await list({ state: 'refunded' })).toEqual([]);
  expect(await list({ memberId: buyer.id })).toEqual([[no, buyer.id]]);
  await clerk.call('POST /api/admin/after-sales/:no/reject', { params: { no }, body: { answer: '已过期' } });
  expect(await read(no)).toMatchObject({
    afterSale: { state: 'rejected', answer: '已过期' },
    may: { approve: false, reject: false },
    events: [
      { actor: `member:${buyer.id}`, by: expect.stringContaining('会员 ') },
      { actor: `operator:${clerk.id}`, by: '操作员 测试 service', note: '已过期' },
    ],
  });
});

test('money alone: agreed to, and given back', async () => {
  const { no } = await asked();
  expect((await read(no)).may).toEqual({
    approve: true,
    reject: true,
    receive: false,
    refund: false,
    retry: false,
  });
  const approved = await clerk.call('POST /api/admin/after-sales/:no/approve', { params: { no }, body: {} });
  expect(approved.afterSale.state).toBe('refunding');
  await payBack(shop);
  expect((await read(no)).afterSale.state).toBe('refunded');
});

test('before it is decided, what it would do to the rebate is told, though its amount is held for it', async () => {
  const product = await shop.addProduct();
  const { no: orderNo } = await shop.buy(buyer, mall(product));
  const { no } = await request(buyer, orderNo, asking(10_000));
  const preview = () => clerk.call('GET /api/admin/after-sales/:no/refund-preview', { params: { no } });
  expect(await preview()).toMatchObject({
    line: 0,
    amountFen: 10_000,
    back: { wechatFen: 10_000 },
    entry: { before: { entitledFen: 10_000 }, after: { entitledFen: 0, state: 'cancelled' } },
  });
  const other = await request(buyer, (await shop.buy(buyer, mall(product))).no, asking(100));
  await clerk.call('POST /api/admin/after-sales/:no/approve', { params: { no }, body: {} });
  await payBack(shop);
  const gone = { status: 409, code: 'after_sale_state' };
  expect(await clerk.fail('GET /api/admin/after-sales/:no/refund-preview', { params: { no } })).toEqual(gone);
  const auditor = await operatorWith(shop, 'auditor');
  const params = { no: other.no };
  expect(await auditor.fail('GET /api/admin/after-sales/:no/refund-preview', { params })).toMatchObject({
    status: 403,
  });
  expect(
    await clerk.fail('GET /api/admin/after-sales/:no/refund-preview', { params: { no: 'NOTHERE' } }),
  ).toMatchObject({ code: 'after_sale_not_found' });
});

test('goods and money: the address is needed; the goods go back to the stock, then the money goes back', async () => {
  const { no, product } = await asked('returnRefund');
  expect(await clerk.fail('POST /api/admin/after-sales/:no/approve', { params: { no }, body: {} })).toEqual({
    status: 400,
    code: 'bad_request',
  });
  await clerk.call('POST /api/admin/after-sales/:no/approve', {
    params: { no },
    body: { answer: '寄：老街 8 号' },
  });
  await buyer.call('POST /api/after-sales/:no/return', {
    params: { no },
    body: { carrier: 'ZTO', number: '780012345678' },
  });
  const stock = await shop.stockOf(product);
  await clerk.call('POST /api/admin/after-sales/:no/received', { params: { no }, body: { restock: true } });
  expect(await shop.stockOf(product)).toBe(stock + 1);
  expect(
    (await clerk.call('POST /api/admin/after-sales/:no/refund', { params: { no } })).afterSale.state,
  ).toBe('refunding');
  await payBack(shop);
  expect((await read(no)).afterSale.state).toBe('refunded');
});

test('two clerks who decide at once: one does, the other is told', async () => {
  const { no } = await asked();
  const owner = await operatorWith(shop, 'owner');
  const answers = await Promise.all([
    clerk.send('POST /api/admin/after-sales/:no/approve', { params: { no }, body: {} }),
    owner.send('POST /api/admin/after-sales/:no/reject', { params: { no }, body: { answer: '不符合条件' } }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  await payBack(shop);
});

test('a refund that WeChat could not make is tried again', async () => {
  const { no } = await asked();
  await clerk.call('POST /api/admin/after-sales/:no/approve', { params: { no }, body: {} });
  const refundOf = async () => (await read(no)).refunds.at(-1)?.no ?? '';
  const outRefundNo = await refundOf();
  await shop.db.refunds.update({ state: 'closed', nextTryAt: null }, { where: { outRefundNo } });
  await shop.db.afterSales.update({ state: 'failed' }, { where: { no } });
  const retried = await clerk.call('POST /api/admin/after-sales/:no/retry', { params: { no } });
  expect(retried.afterSale.state).toBe('refunding');
  expect(await refundOf()).not.toBe(outRefundNo);
  await payBack(shop);
  expect((await read(no)).afterSale.state).toBe('refunded');
});
