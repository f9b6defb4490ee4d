import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { WrittenPlan } from '@paifan/shared/simulate/schema';
import { defaultSettings, type PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { countColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import type { ProductRow } from '../../db/models/catalogue';
import { query, queryOne } from '../../db/query';
import { settingsInForce } from '../../db/settings';
import { PLANS } from '../../paths';
import type { ShopContext } from '../context';

const DAY_MS = 86_400_000;
/** The trade of so many days is looked at, but of so many payments at most. */
const SPAN_DAYS = 30;
const MOST_PAYMENTS = 10_000;
/** A plan has to go through a request. */
const MOST_PRODUCTS = 80;
const MOST_WEIGHT = 10_000;

/** A plan to begin from. */
export interface StartingPlan {
  readonly name: string;
  /** Made from the shop as it is now. */
  readonly isShop: boolean;
  readonly plan: WrittenPlan;
}

/** The shop as it is now, then the plans that are shipped. */
export async function startingPlans(shop: ShopContext): Promise<StartingPlan[]> {
  const own = await planOfShop(shop);
  return [{ name: own.name, isShop: true, plan: own }, ...SHIPPED];
}

const SHIPPED: readonly StartingPlan[] = readdirSync(PLANS)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => {
    const plan = JSON.parse(readFileSync(path.join(PLANS, file), 'utf8')) as WrittenPlan;
    return { name: plan.name, isShop: false, plan };
  });

const soldRow = z.object({
  store_id: idColumn.nullable(),
  product_id: idColumn.nullable(),
  times: countColumn,
  least: fenColumn,
  most: fenColumn,
});
type Sold = z.output<typeof soldRow>;

const RECENT = `(SELECT order_id, paid_at FROM payments WHERE paid_at >= :since ORDER BY paid_at DESC LIMIT ${MOST_PAYMENTS}) p`;

/** What is sold, how often and for how much lately, under the settings in force. */
async function planOfShop({ db, clock }: ShopContext): Promise<WrittenPlan> {
  const now = clock.now();
  const since = new Date(now.getTime() - SPAN_DAYS * DAY_MS);
  const sold = await query(
    db,
    `SELECT o.store_id, l.product_id, COUNT(*) AS times, MIN(l.paid_fen) AS least, MAX(l.paid_fen) AS most
     FROM ${RECENT} JOIN orders o ON o.id = p.order_id JOIN order_lines l ON l.order_id = o.id
     GROUP BY o.store_id, l.product_id ORDER BY times DESC`,
    { since },
    soldRow,
  );
  const { settings } = await settingsInForce(db, now);
  const products = await productsSold(db, sold);
  const inMall = products.filter(({ storeId }) => storeId === null);
  return {
    name: '本店现状',
    days: 180,
    settings: changedSettings(settings),
    products: inMall.map((product) => ({
      ...offerOf(product, sold),
      costFen: product.skus?.[0]?.costFen ?? 0,
    })),
    stores: await storesOf(db, sold, products),
    buyers: await buyersOf(db, since, now),
    warnAboveDays: 90,
  };
}

/** A plan names what differs from the defaults. */
function changedSettings(settings: PlatformSettings): WrittenPlan['settings'] {
  const defaults: Readonly<Record<string, unknown>> = { ...defaultSettings() };
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(defaults[key]),
    ),
  );
}

/** Those that were sold lately; where there are none, those on sale. */
async function productsSold(db: Database, sold: readonly Sold[]): Promise<ProductRow[]> {
  const ids = sold.flatMap(({ product_id }) => product_id ?? []).slice(0, MOST_PRODUCTS);
  return db.products.findAll({
    attributes: ['id', 'storeId', 'priceFen', 'rebate'],
    where: ids.length === 0 ? { onSale: true } : { id: ids },
    include: { association: 'skus', attributes: ['costFen'], where: { removedAt: null }, required: false },
    order: [['id', 'ASC']],
    ...(ids.length === 0 ? { limit: MOST_PRODUCTS } : {}),
  });
}

const weightOf = (times: number): number => Math.min(MOST_WEIGHT, Math.max(1, times));

const offerOf = ({ id, priceFen, rebate }: ProductRow, sold: readonly Sold[]) => ({
  ...{ id, priceFen, rebate },
  weight: weightOf(sold.find(({ product_id }) => product_id === id)?.times ?? 1),
});

async function storesOf(
  db: Database,
  sold: readonly Sold[],
  products: readonly ProductRow[],
): Promise<NonNullable<WrittenPlan['stores']>> {
  const ids = [...new Set(sold.flatMap(({ store_id }) => store_id ?? []))];
  const stores = await db.stores.findAll({ where: { id: ids }, order: [['id', 'ASC']] });
  return stores.map((store) => {
    const atCashier = sold.find(({ store_id, product_id }) => store_id === store.id && product_id === null);
    return {
      id: store.id,
      commissionRatio: store.commissionRatio,
      recruiter: store.recruiterId,
      rebate: store.rebate,
      cashier: store.cashier,
      products: products
        .filter(({ storeId }) => storeId === store.id)
        .map((product) => offerOf(product, sold)),
      ...(atCashier
        ? {
            cashierOrders: {
              weight: weightOf(atCashier.times),
              ...{ fromFen: atCashier.least, toFen: atCashier.most },
            },
          }
        : {}),
    };
  });
}

const buyersRow = z.object({ orders: countColumn, people: countColumn, first: timeColumn.nullable() });

/** Everybody who bought in the time that is looked at counts as new once, and as coming back after that. */
async function buyersOf(db: Database, since: Date, now: Date): Promise<WrittenPlan['buyers']> {
  const row = await queryOne(
    db,
    `SELECT COUNT(*) AS orders, COUNT(DISTINCT o.member_id) AS people, MIN(p.paid_at) AS first
     FROM ${RECENT} JOIN orders o ON o.id = p.order_id`,
    { since },
    buyersRow,
  );
  if (!row?.first) return { newPerDay: 10 };
  const days = Math.max(1, Math.ceil((now.getTime() - row.first.getTime()) / DAY_MS));
  return {
    newPerDay: Math.ceil(row.people / days),
    returningPerDay: Math.ceil((row.orders - row.people) / days),
  };
}
