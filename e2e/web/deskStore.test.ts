import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { MerchantId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import type { Browser, Locator } from 'playwright-core';
import { manualClock } from '../../server/src/clock';
import { addStoreProduct } from '../../server/test/support/checkout';
import { asking, request } from '../../server/test/support/afterSale';
import { addMerchantWithStore } from '../../server/test/support/merchants';
import { cashier, startTestShop, type Person, type TestShop } from '../../server/test/support/shop';
import { openBrowser, visit, type Visitor } from './browser';
import { become, read, seen, tap } from './screen';
import { shoot } from './shots';

/* The desk's own page of a store, and what it sells, written on a phone. */

const OWNER = '江掌柜';
const CLERK = '小李';
const PICTURE = path.resolve(__dirname, '../../miniapp/src/icons/home.png');

let shop: TestShop;
let browser: Browser;
let visitor: Visitor;
let folder: string;
let merchant: MerchantId;
let store: StoreId;
let cake: ProductId;
let buyer: Person;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'paifan-desk-store-'));
  shop = await startTestShop({
    ...{ demo: true, clock: manualClock(new Date()), config: { files: { folder } } },
    ...{ services: ['web', 'worker', 'scheduler', 'simulator'], tickMs: 20 },
  });
  ({ merchantId: merchant, storeId: store } = await addMerchantWithStore(shop));
  await employ(await shop.signIn('desk-owner'), OWNER, 'owner');
  await employ(await shop.signIn('desk-clerk'), CLERK, 'clerk');
  buyer = await shop.signIn('desk-buyer');
  cake = await addStoreProduct(shop, store, { title: '桂花糕' }, { offersPickup: true });
  await shop.db.products.update({ merchantId: merchant }, { where: { id: cake } });
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
  await rm(folder, { recursive: true });
});

afterEach(async () => {
  if (visitor.complaints.length > 0) await shoot(visitor.page, 'complaint').catch(() => undefined);
  expect(visitor.complaints.splice(0)).toEqual([]);
});

async function employ({ id }: Person, name: string, role: 'owner' | 'clerk'): Promise<void> {
  await shop.db.members.update({ nickname: name, avatar: '/pictures/avatars/bun.svg' }, { where: { id } });
  await shop.db.staff.create({
    ...{ merchantId: merchant, memberId: id, name, role, createdAt: shop.clock.now() },
  });
}

function visitAs(nickname: string): void {
  beforeAll(async () => {
    visitor = await visit(browser, shop.url);
    await become(visitor.page, nickname);
  });
  afterAll(() => visitor.context.close());
}

async function atDesk(page: string, ready: string): Promise<void> {
  await visitor.page.goto('about:blank');
  await visitor.page.goto(`/#/packages/desk/${page}/index?merchant=${merchant}`);
  await seen(visitor.page, ready).first().waitFor();
}

const agree = (): Promise<void> => visitor.page.locator('.taro-model__confirm').click();
const input = (className: string): Locator =>
  visitor.page.locator(`.${className} input`).filter({ visible: true });

describe('who leads a store', () => {
  visitAs(OWNER);

  test('writes hours, phone, notice and pictures; what is wrong is said, and customers see what was saved', async () => {
    const { page } = visitor;
    await atDesk('home', 't-to-store');
    await tap(page, 't-to-store');
    await seen(page, 't-add-hours').waitFor();
    await shoot(page, 'desk-store');

    await tap(page, 't-add-hours');
    expect(await read(page, 't-hours-told')).toBe('每天09:00–21:00');
    for (const weekend of ['t-day-6', 't-day-7']) await tap(page, weekend);
    await seen(page, 't-hours-from').fill('08:30');
    await seen(page, 't-hours-to').fill('08:00');
    await seen(page, 't-store-problem').filter({ hasText: '关门要晚于开门' }).waitFor();
    await seen(page, 't-hours-to').fill('18:00');
    await tap(page, 't-add-hours');
    await seen(page, 't-store-problem').filter({ hasText: '星期' }).waitFor();
    for (const weekend of ['t-day-6', 't-day-7']) await seen(page, weekend).nth(1).click();
    await seen(page, 't-hours-to').nth(1).fill('00:00');
    expect(await read(page, 't-hours-told')).toBe('周一至周五08:30–18:00；周六、周日09:00–24:00');
    await input('t-hours-text').fill('');
    await input('t-store-phone').fill('0571-88001234');
    await page.locator('.t-desk-notice textarea').fill('今日有鲈鱼');
    const choosing = page.waitForEvent('filechooser');
    await tap(page, 't-store-pictures .t-add-picture');
    await page.getByText('从相册选择').click();
    await (await choosing).setFiles(PICTURE);
    await seen(page, 't-uploaded').nth(1).waitFor();
    await shoot(page, 'desk-store-written');
    await tap(page, 't-save-store');
    await page.getByText('已保存，门店页已更新').waitFor();

    await tap(page, 't-to-store');
    await seen(page, 't-store .t-opening-hours').filter({ hasText: '周六、周日 09:00–24:00' }).waitFor();
    await seen(page, 't-store-notice').filter({ hasText: '今日有鲈鱼' }).waitFor();
    await shoot(page, 'desk-store-as-seen');
    expect(await shop.db.stores.findByPk(store, { rejectOnEmpty: true })).toMatchObject({
      ...{ phone: '0571-88001234', pictures: [expect.stringMatching(/^\/uploads\//)] },
    });
  });

  test('keeps what was typed when it is refused', async () => {
    const { page } = visitor;
    await atDesk('store', 't-save-store');
    const notice = page.locator('.t-desk-notice textarea');
    await notice.fill('来店稳赚');
    await tap(page, 't-save-store');
    await page.getByText('不得使用「稳赚」一类的表述').waitFor();
    visitor.complaints.splice(0); // the browser notes every refusal
    expect(await notice.inputValue()).toBe('来店稳赚');
    expect((await shop.db.stores.findByPk(store, { rejectOnEmpty: true })).notice).toBe('今日有鲈鱼');
  });

  test('takes a product off the shelf and puts it back, and counts it anew', async () => {
    const { page } = visitor;
    const isOnSale = async () => (await shop.db.products.findByPk(cake, { rejectOnEmpty: true })).onSale;
    await atDesk('home', 't-to-products');
    await tap(page, 't-to-products');
    await seen(page, 't-desk-product').waitFor();
    await shoot(page, 'desk-products');
    await tap(page, 't-turn-sale');
    await agree();
    await seen(page, 't-on-sale').filter({ hasText: '已下架' }).waitFor();
    expect(await isOnSale()).toBe(false);
    await tap(page, 't-filter-onSale');
    await seen(page, 't-desk-products .t-empty').waitFor();
    await shoot(page, 'empty-desk-products');
    await tap(page, 't-filter-offSale');
    await tap(page, 't-turn-sale');
    await tap(page, 't-filter-all');
    await seen(page, 't-on-sale').filter({ hasText: '在售' }).waitFor();
    expect(await isOnSale()).toBe(true);

    await tap(page, 't-desk-product .t-stock');
    await input('t-stock-typed').fill('7');
    await shoot(page, 'desk-stock');
    await tap(page, 't-save-stock');
    await page.getByText('库存已更新').waitFor();
    await tap(page, 't-sheet-close');
    await seen(page, 't-desk-product').filter({ hasText: '库存 7 件' }).waitFor();
  });
});

describe('who decides about money back', () => {
  visitAs(OWNER);

  async function askBack(): Promise<string> {
    const order = await shop.buy(buyer, cashier(store, 10_000));
    const { no } = await request(buyer, order.no, asking(2_500));
    return no;
  }

  test('has nobody asking yet', async () => {
    await atDesk('afterSales', 't-desk-after-sales .t-empty');
    await shoot(visitor.page, 'empty-desk-after-sales');
  });

  test('refuses with a reason that the buyer reads', async () => {
    const { page } = visitor;
    const no = await askBack();
    await atDesk('afterSales', 't-desk-after-sale');
    await shoot(page, 'desk-after-sales');
    await tap(page, 't-desk-after-sale');
    await tap(page, 't-reject');
    await page.locator('.t-answer textarea').fill('已经用完了');
    await tap(page, 't-decide');
    await seen(page, 't-desk-after-sale-state').filter({ hasText: '已拒绝' }).waitFor();
    expect(await buyer.call('GET /api/after-sales/:no', { params: { no } })).toMatchObject({
      ...{ state: 'rejected', answer: '已经用完了' },
    });
  });

  test('sees what a refund does before it agrees, and then the money goes back', async () => {
    const { page } = visitor;
    const no = await askBack();
    await atDesk('afterSales', 't-desk-after-sale');
    await tap(page, 't-desk-after-sale');
    await tap(page, 't-approve');
    await seen(page, 't-effects').waitFor();
    await shoot(page, 'desk-refund');
    await tap(page, 't-decide');
    await seen(page, 't-desk-after-sale-state')
      .filter({ hasText: /退款中|已退款/ })
      .waitFor();
    await shoot(page, 'desk-after-sale');
    const { state } = await buyer.call('GET /api/after-sales/:no', { params: { no } });
    expect(['refunding', 'refunded']).toContain(state);
  });
});

describe('who only works there', () => {
  visitAs(CLERK);

  test('reads the page and the products, and finds nothing to change', async () => {
    const { page } = visitor;
    await atDesk('store', 't-store-told');
    await shoot(page, 'desk-store-told');
    for (const absent of ['t-save-store', 't-add-hours']) expect(await seen(page, absent).count()).toBe(0);
    await atDesk('products', 't-desk-product');
    for (const absent of ['t-turn-sale', 't-stock']) expect(await seen(page, absent).count()).toBe(0);
    await atDesk('afterSales', 't-desk-after-sales');
    await tap(page, 't-filter-all');
    await tap(page, 't-desk-after-sale');
    await seen(page, 't-desk-after-sale-state').waitFor();
    for (const absent of ['t-approve', 't-reject']) expect(await seen(page, absent).count()).toBe(0);
  });
});
