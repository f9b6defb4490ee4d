import type { Browser, Page } from 'playwright-core';
import type { BodyInputOf } from '../../shared/src/contract/contract';
import { aStatement } from '../../server/test/support/payables';
import { openStockedShop, type TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { openConsoleBrowser, signInAs, sitDown } from './workplace';

/* Stores and merchants: from an application to a store that sells by its own rules, and to a payout. */

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = [await openStockedShop(), await openConsoleBrowser()];
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

const APPLICATION: BodyInputOf<'POST /api/applications'> = {
  ...{ kind: 'store', name: '江边小馆', trade: '餐饮', contactName: '李小江', phone: '13912345678' },
  ...{ district: '上城区', address: '江边路 1 号' },
  place: { latitudeE6: 30_250_000, longitudeE6: 120_160_000 },
  weeklyHours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '09:00', to: '18:00' })),
  pictures: ['/pictures/stores/noodle-house.svg'],
  licences: ['/pictures/stores/book-shop.svg'],
  commissionRatio: '0.1',
};

const answer = (page: Page, verb: string | RegExp) =>
  page.locator('.ant-modal-confirm').getByRole('button', { name: verb }).click();

test('an application is negotiated and approved, and its store gets its own rules and a code', async () => {
  const { application, key } = await shop.anyone.call('POST /api/applications', {
    ...{ body: APPLICATION, headers: { 'Idempotency-Key': 'an-application' } },
  });
  const { no } = application;
  const owner = await sitDown(browser, shop);
  const { page } = owner;
  await signInAs(owner, shop, 'owner');
  await page.getByRole('link', { name: '入驻申请' }).click();
  await page.getByRole('link', { name: '江边小馆' }).click();
  await page.getByText('13912345678').waitFor();
  await page.getByText('周一至周五 09:00–18:00').waitFor();
  await shoot(page, 'console-application');
  await page.getByRole('button', { name: '提议抽成' }).click();
  await page.getByLabel('平台抽成').fill('20');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /提\s*议/ })
    .click();
  await page.getByText('20%（待申请人确认）').waitFor();
  await shop.anyone.call('POST /api/applications/:no/accept', {
    ...{ params: { no }, body: { commissionRatio: '0.2', key: key ?? undefined } },
  });
  await page.reload();
  await page.getByText('20%（申请人已同意）').waitFor();
  await page.getByRole('button', { name: /^(loading )?通\s*过$/ }).click();
  await page.getByLabel('负责人的登录名').fill('jiangbian');
  await shoot(page, 'console-approve');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^(loading )?通\s*过$/ })
    .click();
  await answer(page, /^通\s*过$/);
  // What the demo gives away is more than a fifth of a sale.
  await answer(page, '仍然保存');
  await page.getByRole('dialog').getByText('只显示这一次').waitFor();
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: '已入驻，查看商家' }).click();
  await page.getByRole('cell', { name: 'jiangbian' }).waitFor();
  await shoot(page, 'console-merchant');
  await page.getByRole('link', { name: '江边小馆', exact: true }).click();
  await page.getByLabel('店铺公告').fill('今日有鲈鱼');
  await page.getByRole('button', { name: /^(loading )?保\s*存$/ }).click();
  await page.getByText('已保存').waitFor();
  await shoot(page, 'console-store');

  await page.getByRole('tab', { name: '排队返利规则' }).click();
  await page.getByRole('tab', { name: '收银台', exact: true }).click();
  const extraction = page.getByRole('region', { name: '收银台：提取比例' });
  await extraction.getByText('单独设置').click();
  await extraction.getByLabel('提取比例', { exact: true }).fill('60');
  await extraction.getByText('¥100.00 的订单给前面队列 ¥60.00').waitFor();
  await shoot(page, 'console-store-rules');
  await page.getByRole('button', { name: '检查并保存' }).click();
  await page.locator('.ant-modal-confirm-title').getByText('让利超出利润').waitFor();
  await shoot(page, 'console-store-margin');
  await answer(page, '仍然保存');
  await page.getByText('规则已保存').waitFor();
  const store = await shop.db.stores.findOne({ where: { name: '江边小馆' }, rejectOnEmpty: true });
  expect(store).toMatchObject({ notice: '今日有鲈鱼', cashier: { extractionRatio: '0.6' }, rebate: {} });

  await page.getByRole('tab', { name: '收银码' }).click();
  await page.getByRole('button', { name: '新增收银码' }).click();
  await page.getByRole('dialog').getByLabel('位置').fill('3 号桌');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /生\s*成/ })
    .click();
  const code = page.getByRole('row').filter({ hasText: '3 号桌' });
  await code.getByRole('link', { name: '查看与打印' }).click();
  await page.getByRole('img', { name: '小程序收银码' }).waitFor();
  await shoot(page, 'console-cashier-code');
  await page.getByRole('link', { name: '返回门店' }).click();
  await code.getByRole('button', { name: /作\s*废/ }).click();
  await answer(page, /作\s*废/);
  await code.getByText('已作废').waitFor();
  // The browser itself says what was refused at first.
  expect(owner.complaints).toEqual([expect.stringContaining('/approve'), expect.stringContaining('/rules')]);
});

test('one operator asks for a merchant to be paid, another approves it and writes down the transfer', async () => {
  await aStatement(shop);
  const first = await sitDown(browser, shop, { width: 1920, height: 1080 });
  await signInAs(first, shop, 'finance');
  await first.page.getByRole('link', { name: '商家日结' }).click();
  await first.page.getByRole('cell', { name: '¥70.00' }).waitFor();
  await shoot(first.page, 'console-statements');
  await first.page.getByRole('link', { name: '商家结算' }).click();
  await first.page.getByRole('button', { name: '申请结算' }).click();
  await answer(first.page, '申请结算');
  await first.page.getByRole('tab', { name: '结算单' }).click();
  await first.page.getByRole('button', { name: /复\s*核/ }).click();
  await first.page.getByText('自己的申请要由另一位操作员复核').waitFor();
  expect(await first.page.getByRole('button', { name: '复核通过' }).count()).toBe(0);

  const second = await sitDown(browser, shop);
  const { page } = second;
  await signInAs(second, shop, 'finance', 'merchant-payouts?tab=payouts');
  await page.getByRole('button', { name: /复\s*核/ }).click();
  await page.getByRole('button', { name: '复核通过' }).click();
  await answer(page, '复核通过');
  await page.getByRole('button', { name: '显示完整收款账户' }).click();
  await page.getByText('6222020000001234567').waitFor();
  await page.getByLabel('转账单号').fill('20260301998877');
  await shoot(page, 'console-payout');
  await page.getByRole('button', { name: '登记打款' }).click();
  await answer(page, '登记打款');
  await page.getByRole('dialog').getByText('已打款').waitFor();
  expect([...first.complaints, ...second.complaints]).toEqual([]);
});

test('who may not review sees stores and merchants, and no way to change them', async () => {
  const service = await sitDown(browser, shop);
  const { page } = service;
  await signInAs(service, shop, 'service');
  await page.getByRole('link', { name: '门店', exact: true }).click();
  await page.getByRole('link', { name: '江边小馆' }).click();
  await page.getByRole('tab', { name: '收银码' }).waitFor();
  expect(await page.getByRole('button', { name: /^(loading )?保\s*存$/ }).count()).toBe(0);
  expect(await page.getByRole('tab', { name: '排队返利规则' }).count()).toBe(0);
  await page.goto('/admin/applications');
  await page.getByRole('cell', { name: '江边小馆' }).waitFor();
  expect(await page.getByRole('link', { name: '江边小馆' }).count()).toBe(0);
  await page.goto('/admin/merchant-payouts');
  await page.getByText('没有权限').waitFor();
});
