import type { ProductId, StoreId } from '@paifan/shared/ids/ids';
import type { Clock } from '../clock';
import type { Database } from '../db/connect';
import { publishSettings } from '../usecases/settings';
import { CATEGORIES, PRODUCTS, STORES } from './catalogue';
import { MEMBERS, openidOf } from './people';
import { demoSettings } from './settings';

export interface Stock {
  /** By the keys of the catalogue. */
  products: ReadonlyMap<string, ProductId>;
  stores: ReadonlyMap<string, StoreId>;
}

const MINUTE = 60_000;

/** Fills an empty shop: publishes the demo's settings, and brings in what is sold and where. No member yet. */
export async function stockShop(db: Database, clock: Clock): Promise<Stock> {
  await publishSettings({ db, clock }, { settings: demoSettings(), note: '演示店开张', publishedBy: 'demo' });
  await db.categories.bulkCreate(CATEGORIES.map((category, sort) => ({ ...category, sort })));

  const now = clock.now().getTime();
  const products = new Map<string, ProductId>();
  for (const [index, { key, costFen, stock, ...product }] of PRODUCTS.entries()) {
    const createdAt = new Date(now - (PRODUCTS.length - index) * MINUTE);
    const row = await db.products.create({
      ...product,
      picture: `/pictures/products/${key}.svg`,
      onSale: true,
      createdAt,
    });
    await db.skus.create({ productId: row.id, name: '', priceFen: product.priceFen, costFen, stock });
    products.set(key, row.id);
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
  });
  for (const { name } of STORES.filter(({ recruiter }) => recruiter === key)) {
    await db.stores.update({ recruiterId: row.id }, { where: { name } });
  }
}
