import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { openidOf } from '../../server/src/demo/people';
import { changeOf } from '../../server/test/support/catalogue';
import { redeemed } from '../../server/test/support/gifts';
import { operatorWith } from '../../server/test/support/operators';
import { mall } from '../../server/test/support/shop';
import { submittedProposal } from '../../server/test/support/catalogue';
import { openStockedShop, type TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { keepSeats, openConsoleBrowser, type Seats } from './workplace';

/* The catalogue: from a picture to a product with SKUs and rules of its own, its shelves, tables in and out. */

let shop: TestShop;
let browser: Browser;
let seats: Seats;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paifan-catalogue-'));
  shop = await openStockedShop({ members: ['mingyuan'], config: { files: { folder } } });
  browser = await openConsoleBrowser();
  seats = keepSeats(browser, shop);
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
  await rm(folder, { recursive: true });
});

/** Chooses in a select that is labelled. */
async function choose(page: Page, within: Page | Locator, label: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: label }).click();
  await page.locator('.ant-select-item-option', { hasText: option }).filter({ visible: true }).click();
}

const titled = (title: string) => shop.db.products.findOne({ where: { title }, rejectOnEmpty: true });

test('a product is made with pictures, specs and rules; what gives too much has to be let pass', async () => {
  const clerk = await seats('catalogue', '');
  const { page } = clerk;
  await page.getByRole('link', { name: '商品', exact: true }).click();
  await page.getByRole('link', { name: '青瓷茶杯' }).waitFor();
  await shoot(page, 'console-products');

  await page.getByRole('button', { name: '新建商品' }).click();
  await page.getByLabel('商品名称').fill('蓝印花布围裙');
  await choose(page, page, '分类', '织物洗护');
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({
      name: 'apron.png',
      mimeType: 'image/png',
      buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 160, height: 160 } }),
    });
  await page.getByRole('img', { name: '商品图片 1' }).waitFor();
  await page.getByRole('button', { name: '建立商品' }).click();
  await page.getByText('请填写每个规格的价格').waitFor();

  await page.getByRole('button', { name: '添加规格项' }).click();
  await page.getByLabel('规格名 1').fill('颜色');
  const values = page.getByRole('combobox', { name: '颜色的值' });
  for (const value of ['靛蓝', '月白']) {
    await values.fill(value);
    await values.press('Enter');
  }
  await page.getByRole('button', { name: '生成组合（2）' }).click();
  await page.getByLabel('靛蓝价格').fill('88');
  await page.getByLabel('靛蓝成本').fill('40');
  await page.getByRole('button', { name: '第一行的价格与成本用于全部' }).click();
  await page.getByLabel('月白库存').fill('30');
  await page.getByLabel('上架', { exact: true }).click();
  await shoot(page, 'console-product-new');
  await page.getByRole('button', { name: '建立商品' }).click();
  await page.getByRole('heading', { name: '蓝印花布围裙' }).waitFor();
  const made = await titled('蓝印花布围裙');
  const skus = await shop.db.skus.findAll({ where: { productId: made.id }, order: [['sort', 'ASC']] });
  expect(skus.map(({ name, priceFen, stock }) => [name, priceFen, stock])).toEqual([
    ['靛蓝', 8_800, 0],
    ['月白', 8_800, 30],
  ]);

  await page.getByLabel('靛蓝库存增减').fill('12');
  const rule = page.getByRole('region', { name: '商品：提取比例' });
  await rule.getByText('单独设置').click();
  await rule.getByLabel('提取比例', { exact: true }).fill('90');
  await page.getByRole('button', { name: /^(loading )?保\s*存$/ }).click();
  const question = page.getByRole('dialog', { name: '让利超出利润' });
  await question.getByRole('button', { name: '仍然保存' }).hover();
  await shoot(page, 'console-product-margin');
  await question.getByRole('button', { name: '不做了' }).click();
  await rule.getByLabel('提取比例', { exact: true }).fill('3.5');
  await page.getByRole('button', { name: /^(loading )?保\s*存$/ }).click();
  await page.getByText('已保存').waitFor();
  expect((await titled('蓝印花布围裙')).rebate).toEqual({ extractionRatio: '0.035' });
  expect((await shop.db.skus.findByPk(skus[0]?.id))?.stock).toBe(12);
  await page.getByText('现有 12，增减').waitFor();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await shoot(page, 'console-product-1920');

  // Somebody else saves it meanwhile: what is typed here stays, and does not overwrite theirs.
  const other = await operatorWith(shop, 'catalogue');
  const { product } = await other.call('GET /api/admin/products/:id', { params: { id: made.id } });
  await other.call('PUT /api/admin/products/:id', {
    params: { id: made.id },
    body: changeOf(product, { summary: '别人写的' }),
  });
  await page.getByLabel('简介').fill('我写的');
  await page.getByRole('button', { name: /^(loading )?保\s*存$/ }).click();
  await page.getByText('商品已被他人修改').first().waitFor();
  expect(await page.getByLabel('简介').inputValue()).toBe('我写的');
  await page.reload();
  expect(await page.getByLabel('简介').inputValue()).toBe('别人写的');
  // The refusals are what the browser complains of.
  expect(clerk.complaints.filter((each) => !each.includes('409'))).toEqual([]);
});

test('going off sale tells who would wait for ever, and is done only if somebody says so', async () => {
  shop.clock.advance(1_000);
  await shop.publish({ mallSharesQueue: false });
  shop.clock.advance(1_000);
  const buyer = await shop.signIn(openidOf('mingyuan'));
  const cup = await titled('青瓷茶杯');
  await shop.buy(buyer, mall(cup.id));
  const clerk = await seats('catalogue', 'products?search=青瓷茶杯');
  const { page } = clerk;
  await page.getByRole('row').filter({ hasText: '青瓷茶杯' }).getByRole('checkbox').check();
  await page.getByText('已选 1 个').waitFor();
  await page.getByRole('button', { name: /^(loading )?下\s*架$/ }).click();
  await page
    .getByRole('dialog', { name: '批量下架' })
    .getByRole('button', { name: /^(loading )?下\s*架$/ })
    .click();
  const question = page.getByRole('dialog', { name: '仍有会员在等待' });
  await question.getByText(/1 个权益在等待，待奖励 ¥/).waitFor();
  await shoot(page, 'console-product-waiting');
  expect((await titled('青瓷茶杯')).onSale).toBe(true);
  await question.getByRole('button', { name: '仍然下架' }).click();
  await page.getByText('已下架').waitFor();
  expect((await titled('青瓷茶杯')).onSale).toBe(false);
  expect(clerk.complaints.filter((each) => !each.includes('409'))).toEqual([]);
});

test('a table is checked row by row, imported whole, and the catalogue comes back as a table', async () => {
  const clerk = await seats('catalogue', 'products/import');
  const { page } = clerk;
  const table = (...rows: string[]) => ({
    name: 'products.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      ['商品编码,商品名称,分类,价格（元）,成本（元）,库存,商品上架,图片', ...rows].join('\n'),
    ),
  });
  const good = 'SALT-1,竹盐 250 g,粮油干货,19.80,9.00,60,是,/pictures/products/wild-honey.svg';
  await page
    .locator('input[type=file]')
    .setInputFiles(table(good, 'OIL-1,茶籽油,没有的分类,十元,9.00,60,是,/pictures/a.svg'));
  await page.getByText('发现 2 处问题').waitFor();
  await page.getByRole('cell', { name: '没有名为「没有的分类」的分类' }).waitFor();
  await shoot(page, 'console-import-problems');

  await page.locator('input[type=file]').setInputFiles(table(good));
  await page.getByRole('button', { name: '导入 1 个商品' }).click();
  await page
    .getByRole('dialog', { name: '导入商品' })
    .getByRole('button', { name: /^(loading )?导\s*入$/ })
    .click();
  await page.getByText('已导入 1 个商品').waitFor();
  await shoot(page, 'console-import-done');
  expect(await titled('竹盐 250 g')).toMatchObject({ priceFen: 1_980, onSale: true });

  await page.getByRole('link', { name: '查看商品' }).click();
  await page.getByRole('button', { name: '导出商品' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '开始导出' }).click();
  expect((await download).suggestedFilename()).toMatch(/^导出商品.*\.xlsx$/);
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '任务', exact: true }).click();
  await page.getByRole('cell', { name: '导出商品' }).waitFor();
  await shoot(page, 'console-tasks');
  expect(clerk.complaints).toEqual([]);
});

test('shelves: a category, a freight template, a coupon and a gift', async () => {
  const clerk = await seats('catalogue', 'categories');
  const { page } = clerk;
  await page.getByRole('link', { name: '分类', exact: true }).click();
  await page.getByRole('button', { name: '新建分类' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('时令');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(loading )?保\s*存$/ })
    .click();
  await page.getByRole('button', { name: '上移时令' }).click();
  await page.getByText('已排好').waitFor();
  await shoot(page, 'console-categories');

  await page.getByRole('link', { name: '运费模板', exact: true }).click();
  await page.getByRole('button', { name: '新建运费模板' }).click();
  await page.getByLabel('模板名称').fill('江浙沪优惠');
  await page.getByRole('button', { name: '添加地区组' }).click();
  const regions = page.getByRole('combobox', { name: '地区组 1 的地区' });
  for (const name of ['浙江', '江苏', '上海']) {
    await regions.fill(name);
    await page.locator('.ant-select-item-option', { hasText: name }).filter({ visible: true }).click();
  }
  await regions.press('Escape');
  await page.getByLabel('地区组 1首费').fill('5');
  await shoot(page, 'console-freight-editor');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(loading )?保\s*存$/ })
    .click();
  await page.getByText('浙江、江苏、上海：首 1 件 ¥5.00，每续 1 件 ¥2.00').waitFor();

  await page.getByRole('link', { name: '优惠券', exact: true }).click();
  await page.getByRole('button', { name: '新建优惠券' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('新客满减');
  await shoot(page, 'console-coupon-new');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(loading )?新\s*建$/ })
    .click();
  await page.getByRole('cell', { name: '新客满减' }).waitFor();
  await page.getByRole('button', { name: /^(loading )?停\s*止$/ }).click();
  await page.getByRole('button', { name: '停止发放' }).click();
  await page.getByText('已停止发放').first().waitFor();
  await shoot(page, 'console-coupons');

  await page.getByRole('link', { name: '礼品', exact: true }).click();
  await page.getByRole('button', { name: '新建礼品' }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('名称').fill('竹编杯垫');
  await drawer.locator('input[type=file]').setInputFiles({
    name: 'coaster.png',
    mimeType: 'image/png',
    buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 120, height: 120 } }),
  });
  await drawer.getByRole('img', { name: '礼品图片 1' }).waitFor();
  await drawer.getByLabel('库存').fill('20');
  await drawer.getByRole('button', { name: /^(loading )?保\s*存$/ }).click();
  await page.getByRole('cell', { name: '竹编杯垫' }).waitFor();
  await shoot(page, 'console-gifts');
  expect(clerk.complaints).toEqual([]);
});

test('a review is answered and hidden; a redeemed gift is sent, another one given back', async () => {
  const buyer = await shop.signIn(openidOf('mingyuan'));
  const { no } = await shop.buy(buyer, mall((await titled('手工挂面 900 g')).id));
  await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
  const params = { no, line: 0 };
  await buyer.call('PUT /api/orders/:no/lines/:line/review', {
    params,
    body: { stars: 4, text: '面很筋道，包装有点皱' },
  });
  const gifts = [await redeemed(shop), await redeemed(shop)];

  const owner = await seats('owner', 'reviews');
  const { page } = owner;
  await page.getByRole('link', { name: '评价', exact: true }).click();
  const review = page.getByRole('row').filter({ hasText: '面很筋道' });
  await review.getByRole('button', { name: /^(loading )?回\s*复$/ }).click();
  await page.getByLabel('回复（所有人可见）').fill('谢谢，已换了厚一些的纸盒');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(loading )?保\s*存$/ })
    .click();
  await review.getByText('回复：谢谢').waitFor();
  await review.getByRole('button', { name: /^(loading )?隐\s*藏$/ }).click();
  await page.getByLabel('理由（仅操作员可见）').fill('含个人信息');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(loading )?隐\s*藏$/ })
    .click();
  await review.getByText('已隐藏').waitFor();
  await shoot(page, 'console-reviews');

  await page.getByRole('link', { name: '礼品订单' }).click();
  await page
    .getByRole('button', { name: /^(loading )?发\s*货$/ })
    .first()
    .click();
  await choose(page, page.getByRole('dialog'), '快递公司', '顺丰速运');
  await page.getByLabel('快递单号').fill('SF1234567890');
  await shoot(page, 'console-gift-ship');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(loading )?发\s*货$/ })
    .click();
  // What is sent leaves the list of what is to be sent.
  const cancel = page.getByRole('button', { name: /^(loading )?取\s*消$/ });
  await cancel.nth(1).waitFor({ state: 'detached' });
  await cancel.click();
  await page.getByText('将退回').waitFor();
  await page.getByLabel('理由（会员会看到）').fill('断货了，抱歉');
  await page.getByRole('button', { name: '取消礼品订单' }).click();
  await page.getByText('没有这种状态的礼品订单').waitFor();
  const states = await shop.db.giftOrders.findAll({ where: { id: gifts.map(({ id }) => id) } });
  expect(states.map(({ state }) => state).sort()).toEqual(['cancelled', 'shipped']);
  expect(owner.complaints).toEqual([]);
});

test('a supplier’s product is compared and approved; who may only read sees no way to change anything', async () => {
  const proposal = await submittedProposal(shop, {
    categoryId: 'tea',
    pictures: ['/pictures/products/longjing-tea.svg'],
  });
  const clerk = await seats('catalogue', 'proposals');
  await clerk.page.getByRole('link', { name: '供应商商品审核' }).click();
  await clerk.page.getByRole('link', { name: proposal.title }).click();
  await clerk.page.getByText('新商品申请').waitFor();
  await shoot(clerk.page, 'console-proposal');
  await clerk.page.getByRole('button', { name: /^(loading )?通\s*过$/ }).click();
  await clerk.page
    .getByRole('dialog', { name: '通过新商品' })
    .getByRole('button', { name: /^(loading )?通\s*过$/ })
    .click();
  await clerk.page.getByText('已通过，商品已按申请更新').waitFor();

  const service = await seats('service', 'products');
  const { page } = service;
  await page.getByRole('link', { name: '商品', exact: true }).click();
  await page.getByRole('link', { name: proposal.title }).click();
  await page.getByText('您的角色不能查看平台设置').waitFor();
  expect(await page.getByLabel('商品名称').isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: /^(loading )?保\s*存$/ }).count()).toBe(0);
  await page.goto('/admin/products/new');
  await page.getByText('没有权限').waitFor();
  await page.goto('/admin/products');
  await page.getByRole('button', { name: '导出商品' }).waitFor();
  expect(await page.getByRole('button', { name: '新建商品' }).count()).toBe(0);
  expect([...clerk.complaints, ...service.complaints]).toEqual([]);
});
