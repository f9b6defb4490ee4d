import path from 'node:path';
import { DEFAULT_TERMS } from '@paifan/shared/texts/defaultTerms';
import type { Browser } from 'playwright-core';
import { openidOf } from '../../server/src/demo/people';
import { publishTerms } from '../../server/src/usecases/terms/terms';
import { addStoreProduct, give } from '../../server/test/support/checkout';
import { operatorWith } from '../../server/test/support/operators';
import { giveCash } from '../../server/test/support/wallet';
import { openStockedShop, type Person, type TestShop } from '../support/shop';
import { openBrowser, visit, type Visitor } from './browser';
import { become, chooseProduct, pay, read, seen, tab, tap } from './screen';
import { shoot } from './shots';

const BUYER = '林秋月';
const PICTURE = path.resolve(__dirname, '../../miniapp/src/icons/home.png');

let shop: TestShop;
let browser: Browser;
let visitor: Visitor;
let buyer: Person;

beforeAll(async () => {
  shop = await openStockedShop({ members: ['qiuyue'] });
  buyer = await shop.signIn(openidOf('qiuyue'));
  browser = await openBrowser();
});

beforeEach(async () => {
  visitor = await visit(browser, shop.url);
  await become(visitor.page, BUYER);
});

afterEach(async () => {
  if (visitor.complaints.length > 0) await shoot(visitor.page, 'complaint').catch(() => undefined);
  await visitor.context.close();
  expect(visitor.complaints).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await shop?.stop();
});

async function openProduct(title: string): Promise<void> {
  await tab(visitor.page, 'home');
  await seen(visitor.page, 't-product-card').filter({ hasText: title }).click();
}

/** The number of the order whose result is shown. */
const paidOrder = (): string => new URLSearchParams(visitor.page.url().split('?')[1]).get('no') ?? '';

describe('before anybody buys', () => {
  test('the first products are seen with price and entitlement before anybody scrolls; a search that finds nothing says so', async () => {
    const { page } = visitor;
    await seen(page, 't-home .t-product-card').first().waitFor();
    const bottomOf = async (className: string): Promise<number> => {
      const box = await seen(page, className).first().boundingBox();
      return box ? box.y + box.height : Infinity;
    };
    const tabBar = await page.locator('.weui-tabbar').boundingBox();
    expect(await bottomOf('t-home .t-product-price')).toBeLessThan(tabBar?.y ?? 0);
    expect(await bottomOf('t-home .t-product-entitled')).toBeLessThan(tabBar?.y ?? 0);

    await page.locator('.t-home .t-search input').fill('不存在的东西');
    await page.keyboard.press('Enter');
    await seen(page, 't-home .t-empty').waitFor();
    await shoot(page, 'empty-search');
  });

  test('the rules that were asked for a ratio can be read one by one', async () => {
    const { page } = visitor;
    await chooseProduct(page, '青瓷茶杯');
    await tap(page, 't-why');
    await seen(page, 't-explanation').first().waitFor();
    await shoot(page, 'page-confirm-why');
  });
});

describe('shopping', () => {
  test('a product with several SKUs: which one is asked, and the terms are, once', async () => {
    const { page } = visitor;
    await publishTerms(shop, null, DEFAULT_TERMS);
    await openProduct('羊毛围巾');
    await tap(page, 't-buy');
    expect(await read(page, 't-sku-buy')).toBe('请选择规格');
    await seen(page, 't-choice').filter({ hasText: '靛蓝' }).click();
    await shoot(page, 'shopping-sku-sheet');
    await tap(page, 't-sku-buy');
    expect(await read(page, 't-confirm-line .t-sku-name')).toBe('靛蓝');
    await tap(page, 't-pay');
    await seen(page, 't-terms-text').waitFor();
    await shoot(page, 'shopping-terms-sheet');
    await tap(page, 't-terms-accept');
    await tap(page, 't-payment-confirm');
    await seen(page, 't-result .t-place').waitFor();
  });

  test('what is put into the cart is counted, ordered together, and gone from it', async () => {
    const { page } = visitor;
    for (const title of ['青瓷茶杯', '土蜂蜜 500 g']) {
      await openProduct(title);
      await tap(page, 't-add');
      await page.getByText('已加入购物车').first().waitFor();
      await page.goBack();
      await page.locator('.t-product').waitFor({ state: 'detached' });
    }
    await tab(page, 'cart');
    await seen(page, 't-cart .t-cart-item').nth(1).waitFor();
    expect(await read(page, 't-cart-sum')).toBe('¥156.00');
    await seen(page, 't-cart-item').filter({ hasText: '青瓷茶杯' }).locator('.t-more').click();
    await seen(page, 't-cart-sum').filter({ hasText: '244' }).waitFor();
    await shoot(page, 'shopping-cart');
    await tap(page, 't-cart-order');
    expect(await read(page, 't-total')).toBe('¥244.00');
    expect(await seen(page, 't-confirm-line').count()).toBe(2);
    await pay(page);
    await tap(page, 't-to-home');
    await tab(page, 'cart');
    await seen(page, 't-cart .t-empty').waitFor();
  });

  test('a coupon lowers the price, the cash balance pays the rest, and WeChat is not asked', async () => {
    const { page } = visitor;
    await give(shop, await operatorWith(shop, 'owner'), buyer);
    await giveCash(shop, buyer.id, 20_000);
    await page.goto('/#/packages/shop/coupons/index?state=available');
    await seen(page, 't-held').first().waitFor();
    await shoot(page, 'shopping-coupons');
    await openFresh('/pages/home/index');
    await openProduct('青瓷茶杯');
    await tap(page, 't-buy');
    expect(await read(page, 't-total')).toBe('¥88.00');
    await tap(page, 't-coupon');
    await shoot(page, 'shopping-coupon-sheet');
    await tap(page, 't-coupon-option');
    await seen(page, 't-total').filter({ hasText: '78' }).waitFor();
    await tap(page, 't-use-cash');
    await seen(page, 't-to-pay').filter({ hasText: '0.00' }).waitFor();
    await shoot(page, 'shopping-balances');
    await tap(page, 't-pay');
    await seen(page, 't-result .t-place').waitFor();
    expect(await read(page, 't-result-title')).toBe('支付成功');
    expect(await page.locator('.t-payment-sheet').count()).toBe(0);
  });

  test('what a store sells is fetched there with a code', async () => {
    const { page } = visitor;
    const [store] = (await buyer.call('GET /api/stores')).items;
    const id = await addStoreProduct(
      shop,
      store?.id ?? fail('a store'),
      { title: '店里的糕点', categoryId: 'pantry' },
      { offersExpress: false, offersPickup: true },
    );
    await openFresh(`/packages/shop/product/index?id=${id}`);
    await tap(page, 't-buy');
    await seen(page, 't-pickup').waitFor();
    await shoot(page, 'shopping-pickup');
    await pay(page);
    await tap(page, 't-to-order');
    expect(await read(page, 't-pickup-code')).toMatch(/^\d{8}$/);
    await shoot(page, 'shopping-pickup-code');
  });

  test('a favourite is kept, and taken out again', async () => {
    const { page } = visitor;
    await openProduct('竹编提篮');
    await tap(page, 't-favourite');
    await seen(page, 't-favourite').filter({ hasText: '已收藏' }).waitFor();
    await openFresh('/packages/shop/favourites/index');
    await seen(page, 't-favourites .t-product-card').filter({ hasText: '竹编提篮' }).waitFor();
    await shoot(page, 'shopping-favourites');
  });
});

describe('after the payment', () => {
  test('money is asked back with its effect before the eyes, and the request taken back', async () => {
    const { page } = visitor;
    await openProduct('桂花米酿 500 ml');
    await tap(page, 't-buy');
    await pay(page);
    await seen(page, 't-place').waitFor();
    await tap(page, 't-to-order');
    await tap(page, 't-ask-after-sale');
    await seen(page, 't-refund-preview .t-back').first().waitFor();
    expect(await read(page, 't-entry-after')).toContain('→¥0.00');
    await tap(page, 't-reason-notWanted');
    await shoot(page, 'shopping-ask-after-sale');
    await tap(page, 't-ask');
    await seen(page, 't-after-sale-page .t-after-sale-state').waitFor();
    await shoot(page, 'shopping-after-sale');
    await tap(page, 't-cancel');
    await page.getByText('确定', { exact: true }).click();
    await page.locator('.t-cancel').waitFor({ state: 'detached' });
  });

  test('a review is written after completion, and everybody reads it', async () => {
    const { page } = visitor;
    await openProduct('棉麻毛巾 三条装');
    await tap(page, 't-buy');
    await pay(page);
    await seen(page, 't-place').waitFor();
    const no = paidOrder();
    await buyer.call('POST /api/orders/:no/receipt', { params: { no } });
    await openFresh(`/packages/orders/review/index?no=${no}`);
    await tap(page, 't-star-4');
    await page.locator('.t-review-text textarea').fill('吸水快，摸着软，很好用。');
    const choosing = page.waitForEvent('filechooser');
    await tap(page, 't-add-picture');
    await page.getByText('从相册选择').click();
    await (await choosing).setFiles(PICTURE);
    await seen(page, 't-uploaded').waitFor();
    await shoot(page, 'shopping-review');
    await tap(page, 't-review-send');
    await seen(page, 't-review').filter({ hasText: '很好用' }).waitFor();
    await openFresh('/pages/home/index');
    await openProduct('棉麻毛巾 三条装');
    await seen(page, 't-reviews .t-review').filter({ hasText: '很好用' }).waitFor();
    await shoot(page, 'shopping-product');
  });
});

/** Opens a page by its address, as a link does. */
async function openFresh(path: string): Promise<void> {
  await visitor.page.goto('about:blank');
  await visitor.page.goto(`/#${path}`);
}

function fail(what: string): never {
  throw new Error(`the shop has no ${what}`);
}
