import type { MerchantId, ProductId, StoreId } from '../../shared/src/ids/ids';
import { asking, request } from '../../server/test/support/afterSale';
import { addMerchant } from '../../server/test/support/merchants';
import { atStore } from '../../server/test/support/checkout';
import { cashier, mall } from '../../server/test/support/shop';
import type { Person, TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { answer, openDeskShop, type DeskShop } from './deskShop';

/* What a merchant decides at its desk: its rules, its cashier's discount, its after-sales; and tables in and out. */

let desk: DeskShop;
let shop: TestShop;
let merchantId: MerchantId;
let storeId: StoreId;
let productId: ProductId;
let buyer: Person;
beforeAll(async () => {
  desk = await openDeskShop();
  ({ shop, merchantId, storeId, buyer } = desk);
  productId = await shop.addProduct({ title: '自制辣酱', categoryId: 'tea' });
  await shop.db.products.update({ merchantId, storeId, source: 'store' }, { where: { id: productId } });
});
afterAll(() => desk.close());

test('a merchant sets what its cashier takes off, and the rules that are its own', async () => {
  const manager = await desk.atDesk(merchantId, 'manager', { address: `stores/${storeId}?tab=discount` });
  const { page } = manager;
  await page.getByText('满减', { exact: true }).click();
  await page.getByLabel('满额').fill('50');
  await page.getByLabel('减免金额').fill('60');
  await page.getByText('减免金额须小于满额').waitFor();
  await page.getByLabel('减免金额').fill('5');
  await page.getByLabel('每满都减').click();
  await page.getByText('优惠 ¥10.00，实付 ¥90.00').waitFor();
  await page.getByRole('button', { name: '保存优惠' }).click();
  await page.locator('.ant-modal-confirm').getByText('每满 ¥50.00 减 ¥5.00').waitFor();
  await shoot(page, 'console-desk-discount');
  await answer(page, '保存优惠');
  await page.getByText('优惠已保存').waitFor();

  await page.getByRole('tab', { name: '排队返利规则' }).click();
  await page.getByText('由平台设置').first().waitFor();
  await page.getByRole('tab', { name: '收银台', exact: true }).click();
  const extraction = page.getByRole('region', { name: '收银台：提取比例' });
  await extraction.getByText('单独设置').click();
  await extraction.getByLabel('提取比例', { exact: true }).fill('60');
  await extraction.getByText('¥100.00 的订单给前面队列 ¥60.00').waitFor();
  const random = page.getByRole('region', { name: '收银台：随机返' });
  await random.getByText('由平台设置').waitFor();
  expect(await random.getByRole('radio').first().isDisabled()).toBe(true);
  await page.getByRole('button', { name: '检查并保存' }).click();
  await answer(page, '保存规则');
  await page.locator('.ant-modal-confirm-title').getByText('让利超出平台抽成，没有保存').waitFor();
  await shoot(page, 'console-desk-rules-refused');
  await page.locator('.ant-modal-confirm-error').getByRole('button').click();
  await answer(page, '不做了');
  await extraction.getByLabel('提取比例', { exact: true }).fill('5');
  await page.getByRole('button', { name: '检查并保存' }).click();
  await page.locator('.ant-modal-confirm').getByText('收银台 · 提取比例').waitFor();
  await shoot(page, 'console-desk-rules');
  await answer(page, '保存规则');
  await page.getByText('规则已保存').waitFor();
  expect(await shop.db.stores.findByPk(storeId)).toMatchObject({
    cashier: { extractionRatio: '0.05' },
    cashierDiscount: { minFen: 5_000, repeats: true },
  });
  // The browser itself says what was refused.
  expect(manager.complaints).toEqual([expect.stringContaining('/rules')]);
});

test('a store decides on its after-sales, with what the refund does; a clerk only reads', async () => {
  const paid = await shop.buy(buyer, cashier(storeId, 10_000));
  await shop.buy(buyer, cashier(storeId, 20_000));
  const sent = await shop.buy(buyer, atStore(storeId, productId, 'express'));
  const money = await request(buyer, paid.no, asking(4_000));
  const refused = await request(buyer, sent.no, asking(1_000));
  const manager = await desk.atDesk(merchantId, 'manager', { width: 1920 });
  const { page } = manager;
  await page.getByRole('link', { name: '售后' }).click();
  await page.getByRole('link', { name: money.no }).waitFor();
  await shoot(page, 'console-desk-after-sales-1920');
  await page.getByRole('link', { name: money.no }).click();
  await page.getByRole('button', { name: /^同\s*意$/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('对排队权益的影响').waitFor();
  await dialog.getByText('本店应收').waitFor();
  await shoot(page, 'console-desk-after-sale');
  await dialog.getByRole('button', { name: '同意并退款 ¥40.00' }).click();
  await page.getByText('退款处理中').first().waitFor();

  await page.goto(`/admin/desk/after-sales/${refused.no}`);
  await page.getByRole('button', { name: /^拒\s*绝$/ }).click();
  await dialog.getByLabel('理由（会员会看到）').fill('商品已寄出');
  await dialog.getByRole('button', { name: /拒\s*绝/ }).click();
  await page.getByText('已拒绝').first().waitFor();
  await page.getByText('商品已寄出').first().waitFor();

  const clerk = await desk.atDesk(merchantId, 'clerk', { address: `after-sales/${refused.no}` });
  await clerk.page.getByText('商品已寄出').first().waitFor();
  expect(await clerk.page.getByRole('button', { name: /^拒\s*绝$/ }).count()).toBe(0);
  await clerk.page.goto(`/admin/desk/stores/${storeId}?tab=rules`);
  await clerk.page.getByText('由平台设置').first().waitFor();
  expect(await clerk.page.getByRole('button', { name: '检查并保存' }).count()).toBe(0);
  await clerk.page.goto('/admin/desk/products/import');
  await clerk.page.getByText('没有权限').waitFor();
  expect([...manager.complaints, ...clerk.complaints]).toEqual([]);
});

const TITLES = '商品编码,商品名称,分类,价格（元）,成本（元）,库存,商品上架,图片';
const table = (...rows: string[]) => ({
  ...{ name: 'products.csv', mimeType: 'text/csv' },
  buffer: Buffer.from([TITLES, ...rows].join('\n')),
});

test('a supplier proposes a whole table, a bad row is told; orders are packed, sent by a list and exported; somebody is invited by a picture', async () => {
  const supplierId = await addMerchant(shop, { kind: 'supplier', name: '临安茶厂' });
  const supplier = await desk.atDesk(supplierId, 'owner');
  const { page } = supplier;
  await page.getByRole('link', { name: '商品', exact: true }).click();
  await page.getByRole('button', { name: '批量导入' }).click();
  const choose = page.locator('input[type=file]');
  await choose.setInputFiles(table('T1,白茶,茶饮,x,70,10,是,/pictures/a.svg'));
  await page.getByText('发现 1 处问题').waitFor();
  await shoot(page, 'console-desk-import-problems');
  await choose.setInputFiles(
    table('T1,白茶,茶饮,128,70,10,是,/pictures/a.svg', 'T2,绿茶,茶饮,88,50,10,是,/pictures/a.svg'),
  );
  await page.getByRole('button', { name: '提交申请 2 个商品' }).click();
  await answer(page, '提交申请');
  await page.getByText('已处理 2 个商品').waitFor();
  await page.getByRole('link', { name: '查看商品申请' }).click();
  await page.getByRole('link', { name: '绿茶' }).waitFor();
  await page.getByRole('link', { name: '任务' }).click();
  await page.getByRole('cell', { name: '导入商品' }).waitFor();
  await shoot(page, 'console-desk-tasks');

  const tea = await shop.addProduct({ title: '高山绿茶', categoryId: 'tea' });
  await shop.db.products.update({ merchantId: supplierId, source: 'supplier' }, { where: { id: tea } });
  const orders = [await shop.buy(buyer, mall(tea, 2)), await shop.buy(buyer, mall(tea))];
  await page.getByRole('link', { name: '订单与发货' }).click();
  for (const { no } of orders)
    await page.getByRole('row').filter({ hasText: no }).getByRole('checkbox').check();
  await page.getByRole('button', { name: '装箱单（2）' }).click();
  const slip = page.getByRole('region', { name: `订单 ${orders[0]?.no} 的装箱单` });
  await slip.getByText('13900000000').waitFor();
  await slip.getByRole('cell', { name: '2', exact: true }).waitFor();
  await page.getByLabel('2 件待处理').waitFor();
  await shoot(page, 'console-desk-slips');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('link', { name: '返回订单' }).isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
  await page.goBack();
  await page.getByRole('columnheader').getByRole('checkbox').check();
  await page.getByRole('button', { name: '批量发货（2）' }).click();
  await page.getByText('还有 2 行没有填快递公司与单号').waitFor();
  await page
    .getByLabel('发货清单')
    .fill(
      [
        '订单号\t快递公司\t快递单号\t收货人',
        `${orders[0]?.no}\t顺丰\tSF600001\t陈 阿婆`,
        `${orders[1]?.no} 韵达快递 SF600002`,
      ].join('\n'),
    );
  await page.getByRole('button', { name: '检查 2 行' }).click();
  await page.getByText('可以发货').first().waitFor();
  await shoot(page, 'console-desk-ship-many');
  await page.getByRole('button', { name: '发货 2 单' }).click();
  await answer(page, /发\s*货/);
  await page.getByText('已发货 2 单').waitFor();
  await page.locator('.ant-modal-confirm').waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '导出订单' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '开始导出' }).click();
  expect((await download).suggestedFilename()).toMatch(/^导出订单-.*\.xlsx$/);
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: '员工' }).click();
  await page.getByRole('button', { name: '邀请微信会员' }).click();
  await page.getByRole('dialog').getByLabel('姓名').fill('小陈');
  await page.getByRole('button', { name: '生成邀请码' }).click();
  await page.getByRole('img', { name: '邀请小程序码' }).waitFor();
  await shoot(page, 'console-desk-invitation');
  expect(supplier.complaints).toEqual([]);
});
