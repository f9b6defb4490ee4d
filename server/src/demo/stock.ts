import { skuName } from '@paifan/shared/catalogue/products';
import type { ProductId, SkuId, StoreId } from '@paifan/shared/ids/ids';
import type { Clock } from '../clock';
import type { Database } from '../db/connect';
import { publishSettings } from '../usecases/settings/settings';
import { indexProducts } from '../usecases/catalogue/terms';
import { CATEGORIES, PRODUCTS, STORES, type DemoProduct, type DemoSku } from './catalogue';
import { LEVELS, MEMBERS, openidOf } from './people';
import { demoSettings } from './settings';

/** What the story buys of a product. */
export interface StockedProduct {
  productId: ProductId;
  skuId: SkuId;
}

export interface Stock {
  /** By the keys of the catalogue. */
  products: ReadonlyMap<string, StockedProduct>;
  stores: ReadonlyMap<string, StoreId>;
}

const MINUTE = 60_000;

const pictureOf = (name: string): string => `/pictures/products/${name}.svg`;

/** A product without choices has one SKU. */
const skusOf = ({ priceFen, costFen, stock, skus }: DemoProduct): readonly StockedSku[] =>
  skus ?? [{ choice: null, priceFen, costFen, stock }];

type StockedSku = Omit<DemoSku, 'choice'> & { readonly choice: string | null };

/** Fills an empty shop: publishes the demo's settings, and brings in what is sold and where. No member yet. */
export async function stockShop(db: Database, clock: Clock): Promise<Stock> {
  await publishSettings({ db, clock }, { settings: demoSettings(), note: '演示店开张', publishedBy: 'demo' });
  await db.categories.bulkCreate(CATEGORIES.map((category, sort) => ({ ...category, sort })));

  await db.levels.bulkCreate(LEVELS.map((level) => ({ ...level, createdAt: clock.now() })));

  const now = clock.now().getTime();
  const products = new Map<string, StockedProduct>();
  for (const [index, told] of PRODUCTS.entries()) {
    const { key, costFen: _cost, stock: _stock, specName, skus: _skus, ...product } = told;
    const skus = skusOf(told);
    const createdAt = new Date(now - (PRODUCTS.length - index) * MINUTE);
    const row = await db.products.create({
      ...product,
      picture: pictureOf(key),
      // A picture of a SKU is also one of the product.
      pictures: skus.flatMap(({ picture }) => (picture === undefined ? [] : pictureOf(picture))),
      specNames: specName === undefined ? [] : [specName],
      onSale: true,
      createdAt,
      listedAt: createdAt,
    });
    const ids: SkuId[] = [];
    for (const [sort, { choice, picture, ...sku }] of skus.entries()) {
      const choices = choice === null ? [] : [choice];
      const { id } = await db.skus.create({
        ...{ ...sku, productId: row.id, name: skuName(choices), choices, sort },
        picture: picture === undefined ? null : pictureOf(picture),
      });
      ids.push(id);
    }
    const [skuId] = ids;
    if (skuId === undefined) throw new Error(`${key} has no SKU`);
    products.set(key, { productId: row.id, skuId });
  }
  const stores = new Map<string, StoreId>();
  for (const { key, recruiter: _recruiter, ...store } of STORES) {
    const row = await db.stores.create({
      ...store,
      picture: `/pictures/stores/${key}.svg`,
      createdAt: clock.now(),
    });
    stores.set(key, row.id);
  }
  await indexProducts({ db });
  return { products, stores };
}

/** Gives a member who has signed in the face, the level and the store of the story. */
export async function introduceMember(db: Database, key: string): Promise<void> {
  const told = MEMBERS.find((member) => member.key === key);
  const row = await db.members.findOne({ where: { openid: openidOf(key) } });
  if (told === undefined || row === null)
    throw new Error(`the story does not know a member ${key} who has signed in`);
  await row.update({
    nickname: told.nickname,
    avatar: `/pictures/avatars/${told.avatar}.svg`,
    level: told.level,
    handLevel: told.level,
  });
  for (const { name } of STORES.filter(({ recruiter }) => recruiter === key)) {
    await db.stores.update({ recruiterId: row.id }, { where: { name } });
  }
}
