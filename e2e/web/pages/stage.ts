import { entryId, productId, skuId } from '@paifan/shared/ids/ids';
import { ratio } from '@paifan/shared/money/ratio';
import { demoSettings } from '../../../server/src/demo/settings';
import { openidOf } from '../../../server/src/demo/people';
import { asking, request } from '../../../server/test/support/afterSale';
import { couponDraft } from '../../../server/test/support/checkout';
import { addGift, redeem } from '../../../server/test/support/gifts';
import { operatorWith } from '../../../server/test/support/operators';
import { mall, startTestShop } from '../../../server/test/support/shop';
import { give, giveCash, WIDE, withdraw } from '../../../server/test/support/wallet';
import { openDemoShop, type Person, type TestShop } from '../../support/shop';
import { applyInVain, openDesk, tradeForADay, type DeskShown } from './desk';

/** What the addresses of the pages name. */
export interface Shown extends DeskShown {
  product: string;
  productWithSkus: string;
  reviewed: string;
  store: string;
  /** An entry that has received everything, and one that has just joined. */
  entry: string;
  freshEntry: string;
  /** Orders: unpaid, completed, and completed in the mall with nothing asked back. */
  placed: string;
  completed: string;
  bought: string;
  afterSale: string;
  gift: string;
  address: string;
  /** One that the applicant may still correct. */
  application: string;
}

export interface Stage {
  shop: TestShop;
  /** Who looks. */
  nickname: string;
  /** Who looks at the pages of a desk. */
  shopkeeper: string;
  shown: Shown;
}

/** The demo's first member, of whom there is most to show. */
const REGULAR = { key: 'qiuyue', nickname: '林秋月' };
const NEWCOMER = '新来的邻居';
const NEW_SHOPKEEPER = '刚开店的邻居';
/** What is not there. */
export const NOTHING = '9999999';

const DAY_MS = 24 * 60 * 60_000;

/**
 * The demo shop after its ten days, with what its story leaves out: every page of the regular has something to show. The story ends two
 * days ago, so that a desk has a day that is closed.
 */
export async function openFullShop(): Promise<Stage> {
  const now = new Date();
  const shop = await openDemoShop(new Date(now.getTime() - 2 * DAY_MS));
  await shop.publish({
    ...demoSettings(),
    lottery: {
      type: 'fixed',
      prizes: [
        { ratio: ratio('0.8'), weight: 3 },
        { ratio: ratio('1.5'), weight: 1 },
      ],
    },
    exchange: { points: { ratio: ratio('0.8') }, voucher: { ratio: ratio('1') } },
    withdrawal: WIDE,
    transfer: { points: { min: 100, max: 100_000, daily: 100_000 } },
  });
  const regular = await shop.signIn(openidOf(REGULAR.key));
  const neighbour = await shop.signIn(openidOf('apo'));
  const desk = await tradeForADay(
    shop,
    { owner: regular, ownerName: REGULAR.nickname, buyer: neighbour },
    now,
  );
  const goods = await goShopping(shop, regular);
  const shown = {
    ...{ ...(await whatIsThere(regular)), ...goods, ...(await handsFull(shop, regular)), ...desk },
    application: await applyInVain(shop, regular),
  };
  return { shop, nickname: REGULAR.nickname, shopkeeper: REGULAR.nickname, shown };
}

/**
 * A shop that has just opened, with nothing in it, somebody who has just come, and somebody whose desk has just opened. What addresses
 * name is not there.
 */
export async function openEmptyShop(): Promise<Stage> {
  const shop = await startTestShop({ demo: true });
  await shop.db.categories.destroy({ where: {} });
  await comeAs(shop, 'newcomer', NEWCOMER);
  const shopkeeper = await comeAs(shop, 'shopkeeper', NEW_SHOPKEEPER);
  const merchant = await openDesk(shop, shopkeeper, NEW_SHOPKEEPER);
  const nothing = NOTHING;
  const shown: Shown = {
    ...{ product: nothing, productWithSkus: nothing, reviewed: nothing, store: nothing, gift: nothing },
    ...{ entry: nothing, freshEntry: nothing, placed: nothing, completed: nothing, bought: nothing },
    ...{ afterSale: nothing, address: nothing, application: nothing },
    ...{ merchant, deskOrder: nothing, deskAfterSale: nothing, statement: nothing, invitation: nothing },
  };
  return { shop, nickname: NEWCOMER, shopkeeper: NEW_SHOPKEEPER, shown };
}

/** Somebody of whom there is nothing but a name and a face. */
async function comeAs(shop: TestShop, key: string, nickname: string): Promise<Person> {
  const person = await shop.signIn(`web-${key}`);
  await shop.db.members.update(
    { nickname, avatar: '/pictures/avatars/bun.svg' },
    { where: { id: person.id } },
  );
  await shop.db.addresses.destroy({ where: { memberId: person.id } });
  return person;
}

type Goods = Pick<Shown, 'freshEntry' | 'bought' | 'afterSale' | 'reviewed' | 'productWithSkus'>;

/** Something in the cart, a favourite, orders of today: one with money asked back, one to review, one reviewed, one unpaid. */
async function goShopping(shop: TestShop, person: Person): Promise<Goods> {
  const products = (await person.call('GET /api/products')).items;
  const details = await Promise.all(
    products.map(({ id }) => person.call('GET /api/products/:id', { params: { id } })),
  );
  const single = first(
    details.filter(({ skus }) => skus.length === 1),
    'product of one SKU',
  );
  const withSkus = first(
    details.filter(({ skus }) => skus.length > 1),
    'product of several SKUs',
  );
  for (const { id } of [single, withSkus])
    await person.call('PUT /api/me/favourites/:productId', { params: { productId: id } });
  for (const { skus } of details.slice(0, 3))
    await person.call('POST /api/cart/items', { body: { skuId: skus[0]?.id ?? skuId('0'), quantity: 1 } });

  const buy = async (product: string): Promise<{ no: string; entry: string }> => {
    shop.clock.advance(60_000);
    const { no, lines } = await shop.buy(person, mall(productId(product)));
    return { no, entry: lines[0]?.entry?.id ?? '' };
  };
  const [given, reviewed, bought] = [await buy(single.id), await buy(single.id), await buy(single.id)];
  // Its ratio is not the product's own, so it is drawn.
  const last = await buy(await shop.addProduct({ title: '桂花乌龙茶 50 g', categoryId: single.categoryId }));
  const { no: afterSale } = await request(person, given.no, asking(1_000));
  for (const { no } of [reviewed, bought])
    await person.call('POST /api/orders/:no/receipt', { params: { no } });
  await person.call('PUT /api/orders/:no/lines/:line/review', {
    params: { no: reviewed.no, line: 0 },
    body: { stars: 5, text: '包装仔细，味道也好，给家里人又买了一份。', pictures: [] },
  });
  await shop.settle();
  await shop.place(person, mall(single.id));
  return {
    ...{ afterSale, bought: bought.no, freshEntry: entryId(last.entry) },
    ...{ reviewed: single.id, productWithSkus: withSkus.id },
  };
}

/** Cash with a withdrawal behind it, points, a gift that was redeemed and one to redeem, a coupon to claim. */
async function handsFull(shop: TestShop, person: Person): Promise<Pick<Shown, 'gift'>> {
  await giveCash(shop, person.id, 12_345);
  await withdraw(person, 2_000);
  await give(shop, person.id, 'points', 30_000);
  const gift = await addGift(shop);
  await redeem(person, gift);
  const operator = await operatorWith(shop, 'owner');
  await operator.call('POST /api/admin/coupons', { body: couponDraft(shop) });
  return { gift: gift.id };
}

type Story = Pick<Shown, 'product' | 'store' | 'entry' | 'placed' | 'completed' | 'address'>;

/** What the story left behind. */
async function whatIsThere(person: Person): Promise<Story> {
  const [products, stores, addresses, entries, placed, completed] = await Promise.all([
    person.call('GET /api/products'),
    person.call('GET /api/stores'),
    person.call('GET /api/me/addresses'),
    person.call('GET /api/queue/entries', { query: { state: 'done' } }),
    person.call('GET /api/orders', { query: { state: 'placed' } }),
    person.call('GET /api/orders', { query: { state: 'completed' } }),
  ]);
  return {
    product: first(products.items, 'product').id,
    store: first(stores.items, 'store').id,
    address: first(addresses.items, 'address').id,
    entry: first(entries.items, 'finished entry').id,
    placed: first(placed.items, 'unpaid order').no,
    completed: first(
      completed.items.filter(({ kind }) => kind !== 'mall'),
      'completed payment at a counter',
    ).no,
  };
}

function first<T>(items: readonly T[], what: string): T {
  const [item] = items;
  if (item === undefined) throw new Error(`the demo has no ${what} to show`);
  return item;
}
