import { productId, skuId } from '@paifan/shared/ids/ids';
import type { Browser } from 'playwright-core';
import { openidOf } from '../../server/src/demo/people';
import { couponDraft } from '../../server/test/support/checkout';
import { operatorWith } from '../../server/test/support/operators';
import { openDemoShop, type Person, type TestShop } from '../support/shop';
import { openBrowser, visit, type Visitor } from './browser';
import { become, seen, tap } from './screen';
import { shoot } from './shots';

/** The demo's first member, of whom there is most to show, and somebody who has just arrived. */
const REGULAR = '林秋月';
const NEWCOMER = '新来的邻居';

interface Shown {
  product: string;
  store: string;
  entry: string;
  placed: string;
  completed: string;
  completedInMall: string;
}

interface PageCase {
  name: string;
  path: (shown: Shown) => string;
  /** Class of the page's root. */
  root: string;
  /** What is in it once it has loaded. */
  ready: string;
}

const LOADED: PageCase[] = [
  { name: 'home', path: () => '/pages/home/index', root: 't-home', ready: 't-product-card' },
  { name: 'stores', path: () => '/pages/stores/index', root: 't-stores', ready: 't-store-card' },
  { name: 'line', path: () => '/pages/line/index', root: 't-line', ready: 't-entry' },
  { name: 'me', path: () => '/pages/me/index', root: 't-me', ready: 't-nickname' },
  {
    name: 'product',
    path: ({ product }) => `/packages/shop/product/index?id=${product}`,
    root: 't-product',
    ready: 't-buy',
  },
  {
    name: 'confirm',
    path: ({ product }) => `/packages/shop/confirm/index?productId=${product}&quantity=2`,
    root: 't-confirm',
    ready: 't-confirm-line',
  },
  {
    name: 'result',
    path: ({ completed }) => `/packages/shop/result/index?no=${completed}`,
    root: 't-result',
    ready: 't-place-card',
  },
  {
    name: 'store',
    path: ({ store }) => `/packages/store/detail/index?id=${store}`,
    root: 't-store',
    ready: 't-cashier',
  },
  {
    name: 'counter',
    path: ({ store }) => `/packages/store/cashier/index?id=${store}`,
    root: 't-cashier-page',
    ready: 't-key-5',
  },
  {
    name: 'history',
    path: ({ entry }) => `/packages/line/history/index?id=${entry}`,
    root: 't-history',
    ready: 't-payout',
  },
  { name: 'orders', path: () => '/packages/orders/list/index', root: 't-orders', ready: 't-order' },
  {
    name: 'order-unpaid',
    path: ({ placed }) => `/packages/orders/detail/index?no=${placed}`,
    root: 't-order-page',
    ready: 't-pay',
  },
  {
    name: 'order-done',
    path: ({ completed }) => `/packages/orders/detail/index?no=${completed}`,
    root: 't-order-page',
    ready: 't-order-entry',
  },
  { name: 'cart', path: () => '/pages/cart/index', root: 't-cart', ready: 't-cart-item' },
  { name: 'coupons', path: () => '/packages/shop/coupons/index', root: 't-coupons', ready: 't-claimable' },
  {
    name: 'favourites',
    path: () => '/packages/shop/favourites/index',
    root: 't-favourites',
    ready: 't-product-card',
  },
  {
    name: 'addresses',
    path: () => '/packages/shop/addresses/index',
    root: 't-addresses',
    ready: 't-own-address',
  },
  {
    name: 'after-sale-ask',
    path: ({ completed }) => `/packages/orders/afterSale/index?no=${completed}&line=0`,
    root: 't-ask-page',
    ready: 't-refund-preview',
  },
  {
    name: 'review',
    path: ({ completedInMall }) => `/packages/orders/review/index?no=${completedInMall}`,
    root: 't-review-page',
    ready: 't-review-card',
  },
  { name: 'terms', path: () => '/packages/me/terms/index', root: 't-terms-page', ready: 't-terms-text' },
  { name: 'bill', path: () => '/packages/me/bill/index', root: 't-bill', ready: 't-bill-item' },
  { name: 'messages', path: () => '/packages/me/messages/index', root: 't-messages', ready: 't-message' },
  { name: 'invite', path: () => '/packages/me/invite/index', root: 't-invite', ready: 't-invitee' },
];

const EMPTY: PageCase[] = [
  { name: 'line', path: () => '/pages/line/index', root: 't-line', ready: 't-empty' },
  { name: 'orders', path: () => '/packages/orders/list/index', root: 't-orders', ready: 't-empty' },
  { name: 'cart', path: () => '/pages/cart/index', root: 't-cart', ready: 't-empty' },
  {
    name: 'coupons',
    path: () => '/packages/shop/coupons/index?state=used',
    root: 't-coupons',
    ready: 't-empty',
  },
  {
    name: 'favourites',
    path: () => '/packages/shop/favourites/index',
    root: 't-favourites',
    ready: 't-empty',
  },
  {
    name: 'after-sales',
    path: () => '/packages/orders/afterSales/index',
    root: 't-after-sales',
    ready: 't-empty',
  },
  {
    name: 'reviews',
    path: ({ product }) => `/packages/shop/reviews/index?id=${product}`,
    root: 't-reviews-page',
    ready: 't-empty',
  },
  { name: 'bill', path: () => '/packages/me/bill/index', root: 't-bill', ready: 't-empty' },
  { name: 'messages', path: () => '/packages/me/messages/index', root: 't-messages', ready: 't-empty' },
  { name: 'invite', path: () => '/packages/me/invite/index', root: 't-invite', ready: 't-empty' },
];

const FAILING = LOADED.filter(({ name }) =>
  [
    ...['home', 'stores', 'line', 'me', 'product', 'orders', 'bill'],
    ...['cart', 'coupons', 'favourites', 'addresses', 'after-sale-ask', 'review', 'terms'],
  ].includes(name),
);

let shop: TestShop;
let browser: Browser;
let visitor: Visitor;
let shown: Shown;

beforeAll(async () => {
  shop = await openDemoShop();
  const { id } = await shop.signIn('web-newcomer');
  await shop.db.members.update(
    { nickname: NEWCOMER, avatar: '/pictures/avatars/bun.svg' },
    { where: { id } },
  );
  const regular = await shop.signIn(openidOf('qiuyue'));
  shown = await whatToShow(regular);
  await prepareShopping(regular, shown);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

/** What the demo's story leaves out: something in the cart, a favourite, a coupon to claim. */
async function prepareShopping(person: Person, { product }: Shown): Promise<void> {
  const { id, skus } = await person.call('GET /api/products/:id', { params: { id: productId(product) } });
  await person.call('PUT /api/me/favourites/:productId', { params: { productId: id } });
  await person.call('POST /api/cart/items', {
    body: { skuId: skus[0]?.id ?? skuId('0'), quantity: 1 },
  });
  const operator = await operatorWith(shop, 'owner');
  await operator.call('POST /api/admin/coupons', { body: couponDraft(shop) });
}

async function whatToShow(person: Person): Promise<Shown> {
  const [products, stores, entries, placed, completed] = await Promise.all([
    person.call('GET /api/products'),
    person.call('GET /api/stores'),
    person.call('GET /api/queue/entries', { query: { state: 'done' } }),
    person.call('GET /api/orders', { query: { state: 'placed' } }),
    person.call('GET /api/orders', { query: { state: 'completed' } }),
  ]);
  const first = <T>(items: readonly T[], what: string): T => {
    const [item] = items;
    if (item === undefined) throw new Error(`the demo has no ${what} to show`);
    return item;
  };
  return {
    product: first(products.items, 'product').id,
    store: first(stores.items, 'store').id,
    entry: first(entries.items, 'finished entry').id,
    placed: first(placed.items, 'unpaid order').no,
    completed: first(completed.items, 'completed order').no,
    completedInMall: first(
      completed.items.filter(({ kind }) => kind === 'mall'),
      'completed order of the mall',
    ).no,
  };
}

/** One visit for a whole group of tests; what the page complains of fails the test in which it does. */
function visitAs(nickname: string | null): void {
  beforeAll(async () => {
    visitor = await visit(browser, shop.url);
    if (nickname !== null) await become(visitor.page, nickname);
  });
  afterAll(() => visitor.context.close());
}

const noComplaints = (): void => expect(visitor.complaints.splice(0)).toEqual([]);

async function open({ path, root, ready }: PageCase, waitFor = ready): Promise<void> {
  await visitor.page.goto(`/#${path(shown)}`);
  await seen(visitor.page, `${root} .${waitFor}`).first().waitFor();
}

describe('every page in the demo shop', () => {
  visitAs(REGULAR);
  afterEach(noComplaints);

  test.each(LOADED)('$name has something to show', async (pageCase) => {
    await open(pageCase);
    await shoot(visitor.page, `page-${pageCase.name}`);
  });

  test('the first products are seen with price and entitlement before anybody scrolls', async () => {
    const { page } = visitor;
    await open({ name: 'home', path: () => '/pages/home/index', root: 't-home', ready: 't-product-card' });
    const bottomOf = async (className: string): Promise<number> => {
      const box = await seen(page, className).first().boundingBox();
      return box ? box.y + box.height : Infinity;
    };
    const tabBar = await page.locator('.weui-tabbar').boundingBox();
    expect(await bottomOf('t-home .t-product-price')).toBeLessThan(tabBar?.y ?? 0);
    expect(await bottomOf('t-home .t-product-entitled')).toBeLessThan(tabBar?.y ?? 0);
  });

  test('the rules that were asked for a ratio can be read one by one', async () => {
    const { page } = visitor;
    await page.goto(`/#/packages/shop/confirm/index?productId=${shown.product}&quantity=1`);
    await tap(page, 't-why');
    await seen(page, 't-explanation').first().waitFor();
    await shoot(page, 'page-confirm-why');
  });

  test('a search that finds nothing says so', async () => {
    const { page } = visitor;
    await page.goto('/#/pages/home/index');
    await page.locator('.t-home .t-search input').fill('不存在的东西');
    await page.keyboard.press('Enter');
    await seen(page, 't-home .t-empty').waitFor();
    await shoot(page, 'empty-search');
  });
});

describe('every list of a newcomer', () => {
  visitAs(NEWCOMER);
  afterEach(noComplaints);

  test.each(EMPTY)('$name explains itself', async (pageCase) => {
    await open(pageCase);
    await shoot(visitor.page, `empty-${pageCase.name}`);
  });
});

describe('when the server does not answer', () => {
  visitAs(REGULAR);

  test.each(FAILING)('$name says so, and loads when asked again', async (pageCase) => {
    const { page, context } = visitor;
    await context.route('**/api/**', (route) => route.abort('connectionfailed'));
    await page.goto('about:blank');
    await open(pageCase, 't-error');
    await shoot(page, `error-${pageCase.name}`);
    await context.unroute('**/api/**');
    await tap(page, `${pageCase.root} .t-retry`);
    await seen(page, `${pageCase.root} .${pageCase.ready}`).first().waitFor();
  });
});
