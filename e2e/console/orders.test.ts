import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { moneyText } from '../../shared/src/client/moneyText';
import type { ProductId } from '../../shared/src/ids/ids';
import { openidOf } from '../../server/src/demo/people';
import { asking, payBack, request } from '../../server/test/support/afterSale';
import { operatorWith } from '../../server/test/support/operators';
import { mall, type Order } from '../../server/test/support/shop';
import { openStockedShop, type Person, type TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { keepSeats, openConsoleBrowser, type Seats } from './workplace';

/* Orders: found, sent, paid back with all that follows from it, and decided on when their buyers ask. */

let shop: TestShop;
let browser: Browser;
let seats: Seats;
const people = new Map<string, Person>();
/** Paid orders, by what happens to them here. */
const orders = new Map<string, Order>();

beforeAll(async () => {
  shop = await openStockedShop({ members: ['qiuyue', 'apo', 'juzi'] });
  const inviter = await shop.signIn(openidOf('qiuyue'));
  for (const key of ['qiuyue', 'apo', 'juzi']) people.set(key, await shop.signIn(openidOf(key)));
  people.set('mingyuan', await shop.signIn(openidOf('mingyuan'), inviter.inviteCode));
  const tea = await productNamed('龙井茶 100 g');
  const soap = await productNamed('手工香皂 三块装');
  for (const [name, buyer, basket] of [
    ['first', 'qiuyue', mall(tea)],
    ['refunded', 'mingyuan', mall(tea, 2)],
    ['sent', 'apo', mall(soap, 2)],
    ['batch1', 'juzi', mall(soap)],
    ['batch2', 'apo', mall(tea)],
    ['asked', 'juzi', mall(tea)],
    ['rejected', 'apo', mall(soap)],
  ] as const)
    orders.set(name, await settled(who(buyer), await shop.buy(who(buyer), basket)));
  browser = await openConsoleBrowser();
  seats = keepSeats(browser, shop);
}, 120_000);
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

const found = <Value>(value: Value | undefined): Value => {
  if (value === undefined) throw new Error('the test names what is not there');
  return value;
};
const who = (key: string): Person => found(people.get(key));
const noOf = (name: string): string => found(orders.get(name)).no;

async function productNamed(title: string): Promise<ProductId> {
  const product = await shop.db.products.findOne({ where: { title } });
  return found(product?.id);
}

/** The shop works by itself: it may be the one that settles. */
async function settled(buyer: Person, { no }: Order): Promise<Order> {
  for (let asked = 0; asked < 200; asked += 1) {
    const order = await buyer.call('GET /api/orders/:no', { params: { no } });
    if (order.settled) return order;
    await setTimeout(50);
  }
  throw new Error(`order ${no} is not settled`);
}

const dialog = (page: Page) => page.getByRole('dialog');
/** A button of two characters has a space between them; one that turns says so. */
const button = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name: new RegExp(`^(loading )?${[...name].join('\\s*')}`) });
const confirm = (page: Page, verb: string) => button(page.locator('.ant-modal-confirm'), verb).click();

test('orders are found by filters that the address keeps, and one is seen with all that it caused', async () => {
  const { page, complaints } = await seats('service', 'orders');
  await page.getByRole('link', { name: noOf('first') }).waitFor();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await shoot(page, 'console-orders-1920');
  await page.setViewportSize({ width: 1280, height: 800 });
  await shoot(page, 'console-orders');
  await page.getByRole('combobox', { name: '状态' }).click();
  await page.locator('.ant-select-item-option', { hasText: '已完成' }).click();
  await page.waitForURL(/state=completed/);
  await page.getByText('没有符合条件的记录').waitFor();
  await page.goto(`/admin/orders?state=paid&memberId=${who('mingyuan').id}`);
  await page.getByRole('link', { name: noOf('refunded') }).waitFor();
  expect(await page.getByRole('link', { name: noOf('first') }).count()).toBe(0);
  await page.goto('/admin/orders');
  await page.getByLabel('订单号').fill(noOf('refunded'));
  await page.getByLabel('订单号').press('Enter');
  await page.waitForURL(/no=/);
  await page.getByText('共 1 条，已到底').waitFor();
  await page.getByRole('link', { name: noOf('refunded') }).click();
  await page.getByText('商品与权益').waitFor();
  await page.getByText('陈安 13900000000').waitFor();
  await page.getByText('直推奖励').waitFor();
  await page.getByRole('button', { name: '展开行' }).first().click();
  await shoot(page, 'console-order');
  await page.goBack();
  expect(await page.getByLabel('订单号').inputValue()).toBe(noOf('refunded'));
  expect(complaints).toEqual([]);
});

test('one order is sent; what was typed stays while it is wrong', async () => {
  const { page, complaints } = await seats('service', `orders/${noOf('sent')}`);
  await button(page, '发货').click();
  await dialog(page).getByRole('combobox', { name: '快递公司' }).click();
  await page.locator('.ant-select-item-option', { hasText: '顺丰' }).first().click();
  await dialog(page).getByLabel('快递单号').fill('12');
  await button(dialog(page), '发货').click();
  await dialog(page).getByText('5 到 40 位字母、数字或连字符').waitFor();
  await dialog(page).getByLabel('快递单号').fill('SF1234567890');
  await shoot(page, 'console-ship');
  await button(dialog(page), '发货').click();
  await page.getByRole('cell', { name: 'SF1234567890' }).waitFor();
  await page.getByText('已发货', { exact: true }).first().waitFor();
  expect(complaints).toEqual([]);
});

test('many are sent at once: a bad row is named and nothing leaves; without it all do', async () => {
  const { page, complaints } = await seats('service', 'orders');
  await page.getByRole('button', { name: '批量发货' }).click();
  const rows = [`${noOf('batch1')}\t中通快递\tZTO10001`, `${noOf('batch2')}\t中通快递\tZTO10002`];
  const list = dialog(page).getByLabel('发货清单');
  await list.fill([...rows, 'P404\t飞鸽快递\tX10003'].join('\n'));
  await dialog(page).getByText('第 3 行：没有「飞鸽快递」这家快递公司').waitFor();
  expect(await dialog(page).getByRole('button', { name: /检查/ }).isDisabled()).toBe(true);
  await list.fill([...rows, `${noOf('sent')}\t中通快递\tZTO10003`].join('\n'));
  await dialog(page).getByRole('button', { name: '检查 3 行' }).click();
  await dialog(page)
    .getByRole('row')
    .filter({ hasText: noOf('sent') })
    .locator('.ant-tag-error')
    .waitFor();
  expect(await button(dialog(page), '发货').isDisabled()).toBe(true);
  await shoot(page, 'console-ship-many');
  await list.fill(rows.join('\n'));
  await dialog(page).getByRole('button', { name: '检查 2 行' }).click();
  await button(dialog(page), '发货 2 单').click();
  await confirm(page, '发货');
  await dialog(page).getByText('已发货 2 单').waitFor();
  for (const name of ['batch1', 'batch2'])
    expect((await shop.db.orders.findOne({ where: { no: noOf(name) } }))?.state).toBe('shipped');
  expect(complaints).toEqual([]);
});

test('money is given back by its numbers: what comes back, what the entitlement becomes, what leaves the line', async () => {
  const buyer = who('mingyuan');
  const { no, totalFen } = found(orders.get('refunded'));
  const part = totalFen / 4;
  const { page, complaints } = await seats('service', `orders/${no}`);
  await page.getByRole('button', { name: '主动退款' }).click();
  const amount = dialog(page).getByLabel('金额');
  await amount.fill(String(totalFen));
  await dialog(page)
    .getByText(/^最多 [\d.]+ 元$/)
    .last()
    .waitFor();
  await amount.fill(moneyText(part).replace(/[¥,]/g, ''));
  await dialog(page).getByLabel('说明').fill('少发一份');
  const effects = dialog(page).getByRole('region', { name: '退款的影响' });
  // A quarter of the entitlement, of the fifth that the line before it got, and of the 2 % of the inviter.
  await effects.getByText(moneyText(totalFen)).waitFor();
  for (const fen of [part, totalFen / 20, totalFen / 200])
    await effects.getByText(moneyText(fen), { exact: true }).first().waitFor();
  await shoot(page, 'console-refund');
  await button(dialog(page), '退款').click();
  await page.locator('.ant-modal-confirm').getByText(moneyText(part), { exact: true }).first().waitFor();
  await shoot(page, 'console-refund-confirm');
  await confirm(page, '退款');
  await page.getByText('已开始退款').waitFor();
  await payBack(shop);
  await page.reload();
  await page.getByRole('cell', { name: '已退款' }).waitFor();
  await page.getByRole('cell', { name: '已到账' }).waitFor();
  await shoot(page, 'console-order-refunded');
  const after = await settled(buyer, found(orders.get('refunded')));
  expect(after.lines[0]?.entry?.entitledFen).toBe(totalFen - part);
  const line = await shop.db.orderLines.findOne({ where: { orderId: await idOf(no) }, rejectOnEmpty: true });
  expect(line.contributedFen).toBe((totalFen - part) / 5);
  expect(complaints).toEqual([]);
});

const idOf = async (no: string) => (await shop.db.orders.findOne({ where: { no }, rejectOnEmpty: true })).id;

test('a request is agreed to, another refused with a reason, and goods that came back are paid for', async () => {
  const [asked, refused, returned] = [
    await request(who('juzi'), noOf('asked'), asking(1_000)),
    await request(who('apo'), noOf('rejected'), asking(500)),
    await request(who('apo'), noOf('sent'), asking(2_000, { kind: 'returnRefund', quantity: 1 })),
  ].map(({ no }) => no);
  const { page, complaints } = await seats('service', 'after-sales?state=requested');
  await page.getByRole('cell', { name: '待审核' }).nth(2).waitFor();
  await shoot(page, 'console-after-sales');

  await page.getByRole('link', { name: found(asked), exact: true }).click();
  await page.getByRole('region', { name: '退款的影响' }).waitFor();
  await shoot(page, 'console-after-sale');
  await button(page, '同意').click();
  await dialog(page).getByText('同意后立即退款，不能撤回').waitFor();
  await dialog(page).getByRole('region', { name: '退款的影响' }).waitFor();
  await shoot(page, 'console-after-sale-approve');
  await button(dialog(page), '同意').click();
  await page.getByText('操作员 测试 service').first().waitFor();
  await payBack(shop);

  await page.goto(`/admin/after-sales/${found(refused)}`);
  await button(page, '拒绝').click();
  await button(dialog(page), '拒绝').click();
  await dialog(page).getByText('请填写').waitFor();
  await dialog(page).getByLabel('理由').fill('已超过约定的时间');
  await button(dialog(page), '拒绝').click();
  await page.getByText('已拒绝').first().waitFor();
  await page.getByText('：已超过约定的时间').waitFor();

  await page.goto(`/admin/after-sales/${found(returned)}`);
  await button(page, '同意').click();
  await dialog(page).getByLabel('退货地址').fill('杭州市老街 8 号 排返收');
  await button(dialog(page), '同意').click();
  await page.getByText('待寄回').first().waitFor();
  await who('apo').call('POST /api/after-sales/:no/return', {
    params: { no: found(returned) },
    body: { carrier: 'ZTO', number: '780012345678' },
  });
  await page.reload();
  await page.getByRole('button', { name: '已收到退货' }).click();
  await dialog(page).getByLabel('商品完好，放回库存').check();
  await dialog(page).getByRole('button', { name: '已收到退货' }).click();
  await button(page, '退款').click();
  await button(dialog(page), '退款 ¥').click();
  await page.getByText('退款中').first().waitFor();
  await payBack(shop);
  await page.goto(`/admin/after-sales/${found(asked)}`);
  await page.getByText('已退款').first().waitFor();
  await page.goto(`/admin/after-sales/${found(returned)}`);
  await page.getByText('已退款').first().waitFor();
  await shoot(page, 'console-after-sale-done');
  expect(complaints).toEqual([]);
});

test('a note is kept for the colleagues, and what the list shows is exported, with progress, to a file', async () => {
  const { page, complaints } = await seats('service', `orders/${noOf('first')}`);
  await page.getByText('还没有备注').waitFor();
  await page.getByLabel('备注').fill('客户要求周末送');
  await button(page, '记下').click();
  await page.getByText('：客户要求周末送').waitFor();
  expect(await page.getByLabel('备注').inputValue()).toBe('');

  await page.goto('/admin/orders?state=shipped');
  await page.getByRole('link', { name: noOf('batch1') }).waitFor();
  await page.getByRole('button', { name: '导出订单', exact: true }).click();
  await dialog(page).getByText('CSV').click();
  const coming = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: '开始导出' }).click();
  const file = await coming;
  await dialog(page)
    .getByText(/已完成，3 /)
    .waitFor();
  await shoot(page, 'console-export');
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  for (const name of ['sent', 'batch1', 'batch2']) expect(text).toContain(noOf(name));
  expect(text).not.toContain(noOf('first'));
  expect(complaints).toEqual([]);
});

test('who may only read finds no way to send or to refund, and is refused by the server', async () => {
  const auditor = await seats('auditor', 'orders');
  const { page } = auditor;
  await page.getByRole('link', { name: noOf('first') }).click();
  await page.getByText('商品与权益').waitFor();
  for (const deed of ['发货', '主动退款', '记下']) expect(await button(page, deed).count()).toBe(0);
  const open = await request(who('qiuyue'), noOf('first'), asking(100));
  await page.goto(`/admin/after-sales/${open.no}`);
  await page.getByText('待审核').first().waitFor();
  for (const deed of ['同意', '拒绝']) expect(await button(page, deed).count()).toBe(0);
  expect(auditor.complaints).toEqual([]);
  const again = await operatorWith(shop, 'auditor');
  const params = { no: open.no };
  expect(await again.fail('POST /api/admin/after-sales/:no/approve', { params, body: {} })).toEqual({
    status: 403,
    code: 'forbidden',
  });
  const finance = await seats('finance', `orders/${noOf('first')}`);
  await finance.page.getByRole('button', { name: '主动退款' }).waitFor();
  expect(await button(finance.page, '发货').count()).toBe(0);
  const cataloguer = await seats('catalogue', 'account');
  expect(await cataloguer.page.getByRole('link', { name: '订单', exact: true }).count()).toBe(0);
  await cataloguer.page.goto('/admin/orders');
  await cataloguer.page.getByText('没有权限').waitFor();
});
