import type { Browser, Page } from 'playwright-core';
import { addMerchantWithStore, DESK_PASSWORD, staffWith } from '../../server/test/support/merchants';
import { operatorWith, PASSWORD } from '../../server/test/support/operators';
import { openStockedShop, type TestShop } from '../support/shop';
import { shoot } from '../web/shots';
import { letLoad } from './pageStates';
import { enter, openConsoleBrowser, sitDown, type Side, type Workplace } from './workplace';

/* A session that ends while somebody fills something in: signing in stands above the page, and nothing is lost. */

let shop: TestShop;
let browser: Browser;
beforeAll(async () => {
  [shop, browser] = [await openStockedShop(), await openConsoleBrowser()];
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

/** Somebody at a page, whose session can be ended from elsewhere. */
interface Seat extends Workplace {
  readonly login: string;
  readonly password: string;
  endSession(): Promise<unknown>;
}

async function operatorAt(address: string): Promise<Seat> {
  const operator = await operatorWith(shop, 'owner');
  const endSession = () => operator.call('DELETE /api/admin/session');
  return { ...(await seat('operator', operator, address)), password: PASSWORD, endSession };
}

async function deskAt(address: string): Promise<Seat> {
  const staff = await staffWith(shop, (await addMerchantWithStore(shop)).merchantId, 'owner');
  const endSession = () => staff.call('DELETE /api/desk/session');
  return { ...(await seat('staff', staff, `desk/${address}`)), password: DESK_PASSWORD, endSession };
}

async function seat(side: Side, { token, login }: { token: string; login: string | null }, address: string) {
  const place = await sitDown(browser, shop);
  await enter(place, side, token, address);
  await letLoad(place.page);
  return { ...place, login: login ?? '' };
}

const over = (page: Page) => page.getByRole('dialog').filter({ hasText: '登录已过期' });
const signIn = (page: Page) =>
  over(page)
    .getByRole('button', { name: /登\s*录/ })
    .click();
const press = (page: Page, name: RegExp) => page.getByRole('button', { name }).last().click();

const SIDES = [
  {
    whose: 'an operator in a dialog',
    sitAt: () => operatorAt('categories'),
    open: (page: Page) => press(page, /新建分类/),
    field: '名称',
    saved: '已新建',
  },
  {
    whose: 'a merchant on a page',
    sitAt: () => deskAt('stores'),
    open: () => Promise.resolve(),
    field: '店铺公告',
    saved: '已保存',
  },
] as const;

test.each(SIDES)('$whose signs in above it, and saves what was typed before', async (row) => {
  const { page, login, password, endSession } = await row.sitAt();
  await row.open(page);
  await page.getByLabel(row.field, { exact: true }).fill('立冬上新');
  await endSession();
  await press(page, /保\s*存/);

  await over(page).waitFor();
  expect(await over(page).getByLabel('登录名').inputValue()).toBe(login);
  expect(await over(page).getByLabel('登录名').isDisabled()).toBe(true);
  await shoot(page, 'console-sign-in-again');
  await page.keyboard.press('Escape');
  await over(page).getByLabel('密码').fill('not the password');
  await signIn(page);
  await over(page).getByRole('alert').getByText('不正确').waitFor();
  await over(page).getByLabel('密码').fill(password);
  await signIn(page);
  await over(page).waitFor({ state: 'detached' });

  expect(await page.getByLabel(row.field, { exact: true }).inputValue()).toBe('立冬上新');
  await press(page, /保\s*存/);
  await page.getByText(row.saved).waitFor();
});

test('who gives up what was typed, or typed nothing, signs in on a page of its own', async () => {
  const typing = await operatorAt('categories');
  await press(typing.page, /新建分类/);
  await typing.page.getByLabel('名称', { exact: true }).fill('立冬上新');
  await typing.endSession();
  await press(typing.page, /保\s*存/);
  await over(typing.page).getByRole('button', { name: '放弃填写的内容，退出' }).click();
  await typing.page.getByRole('link', { name: '商家、供应商登录' }).waitFor();
  expect(await typing.page.getByText('立冬上新').count()).toBe(0);

  const reading = await operatorAt('categories');
  await reading.endSession();
  await reading.page.getByRole('link', { name: '订单', exact: true }).click();
  await reading.page.getByRole('link', { name: '商家、供应商登录' }).waitFor();
  expect(await over(reading.page).count()).toBe(0);
});
