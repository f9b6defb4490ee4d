import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId, StoreId } from '@paifan/shared/ids/ids';
import { boxAround, distanceMetres, EARTH_METRES, type Place } from '@paifan/shared/merchants/place';
import { fen } from '@paifan/shared/money/fen';
import { quoteLine, type LineQuote, type LineToPlace } from '@paifan/shared/rebate/settle/place';
import { countColumn, storeIdColumn } from '../../db/columns';
import type { StoreRow } from '../../db/models/catalogue';
import type { Page, PageRequest } from '../../db/paging';
import { query, type SqlValue } from '../../db/query';
import { settingsInForce } from '../../db/settings';
import { rulesOfStore } from '../checkout/storeRules';
import type { ShopContext } from '../context';
import { isId } from '../lists';
import { readSpending, tierDays } from '../members/spending';
import { standingsFor } from '../orders/standings';
import { contractDay, maySell, SELLS_SQL } from './selling';

/** A store, and the terms of a payment at its cashier. */
export interface OfferedStore {
  readonly store: StoreRow;
  readonly quote: LineQuote;
  /** Takes orders. */
  readonly sells: boolean;
  /** null: not asked, or not known. */
  readonly metres: number | null;
}

export interface StoreSearch extends PageRequest {
  /** Where the asker is; null: unknown, the newest come first. */
  readonly from: Place | null;
  /** Part of the name or of the trade. */
  readonly search?: string;
  readonly trade?: string;
}

/**
 * Stores that take orders, the nearest first, or the newest where nobody knows from where. Those whose place is not known
 * come last.
 */
export async function readStores(
  shop: ShopContext,
  memberId: MemberId | null,
  search: StoreSearch,
): Promise<Page<OfferedStore>> {
  const found = search.from === null ? await newest(shop, search) : await nearest(shop, search, search.from);
  const shown = found.slice(0, search.limit);
  const stores = await shop.db.stores.findAll({ where: { id: shown.map(({ id }) => id) } });
  const byId = new Map(stores.map((store) => [store.id, store]));
  const inOrder = shown.flatMap(({ id }) => byId.get(id) ?? []);
  const offers = await offerStores(shop, memberId, inOrder);
  const last = shown.at(-1);
  const cursor = last && (search.from === null ? last.id : `${last.metres}-${last.id}`);
  return {
    items: offers.map((offer) => ({ ...offer, sells: true, metres: metresTo(offer.store, search.from) })),
    next: found.length > search.limit ? (cursor ?? null) : null,
  };
}

/** One store, whether it takes orders or not. @throws ApiError store_not_found */
export async function readStore(
  shop: ShopContext,
  memberId: MemberId | null,
  id: StoreId,
  from: Place | null,
): Promise<OfferedStore> {
  const store = await shop.db.stores.findByPk(id);
  const [offer] = store ? await offerStores(shop, memberId, [store]) : [];
  if (!offer) throw new ApiError('store_not_found');
  const sells = await maySell(shop.db, offer.store.merchantId, shop.clock.now());
  return { ...offer, sells, metres: metresTo(offer.store, from) };
}

function metresTo({ latitudeE6, longitudeE6 }: StoreRow, from: Place | null): number | null {
  if (from === null || latitudeE6 === null || longitudeE6 === null) return null;
  return distanceMetres(from, { latitudeE6, longitudeE6 });
}

const foundRow = z.object({ id: storeIdColumn, metres: countColumn });
type Found = z.output<typeof foundRow>;

/** What every search asks. */
function conditions({ clock }: ShopContext, { search, trade }: StoreSearch) {
  const sql = [SELLS_SQL];
  if (trade) sql.push('s.trade = :trade');
  if (search) sql.push('(s.name LIKE :search OR s.trade LIKE :search)');
  const like = search ? `%${search.replace(/[\\%_]/g, '\\$&')}%` : null;
  return { sql, values: { today: contractDay(clock.now()), trade: trade ?? null, search: like } };
}

async function newest(shop: ShopContext, search: StoreSearch): Promise<Found[]> {
  const { sql, values } = conditions(shop, search);
  const { cursor, limit } = search;
  if (isId(cursor)) sql.push('s.id < :cursor');
  return query(
    shop.db,
    `SELECT s.id, 0 AS metres FROM stores s LEFT JOIN merchants m ON m.id = s.merchant_id
     WHERE ${sql.join(' AND ')} ORDER BY s.id DESC LIMIT ${limit + 1}`,
    { ...values, cursor: cursor ?? null },
    foundRow,
  );
}

/** How far around is looked first, and then, until a page is full; after the last one, everywhere. */
const RINGS_METRES = [3_000, 15_000, 60_000, 300_000] as const;
/** Farther than anything on earth: a store whose place is not known. */
const NOWHERE_METRES = 99_999_999;
const CURSOR = /^(\d{1,8})-([1-9]\d{0,18})$/;

async function nearest(shop: ShopContext, search: StoreSearch, from: Place): Promise<Found[]> {
  const [, cursorMetres, cursorId] = CURSOR.exec(search.cursor ?? '') ?? [];
  const after =
    cursorMetres !== undefined && cursorId !== undefined
      ? { metres: Number(cursorMetres), id: cursorId }
      : null;
  for (const radius of RINGS_METRES) {
    if (after !== null && after.metres >= radius) continue;
    const found = await within(shop, search, from, after, radius);
    if (found.length > search.limit) return found;
  }
  return within(shop, search, from, after, null);
}

/** The haversine formula, as `distanceMetres` has it; whole metres. */
const METRES_SQL = `COALESCE(CAST(ROUND(2 * ${EARTH_METRES} * ASIN(LEAST(1, SQRT(
  POW(SIN(RADIANS((s.latitude_e6 - :latitude) / 1000000) / 2), 2)
  + COS(RADIANS(:latitude / 1000000)) * COS(RADIANS(s.latitude_e6 / 1000000))
    * POW(SIN(RADIANS((s.longitude_e6 - :longitude) / 1000000) / 2), 2)
)))) AS UNSIGNED), ${NOWHERE_METRES})`;

/** @param radius null: everywhere */
function within(
  shop: ShopContext,
  search: StoreSearch,
  from: Place,
  after: { readonly metres: number; readonly id: string } | null,
  radius: number | null,
): Promise<Found[]> {
  const { sql, values } = conditions(shop, search);
  const parameters: Record<string, SqlValue> = {
    ...values,
    latitude: from.latitudeE6,
    longitude: from.longitudeE6,
  };
  const far: string[] = [];
  if (radius !== null) {
    const { latitudes, longitudes } = boxAround(from, radius);
    const [south, north] = latitudes;
    const between = longitudes.map(([west, east]) => `s.longitude_e6 BETWEEN ${west} AND ${east}`);
    sql.push(`s.latitude_e6 BETWEEN ${south} AND ${north}`, `(${between.join(' OR ')})`);
    far.push('metres < :radius');
    parameters.radius = radius;
  }
  if (after !== null) {
    far.push('(metres > :metres OR (metres = :metres AND id > :id))');
    Object.assign(parameters, after);
  }
  return query(
    shop.db,
    `SELECT id, metres FROM (
       SELECT s.id, ${METRES_SQL} AS metres FROM stores s LEFT JOIN merchants m ON m.id = s.merchant_id
       WHERE ${sql.join(' AND ')}
     ) found ${far.length === 0 ? '' : `WHERE ${far.join(' AND ')}`}
     ORDER BY metres, id LIMIT ${search.limit + 1}`,
    parameters,
    foundRow,
  );
}

/** What the terms are asked for: the ratio of a cashier payment is the same for every amount. */
const ANY_AMOUNT = fen(10_000);

async function offerStores(
  { db, clock }: ShopContext,
  memberId: MemberId | null,
  stores: readonly StoreRow[],
): Promise<{ readonly store: StoreRow; readonly quote: LineQuote }[]> {
  const now = clock.now();
  const { settings } = await settingsInForce(db, now);
  const member = memberId && (await db.members.findByPk(memberId, { attributes: ['id', 'level'] }));
  const lineOf = (store: StoreRow): LineToPlace => ({
    kind: 'cashier',
    product: null,
    store: { id: store.id, rules: rulesOfStore(store) },
    paidFen: ANY_AMOUNT,
  });
  const standingOf = await standingsFor(db, stores.map(lineOf), settings, now);
  const offers: { readonly store: StoreRow; readonly quote: LineQuote }[] = [];
  for (const store of stores) {
    const scope = member && { memberId: member.id, kind: 'cashier' as const, storeId: store.id };
    // Asks the database only for a store with spend tiers, and each looks at its own orders.
    const spent = scope ? await readSpending(db, scope, now, tierDays([store.cashier])) : () => fen(0);
    const asker = { level: member?.level ?? null, spent };
    offers.push({ store, quote: quoteLine(lineOf(store), asker, settings, standingOf) });
  }
  return offers;
}
