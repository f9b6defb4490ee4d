import type { Locator, Page } from 'playwright-core';
import type { MerchantId, StoreId } from '../../shared/src/ids/ids';
import { fen } from '../../shared/src/money/fen';
import { dayText, shanghaiDay } from '../../shared/src/time/shanghai';
import { addMerchant, addMerchantWithStore } from '../../server/test/support/merchants';
import { atStore } from '../../server/test/support/checkout';
import { aStatement } from '../../server/test/support/payables';
import { cashier, mall } from '../../server/test/support/shop';
import type { Person, TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { openDeskShop, type DeskShop } from './deskShop';
import { signInAtDesk, sitDown } from './workplace';

/* A merchant's desk: what is taken as it comes, what is sold and sent, who works there; and how one comes to have a desk. */

let desk: DeskShop;
let shop: TestShop;
let merchantId: MerchantId;
let storeId: StoreId;
let buyer: Person;
beforeAll(async () => {
  desk = await openDeskShop();
  ({ shop, merchantId, storeId, buyer } = desk);
});
afterAll(() => desk.close());

/** Chooses in a select that is labelled. */
async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-item-option', { hasText: option }).filter({ visible: true }).click();
}

const picture = async (page: Page) => ({
  ...{ name: 'picture.png', mimeType: 'image/png' },
  buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 160, height: 160 } }),
});

const SIX_DAYS = '周一至周五 09:00–21:00；周六 09:00–12:00、18:00–24:00';

/** Says when somewhere is open: on Saturdays twice, to the end of the day, and not on Sundays. */
async function openOnSixDays(page: Page): Promise<void> {
  await page.getByLabel('按星期设置营业时间').click();
  await page.getByText('每天 09:00–21:00').waitFor();
  await page
    .getByLabel('周日开门 1')
    .locator('xpath=../..')
    .getByRole('button', { name: /移\s*除/ })
    .click();
  await page.getByLabel('周六关门 1', { exact: true }).fill('12:00');
  await page.getByLabel('周六添加时段').click();
  await page.getByLabel('周六开门 2').fill('18:00');
  await page.getByLabel('周六关门 2到 24 点').click();
  await page.getByText(SIX_DAYS).waitFor();
}

async function bring(page: Page, input: Locator): Promise<void> {
  await input.setInputFiles(await picture(page));
}

test('a payment at the cashier is seen the moment it is made; the code of the cashier is printed', async () => {
  const owner = await desk.atDesk(merchantId, 'owner');
  const { page } = owner;
  await page.getByText('实时连接中').waitFor();
  await page.getByText('今天还没有收款').first().waitFor();
  await page.getByLabel('提示音').click();
  await shop.buy(buyer, cashier(storeId, 6_800));
  await page.getByText('+¥68.00').first().waitFor();
  await shop.buy(buyer, cashier(storeId, 12_350));
  await page.getByText('¥191.50').waitFor();
  await page.getByRole('cell', { name: '+¥123.50' }).waitFor();
  await shoot(page, 'console-desk-takings');
  await page.getByRole('link', { name: '收款记录' }).click();
  await page.getByRole('cell', { name: '+¥68.00' }).waitFor();
  const today = shanghaiDay(shop.clock.now().getTime());
  const [from, to] = [dayText(today - 6), dayText(today)];
  await page.goto(`/admin/desk/receipts?from=${from}&to=${to}`);
  await page.getByText(`${from} 至 ${to} 收款`).waitFor();
  await page.getByText('¥191.50').waitFor();
  await shoot(page, 'console-desk-receipts');

  await page.getByRole('link', { name: '门店与收银码' }).click();
  await page.getByLabel('店铺公告').fill('周一上新');
  await page.getByLabel('营业时间的文字').fill('');
  await openOnSixDays(page);
  await page.getByRole('button', { name: /^(loading )?保\s*存$/ }).click();
  await page.getByText('已保存').waitFor();
  await shoot(page, 'console-desk-store');
  await page.getByRole('tab', { name: '收银码' }).click();
  await page.getByRole('button', { name: '新增收银码' }).click();
  await page.getByLabel('位置').fill('前台');
  await page.getByRole('button', { name: /生\s*成/ }).click();
  await page.getByRole('link', { name: '查看与打印' }).click();
  await page.getByRole('img', { name: '小程序收银码' }).waitFor();
  await shoot(page, 'console-desk-code');
  await page.getByText('A5', { exact: true }).click();
  await page.getByText('打印为 A5 台卡').waitFor();
  await shoot(page, 'console-desk-code-a5');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('button', { name: /打\s*印/ }).isVisible()).toBe(false);
  const kept = await shop.db.stores.findByPk(storeId, { rejectOnEmpty: true });
  expect(kept).toMatchObject({ notice: '周一上新', openingHours: SIX_DAYS });
  expect(kept.weeklyHours).toHaveLength(7);
  expect(owner.complaints).toEqual([]);
});

test('a store lists a product, sends what was ordered, and hands over by the code', async () => {
  const manager = await desk.atDesk(merchantId, 'manager', { width: 1920 });
  const { page } = manager;
  await page.getByRole('link', { name: '商品', exact: true }).click();
  await page.getByRole('button', { name: '新建商品' }).click();
  await page.getByLabel('商品名称').fill('自制辣酱');
  await choose(page, '分类', '粮油干货');
  await bring(page, page.locator('input[type=file]').first());
  await page.getByRole('img', { name: '商品图片 1' }).waitFor();
  await page.getByLabel('唯一规格价格').fill('28');
  await page.getByLabel('唯一规格库存').fill('40');
  await page.getByLabel('上架', { exact: true }).click();
  await page.getByRole('button', { name: '建立商品' }).click();
  await page.getByRole('heading', { name: '自制辣酱' }).waitFor();
  await shoot(page, 'console-desk-product-1920');
  const product = await shop.db.products.findOne({ where: { merchantId }, rejectOnEmpty: true });

  const sent = await shop.buy(buyer, atStore(storeId, product.id, 'express', 2));
  const fetched = await shop.buy(buyer, atStore(storeId, product.id));
  await page.getByRole('link', { name: '订单与发货' }).click();
  await page.getByRole('link', { name: sent.no }).waitFor();
  await shoot(page, 'console-desk-orders');
  await page.getByRole('link', { name: sent.no }).click();
  await page.getByText('13900000000').waitFor();
  await page.getByRole('button', { name: /发\s*货/ }).click();
  await choose(page, '快递公司', '顺丰速运');
  await page.getByLabel('快递单号').fill('SF100000001');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /发\s*货/ })
    .click();
  await page.getByRole('cell', { name: 'SF100000001' }).waitFor();
  await shoot(page, 'console-desk-order');

  const { pickupCode } = await shop.db.orders.findOne({ where: { no: fetched.no }, rejectOnEmpty: true });
  await page.getByRole('link', { name: '核销提货' }).click();
  await page.getByLabel('提货码').fill(pickupCode ?? '');
  await page.getByRole('button', { name: /查\s*找/ }).click();
  await page.getByRole('button', { name: /核\s*销/ }).click();
  await page
    .locator('.ant-modal-confirm')
    .getByRole('button', { name: /核\s*销/ })
    .click();
  await page.getByText('已核销，订单完成').waitFor();
  await shoot(page, 'console-desk-pickup');
  expect(manager.complaints).toEqual([]);
});

test('a new clerk changes the password, sees less, and another merchant sees nothing of it', async () => {
  const owner = await desk.atDesk(merchantId, 'owner');
  const { page } = owner;
  await page.getByRole('link', { name: '员工' }).click();
  await page.getByRole('button', { name: '新建登录' }).click();
  await page.getByRole('dialog').getByLabel('登录名').fill('xiaoli');
  await page.getByRole('dialog').getByLabel('姓名').fill('小李');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /新\s*建/ })
    .click();
  const password = (await page.getByRole('dialog').locator('code').innerText()).trim();
  await page.keyboard.press('Escape');
  await page.getByRole('cell', { name: 'xiaoli' }).waitFor();
  await shoot(page, 'console-desk-staff');

  const clerk = await sitDown(desk.browser, shop);
  await signInAtDesk(clerk, { login: 'xiaoli', password });
  await clerk.page.getByText('这是初始密码，请先修改').waitFor();
  await clerk.page.getByLabel('原密码').fill(password);
  await clerk.page.getByLabel('新密码').fill('a long new password');
  await clerk.page.getByLabel('再输一次').fill('a long new password');
  await clerk.page.getByRole('button', { name: '修改密码' }).click();
  await clerk.page.getByRole('link', { name: '今日收款' }).waitFor();
  for (const absent of ['员工', '日结', '应收与结算'])
    expect(await clerk.page.getByRole('link', { name: absent, exact: true }).count()).toBe(0);
  await clerk.page.goto('/admin/desk/staff');
  await clerk.page.getByText('没有权限').waitFor();

  const order = await shop.db.orders.findOne({ where: { storeId, kind: 'store' }, rejectOnEmpty: true });
  const other = await desk.atDesk((await addMerchantWithStore(shop)).merchantId, 'owner');
  await other.page.getByText('今天还没有收款').first().waitFor();
  await other.page.getByRole('link', { name: '订单与发货' }).click();
  await other.page.getByText('还没有订单').waitFor();
  await other.page.goto(`/admin/desk/orders/${order.no}`);
  await other.page.getByText('订单不存在').waitFor();
  await other.page.goto(`/admin/desk/stores/${storeId}`);
  await other.page.getByText('门店不存在').waitFor();
  expect([...owner.complaints, ...clerk.complaints]).toEqual([]);
});

test('a supplier proposes a product, sees only its own lines of an order, and what it is owed', async () => {
  const supplierId = await addMerchant(shop, { kind: 'supplier', name: '临安茶厂' });
  const own = await shop.addProduct({ title: '高山绿茶', categoryId: 'tea', costFen: fen(4_000) });
  await shop.db.products.update({ merchantId: supplierId, source: 'supplier' }, { where: { id: own } });
  const order = await shop.buy(buyer, mall(own, 2));
  await aStatement(shop, supplierId);
  const owner = await desk.atDesk(supplierId, 'owner');
  const { page } = owner;
  await page.getByRole('link', { name: order.no }).waitFor();
  expect(await page.getByRole('link', { name: '今日收款' }).count()).toBe(0);
  await page.getByRole('cell', { name: '¥80.00' }).waitFor();

  await page.getByRole('link', { name: '商品申请' }).click();
  await page.getByRole('button', { name: '申请新商品' }).click();
  await page.getByLabel('商品名称').fill('明前白茶');
  await choose(page, '分类', '茶饮');
  await bring(page, page.locator('input[type=file]').first());
  await page.getByRole('img', { name: '商品图片 1' }).waitFor();
  await page.getByLabel('唯一规格价格').fill('128');
  await page.getByLabel('唯一规格供应价').fill('70');
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('button', { name: /删\s*除/ }).waitFor();
  // What is submitted is what stands in the form, and not what was kept before.
  await page.getByLabel('唯一规格供应价').fill('72');
  await page.getByRole('button', { name: '提交审核' }).click();
  await page.getByText('已提交，等待平台审核').waitFor();
  const [proposed] = await shop.db.proposals.findAll({ where: { merchantId: supplierId } });
  expect(proposed).toMatchObject({ state: 'submitted', draft: { skus: [{ costFen: 7_200 }] } });
  await shoot(page, 'console-desk-proposal');
  await page.getByRole('link', { name: '商品', exact: true }).click();
  await page.getByRole('button', { name: '调整库存' }).click();
  await page.getByLabel('唯一规格库存增减').fill('-8');
  await page.getByRole('button', { name: '改为 990' }).click();
  await page.getByText('库存已调整').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: '应收与结算' }).click();
  await page.getByRole('button', { name: /更\s*换/ }).click();
  await page.getByLabel('户名').fill('临安茶厂有限公司');
  await page.getByLabel('开户行（含支行）').fill('农业银行临安支行');
  await page.getByLabel('账号', { exact: true }).fill('6228480000001234');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await page.getByText('尾号 1234').waitFor();
  await shoot(page, 'console-desk-payouts');
  await page.getByRole('link', { name: '日结' }).click();
  await page.getByRole('columnheader', { name: '供应价合计' }).waitFor();
  await shoot(page, 'console-desk-statements');
  expect(owner.complaints).toEqual([]);
});

test('anybody applies with pictures, and follows the application by its link', async () => {
  const somebody = await sitDown(desk.browser, shop);
  const { page } = somebody;
  await page.goto('/admin/apply');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByText('2 到 64 个字').waitFor();
  await page.getByLabel('门店名称').fill('江边小馆');
  await page.getByLabel('行业').fill('餐饮');
  await page.getByLabel('联系人').fill('李小江');
  await page.getByLabel('电话').fill('13912345678');
  await page.getByLabel('地区').fill('杭州市上城区');
  await page.getByLabel('地址').fill('江边路 1 号');
  // As it is copied from a map: the pair is parted when the field is left.
  await page.getByLabel('纬度').fill('30.25,120.16');
  await page.getByLabel('提议的平台抽成').last().fill('12.5');
  expect(await page.getByLabel('纬度').inputValue()).toBe('30.25');
  expect(await page.getByLabel('经度').inputValue()).toBe('120.16');
  await openOnSixDays(page);
  await bring(page, page.locator('input[type=file]').first());
  await page.getByRole('img', { name: '图片 1' }).waitFor();
  await shoot(page, 'console-apply');
  await page.getByRole('button', { name: '提交申请' }).click();
  await page.getByRole('heading', { name: /入驻申请 / }).waitFor();
  await page.reload();
  await page.getByText('待审核').waitFor();
  await page.getByText('12.5%').waitFor();
  await page.getByText(SIX_DAYS).waitFor();
  await shoot(page, 'console-own-application');
  await page.goto(page.url().replace(/#.*/, '#another-key'));
  await page.reload();
  await page.getByText('申请不存在').waitFor();
});
