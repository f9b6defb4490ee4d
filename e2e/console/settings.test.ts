import type { Browser } from 'playwright-core';
import { settingsInForce } from '../../server/src/db/settings';
import { SETTING_LIST } from '../../shared/src/settings/platformSettings';
import { openStockedShop, type TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { openConsoleBrowser, signInAs, sitDown } from './workplace';

/* Settings: from a change in the table to a published version, and back. */

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = [await openStockedShop(), await openConsoleBrowser()];
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

const extraction = async (): Promise<string> =>
  (await settingsInForce(shop.db, shop.clock.now())).settings.extractionRatio;

test('a setting is changed, its example follows, and it is published with a reason; the old version comes back', async () => {
  const owner = await sitDown(browser, shop, { width: 1920, height: 1080 });
  const { page } = owner;
  await signInAs(owner, shop, 'owner');
  const before = await extraction();
  await page.getByRole('link', { name: '平台设置' }).click();
  const field = page.locator('#setting-extractionRatio');
  await field.getByText('每笔订单实付金额中给前面队列的比例').waitFor();
  expect(await page.locator('.setting-example').count()).toBe(SETTING_LIST.length);
  // Every one of the 23, in order, with its meaning and default; 3 is done where the products are.
  const names = await page.locator('.setting strong').allInnerTexts();
  const numbers = names.flatMap((name) => /^\d+/.exec(name)?.[0] ?? []).map(Number);
  expect([...new Set(numbers)]).toEqual(Array.from({ length: 23 }, (_, index) => index + 1));
  expect(await page.locator('.setting-meaning', { hasText: '默认：' }).count()).toBe(SETTING_LIST.length);
  const oneClick = page.getByRole('region', { name: '一键启用' });
  await oneClick.getByText(/商城商品 \d+ 个，参与 \d+ 个/).waitFor();
  expect(await oneClick.getByRole('link', { name: '商品' }).getAttribute('href')).toBe('/admin/products');
  await shoot(page, 'console-settings-1920');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('#setting-unclaimed').scrollIntoViewIfNeeded();
  await shoot(page, 'console-settings');

  await field.getByLabel('提取比例').fill('3.5');
  await field.getByText('¥100.00 的订单给前面队列 ¥3.50').waitFor();
  await page.getByText('已改动 1 项，尚未发布').waitFor();
  // A draft outlives a reload of the page.
  await page.reload();
  expect(await field.getByLabel('提取比例').inputValue()).toBe('3.5');
  await page.getByRole('button', { name: '检查并发布' }).click();
  await page.getByText('全部商品与门店的让利都在利润之内').waitFor();
  await page.getByLabel('理由').fill('淡季少提一些');
  await shoot(page, 'console-publish');
  await page.getByRole('button', { name: '发布 1 项改动' }).click();
  await page.getByText('已发布').waitFor();
  expect(await extraction()).toBe('0.035');

  await page.getByRole('link', { name: '版本记录' }).first().click();
  const old = page.getByRole('row').filter({ hasText: '演示店开张' });
  await old.getByRole('button', { name: /比\s*较/ }).click();
  await page.getByRole('dialog').getByRole('cell', { name: '提取比例' }).waitFor();
  await page.keyboard.press('Escape');
  await old.getByRole('button', { name: /回\s*滚/ }).click();
  // As before publishing: what it changes, what it gives away, and why.
  const rolling = page.getByRole('dialog');
  await rolling.getByRole('cell', { name: '3.5%' }).waitFor();
  await rolling.getByText('全部商品与门店的让利都在利润之内').waitFor();
  expect(await rolling.getByLabel('理由').inputValue()).toMatch(/^回滚到版本 \d+$/);
  await shoot(page, 'console-roll-back');
  await rolling.getByRole('button', { name: '回滚 1 项改动' }).click();
  await page.getByText('已回滚').waitFor();
  expect(await extraction()).toBe(before);

  await page.goto('/admin/audit?action=settings.published');
  await page.getByRole('cell', { name: '发布设置' }).nth(1).click();
  await page.getByRole('row', { name: /提取比例 \S+% 3\.5%/ }).waitFor();
  await page.getByRole('row', { name: '说明 — 淡季少提一些' }).waitFor();
  await shoot(page, 'console-audit-settings');
  expect(owner.complaints).toEqual([]);
});

test('what gives more than it earns has to be let pass one by one', async () => {
  const owner = await sitDown(browser, shop);
  const { page } = owner;
  await signInAs(owner, shop, 'owner');
  await page.goto('/admin/settings');
  await page.locator('#setting-extractionRatio').getByLabel('提取比例').fill('60');
  await page.getByRole('button', { name: '检查并发布' }).click();
  // By the names of what is sold, and rounded; exact for whoever points at it.
  const store = page.locator('.ant-checkbox-group-item').filter({ hasText: '半日书店 · 线上' });
  await store.getByText(/让利\s*[\d.]+%，利润\s*25%，超出\s*[\d.]+%，仍然发布/).waitFor();
  await page.getByText('龙井茶').first().waitFor();
  const rounded = page.locator('.ant-checkbox-group-item .amount[title]');
  for (const text of await rounded.allInnerTexts()) expect(text).toMatch(/^-?\d+(\.\d{1,2})?%$/);
  const exact = await rounded.evaluateAll((all) => all.map((each) => each.getAttribute('title') ?? ''));
  expect(exact).toContainEqual(expect.stringMatching(/\.\d{4}%$/));
  await page.getByLabel('理由').fill('试一试');
  await page.getByRole('button', { name: '发布 1 项改动' }).click();
  await page.getByText('逐项确认').waitFor();
  await shoot(page, 'console-margin');
  expect(await extraction()).not.toBe('0.6');
});

test('a time that is picked far from Shanghai is the time of the shop', async () => {
  const owner = await sitDown(browser, shop, undefined, 'America/New_York');
  const { page } = owner;
  await signInAs(owner, shop, 'owner');
  await page.goto('/admin/settings');
  await page.locator('#setting-autoConfirmDays').getByRole('spinbutton').fill('12');
  await page.getByRole('button', { name: '检查并发布' }).click();
  await page.getByLabel('理由').fill('开春再改');
  await page.getByLabel('生效时间').fill('2031-01-05 10:00:00');
  await page.keyboard.press('Enter');
  // That took the time, and published nothing yet.
  await page.getByRole('button', { name: '发布 1 项改动' }).click();
  await page.getByText(/将于 2031-01-05 10:00:00\s*生效/).waitFor();
  const [latest] = await shop.db.settingsVersions.findAll({ order: [['id', 'DESC']], limit: 1 });
  expect(latest?.publishedAt.toISOString()).toBe('2031-01-05T02:00:00.000Z');
});

test('who may not publish sees the settings and no way to publish them', async () => {
  const auditor = await sitDown(browser, shop);
  await signInAs(auditor, shop, 'auditor');
  await auditor.page.goto('/admin/settings');
  const field = auditor.page.locator('#setting-extractionRatio');
  await field.getByLabel('提取比例').fill('3');
  await field.getByText('已改动').waitFor();
  expect(await auditor.page.getByRole('button', { name: '检查并发布' }).count()).toBe(0);
});
