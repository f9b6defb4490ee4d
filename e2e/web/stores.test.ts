import { randomUUID } from 'node:crypto';
import type { StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import type { Browser } from 'playwright-core';
import { addStoreProduct } from '../../server/test/support/checkout';
import { operatorWith, type TestOperator } from '../../server/test/support/operators';
import { openStockedShop, type TestShop } from '../support/shop';
import { openBrowser, visit, type Visitor } from './browser';
import { become, pay, read, seen, tab, tap } from './screen';
import { shoot } from './shots';

const BUYER = '林秋月';
const BARBER = '清风理发店';
const BOOKS = '半日书店';
const AT_THE_BARBER = { latitude: 30.2529, longitude: 120.1658 };

let shop: TestShop;
let operator: TestOperator;
let browser: Browser;
let visitor: Visitor;
const stores = new Map<string, StoreId>();

const storeNamed = (name: string): StoreId => stores.get(name) ?? ('0' as StoreId);

const hangCode = (name: string, label: string) =>
  operator.call('POST /api/admin/stores/:id/cashier-codes', {
    params: { id: storeNamed(name) },
    body: { label },
    headers: { 'Idempotency-Key': randomUUID() },
  });

beforeAll(async () => {
  shop = await openStockedShop({ members: ['qiuyue'] });
  operator = await operatorWith(shop, 'owner');
  for (const { id, name } of (await shop.anyone.call('GET /api/stores')).items) stores.set(name, id);
  await addStoreProduct(
    shop,
    storeNamed(BARBER),
    { title: '牛角梳', priceFen: fen(4_800), categoryId: 'pantry' },
    { offersExpress: true, offersPickup: true },
  );
  await shop.db.stores.update({ notice: '周三上午理发不用排队' }, { where: { id: storeNamed(BARBER) } });
  await operator.call('PUT /api/admin/stores/:id/cashier-discount', {
    params: { id: storeNamed(BARBER) },
    body: {
      cashierDiscount: {
        minFen: fen(5_000),
        repeats: false,
        discount: { type: 'amountOff', offFen: fen(500) },
      },
    },
  });
  browser = await openBrowser();
});

beforeEach(async () => {
  visitor = await visit(browser, shop.url);
  await become(visitor.page, BUYER);
});

/** Answers that a test brings about on purpose; the browser reports them as errors. */
let expected: RegExp | null;
beforeEach(() => {
  expected = null;
});

afterEach(async () => {
  const complaints = visitor.complaints.filter((complaint) => expected?.test(complaint) !== true);
  if (complaints.length > 0) await shoot(visitor.page, 'complaint').catch(() => undefined);
  await visitor.context.close();
  expect(complaints).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

/** Opens a page by its address, as a link does. */
async function openFresh(address: string): Promise<void> {
  await visitor.page.goto('about:blank');
  await visitor.page.goto(address);
}

describe('stores', () => {
  test('the nearest first; its page; what it sells, fetched there with a code', async () => {
    const { page, context } = visitor;
    await context.grantPermissions(['geolocation']);
    await context.setGeolocation(AT_THE_BARBER);
    await tab(page, 'stores');
    await seen(page, 't-stores .t-store-card').nth(2).waitFor();
    expect(await seen(page, 't-stores .t-distance').count()).toBe(0);
    await shoot(page, 'stores-newest');
    await tap(page, 't-stores .t-sort-near');
    await seen(page, 't-stores .t-distance').first().waitFor();
    expect(await read(page, 't-stores .t-store-name')).toBe(BARBER);
    expect(await read(page, 't-stores .t-distance')).toBe('10m');
    await shoot(page, 'stores-near');

    await tap(page, 't-stores .t-store-card');
    await seen(page, 't-store .t-product-card').waitFor();
    expect(await read(page, 't-store .t-cashier-discount')).toBe('满50.00元减5.00元');
    expect(await read(page, 't-store .t-store-notice')).toBe('周三上午理发不用排队');
    await shoot(page, 'store');
    await seen(page, 't-store .t-product-card').scrollIntoViewIfNeeded();
    await shoot(page, 'store-products');

    await tap(page, 't-store .t-product-card');
    await tap(page, 't-buy');
    await seen(page, 't-confirm-line').waitFor();
    await tap(page, 't-delivery-pickup');
    await seen(page, 't-pickup').waitFor();
    await pay(page);
    await tap(page, 't-to-order');
    expect(await read(page, 't-pickup-code')).toMatch(/^\d{8}$/);
  });

  test('are found by name or trade, and it is said when none is', async () => {
    const { page } = visitor;
    await tab(page, 'stores');
    const search = page.locator('.t-stores .t-search input');
    await search.fill('书店');
    await page.keyboard.press('Enter');
    await seen(page, 't-stores .t-store-card').nth(1).waitFor({ state: 'detached' });
    expect(await read(page, 't-stores .t-store-name')).toBe(BOOKS);
    await search.fill('铁匠');
    await page.keyboard.press('Enter');
    await seen(page, 't-stores .t-empty').waitFor();
    await shoot(page, 'stores-none-found');
  });

  test('without leave to know the place they stay as they were, and it says how to allow it', async () => {
    const { page } = visitor;
    await tab(page, 'stores');
    await seen(page, 't-stores .t-store-card').nth(2).waitFor();
    await tap(page, 't-stores .t-sort-near');
    await seen(page, 't-stores .t-location-refused').waitFor();
    expect(await seen(page, 't-stores .t-store-card').count()).toBe(3);
    await shoot(page, 'stores-place-refused');
  });
});

describe('a cashier’s code', () => {
  test('typed where WeChat scans: amount, what is taken off, payment, place in line', async () => {
    const { page } = visitor;
    const { scene } = await hangCode(BARBER, '前台');
    await tab(page, 'home');
    await tap(page, 't-home .t-scan');
    await seen(page, 't-scan-code').fill(scene.slice('c_'.length).toLowerCase());
    await shoot(page, 'scan-sheet');
    await tap(page, 't-scan-confirm');
    expect(await read(page, 't-cashier-label')).toBe('前台');
    for (const key of ['6', '8']) await tap(page, `t-key-${key}`);
    await shoot(page, 'cashier-amount');
    await tap(page, 't-cashier-next');
    expect(await read(page, 't-discount')).toBe('¥5.00');
    expect(await read(page, 't-total')).toBe('¥63.00');
    await shoot(page, 'cashier-confirm');
    await tap(page, 't-change-amount');
    expect(await read(page, 't-typed')).toBe('68');
    await tap(page, 't-cashier-next');
    await pay(page);
    expect(await read(page, 't-place')).toBe('1');
  });

  test('in an address opens the cashier; once it is revoked, it leads to the stores', async () => {
    const { page } = visitor;
    const { id, scene } = await hangCode(BOOKS, '柜台');
    await openFresh(`/?scene=${scene}`);
    expect(await read(page, 't-cashier-label')).toBe('柜台');
    await operator.call('POST /api/admin/cashier-codes/:id/revoke', { params: { id } });
    expected = /410 \(Gone\)/;
    await openFresh(`/#/packages/store/cashier/index?scene=${scene}`);
    await seen(page, 't-useless-code .t-store-card').nth(2).waitFor();
    expect(await read(page, 't-useless-code')).toContain('该收款码已停用');
    await shoot(page, 'cashier-revoked');
  });

  test('that is none of the shop’s opens the home page, which says so', async () => {
    const { page } = visitor;
    expected = /404 \(Not Found\)/;
    await openFresh('/?scene=c_NOSUCHCODE');
    expect(await read(page, 't-scene-notice')).toContain('无法识别该小程序码');
    await seen(page, 't-home .t-product-card').first().waitFor();
    await shoot(page, 'home-unknown-code');
    await page.getByLabel('知道了').click();
    await page.locator('.t-scene-notice').waitFor({ state: 'detached' });
  });
});
