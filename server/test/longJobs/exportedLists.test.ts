import { ratio } from '@paifan/shared/money/ratio';
import { manualClock } from '../../src/clock';
import { asking, request } from '../support/afterSale';
import { ACCOUNT, askFor, aStatement } from '../support/payables';
import { startShopWithFiles, tableAt, type Table } from '../support/exports';
import { operatorWith, type TestOperator } from '../support/operators';
import { mall, type Person, type TestShop } from '../support/shop';

/* Exports of lists that people decide on: requests for money back, rewards, payouts to merchants, adjustments, what operators did, and what members were told. */

const DAY = { format: 'csv', from: '2026-03-02', to: '2026-03-02' } as const;

let shop: TestShop;
let stop: () => Promise<void>;
let owner: TestOperator;
let inviter: Person;
let buyer: Person;
/** Newest first, as everything is listed. */
let orders: string[];

beforeAll(async () => {
  ({ shop, stop } = await startShopWithFiles({ clock: manualClock(new Date('2026-03-02T02:00:00Z')) }));
  owner = await operatorWith(shop, 'owner');
  await shop.publish({
    referral: { directRatio: ratio('0.05'), indirectRatio: ratio('0'), freezeDays: 2 },
  });
  inviter = await shop.signIn('inviter');
  buyer = await shop.signIn('buyer', inviter.inviteCode);
  const tea = await shop.addProduct({ title: '龙井茶' });
  orders = [(await shop.buy(buyer, mall(tea))).no, (await shop.buy(buyer, mall(tea))).no].reverse();
});
afterAll(() => stop());

let keys = 0;
type Export =
  `POST /api/admin/exports/${'after-sales' | 'rewards' | 'merchant-payouts' | 'adjustments' | 'audit' | 'messages'}`;

/** Asks for an export and reads the table by its titles. */
async function exported(route: Export, filters: object = {}): Promise<Table> {
  const headers = { 'Idempotency-Key': `exported-list-${(keys += 1)}` };
  const { id } = await owner.call(route, { headers, body: { ...DAY, ...filters } });
  await shop.shop.scheduler.runJob('runLongJobs');
  const { url } = await owner.call('POST /api/admin/long-jobs/:id/link', { params: { id } });
  return tableAt(shop, url);
}

test('rewards stand newest first, with who bought and what, by state and by member', async () => {
  const all = await exported('POST /api/admin/exports/rewards');
  expect(all).toMatchObject(
    orders.map((order) => ({
      ...{ 奖励: '直推奖励', 状态: '冻结中', 得奖会员编号: inviter.id, 买家会员编号: buyer.id },
      ...{ 订单号: order, 行号: '1', 商品: '龙井茶', 比例: '0.05', 金额: '5.00', 转入可用时间: '' },
      产生时间: expect.stringMatching(/^2026-03-02 /),
    })),
  );
  expect(await exported('POST /api/admin/exports/rewards', { state: 'released' })).toEqual([]);
  expect(await exported('POST /api/admin/exports/rewards', { memberId: buyer.id })).toEqual([]);
  expect(await exported('POST /api/admin/exports/rewards', { memberId: inviter.id })).toHaveLength(2);
});

test('requests for money back stand as the shop speaks of them, by state and by member, and those of other days are left out', async () => {
  const { no } = await request(buyer, orders[0] ?? '', asking(3_000));
  const [row, ...others] = await exported('POST /api/admin/exports/after-sales');
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    ...{ 售后单号: no, 方式: '仅退款', 状态: '待审核', 订单号: orders[0], 会员编号: buyer.id },
    ...{ 商品: '龙井茶', 金额: '30.00', 原因: '不想要了', 答复: '', 结束时间: '' },
  });
  expect(await exported('POST /api/admin/exports/after-sales', { state: 'refunded' })).toEqual([]);
  expect(await exported('POST /api/admin/exports/after-sales', { memberId: inviter.id })).toEqual([]);
  expect(
    await exported('POST /api/admin/exports/after-sales', { to: '2026-03-01', from: '2026-03-01' }),
  ).toEqual([]);
});

test('adjustments stand with both persons, what was given above zero and what was taken below', async () => {
  const second = await operatorWith(shop, 'owner');
  const adjust = (amount: number, reason: string) =>
    owner.call('POST /api/admin/adjustments', {
      headers: { 'Idempotency-Key': `adjust-by-${amount}` },
      body: { memberId: buyer.id, balance: 'points', amount, reason },
    });
  const { id } = await adjust(1_234, '补发积分');
  await second.call('POST /api/admin/adjustments/:id/approve', { params: { id }, body: { note: '属实' } });
  await adjust(-200, '多发收回');
  expect(await exported('POST /api/admin/exports/adjustments')).toMatchObject([
    { '数额（增为正）': '-2.00', 理由: '多发收回', 状态: '待复核', 复核人: '' },
    { 会员编号: buyer.id, 调什么: '积分', '数额（增为正）': '12.34', 状态: '已入账', 复核意见: '属实' },
  ]);
  expect(await exported('POST /api/admin/exports/adjustments', { state: 'requested' })).toHaveLength(1);
  const later = { from: '2026-03-03', to: '2026-03-03' };
  for (const kind of ['adjustments', 'rewards', 'audit', 'messages'] as const)
    expect(await exported(`POST /api/admin/exports/${kind}`, later)).toEqual([]);

  const did = await exported('POST /api/admin/exports/audit', { subject: `adjustment:${id}` });
  expect(did.map((row) => row['操作'])).toEqual(['通过调账', '发起调账']);
  expect(did.map((row) => row['对象'])).toEqual([`adjustment:${id}`, `adjustment:${id}`]);
});

test('payouts to merchants stand with what they are of, and without the account that they went to', async () => {
  const { merchantId, day } = await aStatement(shop);
  const { no } = await owner.call('POST /api/admin/merchant-payouts', askFor(merchantId, day, 7_000));
  const [row, ...others] = await exported('POST /api/admin/exports/merchant-payouts', { merchantId });
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    ...{
      结算单号: no,
      商家编号: merchantId,
      状态: '待复核',
      金额: '70.00',
      日结天数: '1',
      首日: day,
      末日: day,
    },
    ...{ 复核人: '', 转账单号: '' },
  });
  expect(Object.values(row ?? {}).join()).not.toContain(ACCOUNT.number.slice(-4));
  expect(await exported('POST /api/admin/exports/merchant-payouts', { state: 'paid' })).toEqual([]);
});

test('messages stand as they were read, with what WeChat made of them, by member, kind and state', async () => {
  const rows = await exported('POST /api/admin/exports/messages', { memberId: buyer.id, kind: 'orderPaid' });
  expect(rows).toMatchObject(
    orders.map((order) => ({
      ...{ 会员编号: buyer.id, 消息: '支付成功', 标题: '支付成功', 读到的时间: '', 微信推送: '仅站内消息' },
      内容: expect.stringContaining(order),
    })),
  );
  expect(await exported('POST /api/admin/exports/messages', { wechat: 'failed' })).toEqual([]);
});

test('they are for who may read what they hold', async () => {
  const catalogue = await operatorWith(shop, 'catalogue');
  const service = await operatorWith(shop, 'service');
  const headers = { 'Idempotency-Key': 'exported-list-refused' };
  expect(await catalogue.fail('POST /api/admin/exports/after-sales', { headers, body: DAY })).toMatchObject({
    code: 'forbidden',
  });
  expect(await service.fail('POST /api/admin/exports/rewards', { headers, body: DAY })).toMatchObject({
    code: 'forbidden',
  });
});
