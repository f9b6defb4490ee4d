import type { Browser } from 'playwright-core';
import { startTestShop, type Person, type TestShop } from '../../server/test/support/shop';
import { openBrowser, visit, type Visitor } from './browser';
import { become, read, seen, tap } from './screen';
import { shoot } from './shots';

const MEMBER = '沈知夏';

let shop: TestShop;
let browser: Browser;
let visitor: Visitor;
let member: Person;

beforeAll(async () => {
  shop = await startTestShop({ demo: true });
  member = await shop.signIn('address-member');
  await shop.db.members.update(
    { nickname: MEMBER, avatar: '/pictures/avatars/bun.svg' },
    { where: { id: member.id } },
  );
  browser = await openBrowser();
  visitor = await visit(browser, shop.url);
  await become(visitor.page, MEMBER);
  await visitor.page.goto('/#/packages/shop/addresses/index');
});
afterEach(() => expect(visitor.complaints).toEqual([]));
afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

const write = (field: string, text: string): Promise<void> =>
  visitor.page.locator(`.t-${field} input`).fill(text);
const addresses = async () => (await member.call('GET /api/me/addresses')).items;

test('an address is written by hand; what is missing is said when it is to be saved', async () => {
  const { page } = visitor;
  await seen(page, 't-own-address').waitFor();
  await shoot(page, 'page-addresses');
  await tap(page, 't-address-new');
  await seen(page, 't-address-form').waitFor();
  expect(await seen(page, 't-problem').count()).toBe(0);
  await tap(page, 't-address-save');
  expect(await read(page, 't-problem')).toBe('请填写收货人');
  await shoot(page, 'page-address-problem');
  for (const [field, text] of [
    ['address-name', '周明远'],
    ['address-phone', '13900000002'],
    ['region-province', '江苏省'],
    ['region-city', '苏州市'],
    ['region-district', '姑苏区'],
    ['address-detail', '平江路 2 号'],
  ] as const)
    await write(field, text);
  await tap(page, 't-address-default');
  await shoot(page, 'page-address');
  await tap(page, 't-address-save');
  await seen(page, 't-own-address').filter({ hasText: '平江路 2 号' }).waitFor();
  expect(await addresses()).toMatchObject([
    { name: '周明远', city: '苏州市', regionCode: '320000', isDefault: true },
    { isDefault: false },
  ]);
});

test('it is changed, and keeps what was not touched', async () => {
  const { page } = visitor;
  await seen(page, 't-own-address').filter({ hasText: '平江路 2 号' }).locator('.t-edit').click();
  await seen(page, 't-address-form').waitFor();
  await write('address-detail', '平江路 20 号');
  await tap(page, 't-address-save');
  await seen(page, 't-own-address').filter({ hasText: '平江路 20 号' }).waitFor();
  expect(await addresses()).toMatchObject([{ name: '周明远', detail: '平江路 20 号', isDefault: true }, {}]);
});

test('another one becomes the default, and one is deleted', async () => {
  const { page } = visitor;
  await tap(page, 't-make-default');
  await seen(page, 't-own-address').first().filter({ hasText: '老街 1 号' }).waitFor();
  await seen(page, 't-own-address').filter({ hasText: '平江路' }).locator('.t-remove').click();
  await page.locator('.taro-model__confirm').click();
  await seen(page, 't-own-address').filter({ hasText: '平江路' }).waitFor({ state: 'detached' });
  expect(await addresses()).toMatchObject([{ detail: '老街 1 号', isDefault: true }]);
});

test('without a network the page says so, quietly', async () => {
  const { page, context } = visitor;
  await context.setOffline(true);
  expect(await read(page, 't-offline')).toBe('当前无网络，显示的是上次的内容');
  await shoot(page, 'page-offline');
  await context.setOffline(false);
  await seen(page, 't-offline').waitFor({ state: 'detached' });
});
