import { Op } from 'sequelize';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, ProductId, QueueKey, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { quoteLine, type LineQuote, type LineToPlace } from '@paifan/shared/rebate/settle/place';
import type { Database } from '../db/connect';
import type { CategoryRow, ProductRow, StoreRow } from '../db/models/catalogue';
import type { MemberRow } from '../db/models/members';
import type { Page, PageRequest } from '../db/paging';
import { readWaiting } from '../db/queueReads';
import { settingsInForce } from '../db/settings';
import type { ShopContext } from './context';
import { olderThan, pageLimit, toPage } from './lists';
import { rulesOfStore } from './quoteBasket';
import { readSpending, tierDays } from './spending';
import { standingsFor } from './standings';

/** A product and what a purchase of one piece may receive. */
export interface OfferedProduct {
  readonly product: ProductRow;
  readonly quote: LineQuote;
}

/** A store and the terms of a payment at its cashier. */
export interface OfferedStore {
  readonly store: StoreRow;
  readonly quote: LineQuote;
}

export const readCategories = ({ db }: ShopContext): Promise<CategoryRow[]> =>
  db.categories.findAll({
    order: [
      ['sort', 'ASC'],
      ['id', 'ASC'],
    ],
  });

export interface ProductQuery extends PageRequest {
  readonly category?: string;
  /** Part of the title or of the summary. */
  readonly search?: string;
}

/** Products on sale, newest first. @param memberId whose level and spending count; null: nobody's */
export async function readProducts(
  shop: ShopContext,
  memberId: MemberId | null,
  { category, search, ...request }: ProductQuery,
): Promise<Page<OfferedProduct>> {
  const found = search ? { [Op.like]: `%${search.replace(/[\\%_]/g, '\\$&')}%` } : null;
  const rows = await shop.db.products.findAll({
    include: 'skus',
    where: {
      storeId: null,
      onSale: true,
      ...(category ? { categoryId: category } : {}),
      ...(found ? { [Op.or]: [{ title: found }, { summary: found }] } : {}),
      ...olderThan(request),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  const { items, next } = toPage(rows, request);
  return { items: await offerProducts(shop, memberId, items), next };
}

/** One product, on sale or not. @throws ApiError product_not_found */
export async function readProduct(
  shop: ShopContext,
  memberId: MemberId | null,
  id: ProductId,
): Promise<OfferedProduct & { queueWaiting: number | null }> {
  const product = await shop.db.products.findByPk(id, { include: 'skus' });
  const [offer] = product ? await offerProducts(shop, memberId, [product]) : [];
  if (!offer) throw new ApiError('product_not_found');
  const { queue, rebateOn } = offer.quote.terms;
  return { ...offer, queueWaiting: rebateOn ? await waitingIn(shop, queue) : null };
}

const waitingIn = async ({ db }: ShopContext, queue: QueueKey): Promise<number> =>
  (await readWaiting(db, queue)) ?? 0;

async function offerProducts(
  { db, clock }: ShopContext,
  memberId: MemberId | null,
  products: readonly ProductRow[],
): Promise<OfferedProduct[]> {
  const now = clock.now();
  const { settings } = await settingsInForce(db, now);
  const member = await findAsker(db, memberId);
  const asker = {
    level: member?.level ?? null,
    spent: member
      ? await readSpending(
          db,
          { memberId: member.id, kind: 'mall', storeId: null },
          now,
          tierDays(products.map(({ rebate }) => rebate)),
        )
      : () => fen(0),
  };
  const lines = products.map((product) => {
    const { id, rebate, priceFen } = product;
    const line = { kind: 'mall', product: { id, rules: rebate }, store: null, paidFen: priceFen } as const;
    return { product, line };
  });
  const standingOf = await standingsFor(
    db,
    lines.map(({ line }) => line),
    settings,
    now,
  );
  return lines.map(({ product, line }) => ({ product, quote: quoteLine(line, asker, settings, standingOf) }));
}

/** Stores, newest first. */
export async function readStores(
  shop: ShopContext,
  memberId: MemberId | null,
  request: PageRequest,
): Promise<Page<OfferedStore>> {
  const rows = await shop.db.stores.findAll({
    where: olderThan(request),
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  const { items, next } = toPage(rows, request);
  return { items: await offerStores(shop, memberId, items), next };
}

/** One store. @throws ApiError store_not_found */
export async function readStore(
  shop: ShopContext,
  memberId: MemberId | null,
  id: StoreId,
): Promise<OfferedStore> {
  const store = await shop.db.stores.findByPk(id);
  const [offer] = store ? await offerStores(shop, memberId, [store]) : [];
  if (!offer) throw new ApiError('store_not_found');
  return offer;
}

/** What the terms are asked for: the ratio of a cashier payment is the same for every amount. */
const ANY_AMOUNT = fen(10_000);

async function offerStores(
  { db, clock }: ShopContext,
  memberId: MemberId | null,
  stores: readonly StoreRow[],
): Promise<OfferedStore[]> {
  const now = clock.now();
  const { settings } = await settingsInForce(db, now);
  const member = await findAsker(db, memberId);
  const lineOf = (store: StoreRow): LineToPlace => ({
    kind: 'cashier',
    product: null,
    store: { id: store.id, rules: rulesOfStore(store) },
    paidFen: ANY_AMOUNT,
  });
  const standingOf = await standingsFor(db, stores.map(lineOf), settings, now);
  const offers: OfferedStore[] = [];
  for (const store of stores) {
    const scope = member && { memberId: member.id, kind: 'cashier' as const, storeId: store.id };
    // Asks the database only for a store with spend tiers, and each looks at its own orders.
    const spent = scope ? await readSpending(db, scope, now, tierDays([store.cashier])) : () => fen(0);
    const asker = { level: member?.level ?? null, spent };
    offers.push({ store, quote: quoteLine(lineOf(store), asker, settings, standingOf) });
  }
  return offers;
}

/** Who asks, as far as the rules want to know; null: nobody. */
const findAsker = async (db: Database, memberId: MemberId | null): Promise<MemberRow | null> =>
  memberId === null ? null : db.members.findByPk(memberId, { attributes: ['id', 'level'] });
