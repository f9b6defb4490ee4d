import type { MemberId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { quoteLine, type LineQuote, type LineToPlace } from '@paifan/shared/rebate/settle/place';
import type { Database } from '../../db/connect';
import type { ProductRow, StoreRow } from '../../db/models/catalogue';
import type { MemberRow } from '../../db/models/members';
import { settingsInForce } from '../../db/settings';
import { rulesOfStore } from '../checkout/storeRules';
import type { ShopContext } from '../context';
import { readSpending, tierDays } from '../members/spending';
import { standingsFor } from '../orders/standings';

/** A product and what a purchase of one piece, at the price for lists, may receive. */
export interface OfferedProduct {
  readonly product: ProductRow;
  /** Who sells it online; null: the mall. */
  readonly store: StoreRow | null;
  readonly quote: LineQuote;
}

const lineOf = (product: ProductRow, store: StoreRow | null): LineToPlace => ({
  kind: store === null ? 'mall' : 'store',
  product: { id: product.id, rules: product.rebate },
  store: store && { id: store.id, rules: rulesOfStore(store) },
  paidFen: product.priceFen,
});

/** @param memberId whose level and spending count; null: nobody's */
export async function offerProducts(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  memberId: MemberId | null,
  products: readonly ProductRow[],
): Promise<OfferedProduct[]> {
  const now = clock.now();
  const { settings } = await settingsInForce(db, now);
  const member = await findAsker(db, memberId);
  const storeIds = [...new Set(products.flatMap(({ storeId }) => storeId ?? []))];
  const stores = storeIds.length === 0 ? [] : await db.stores.findAll({ where: { id: storeIds } });
  const offers = products.map((product) => {
    const store = stores.find(({ id }) => id === product.storeId) ?? null;
    return { product, store, line: lineOf(product, store) };
  });
  const standingOf = await standingsFor(
    db,
    offers.map(({ line }) => line),
    settings,
    now,
  );
  // What was spent in the mall counts for its products, and what was spent at a store for that store's.
  const spentAt = new Map<StoreRow | null, Awaited<ReturnType<typeof readSpending>>>();
  for (const store of member ? new Set(offers.map((offer) => offer.store)) : []) {
    const rules = offers.flatMap((offer) => (offer.store === store ? offer.product.rebate : []));
    const days = tierDays([...rules, store?.rebate]);
    const scope = { kind: store ? 'store' : 'mall', storeId: store?.id ?? null } as const;
    if (member) spentAt.set(store, await readSpending(db, { memberId: member.id, ...scope }, now, days));
  }
  const level = member?.level ?? null;
  return offers.map(({ product, store, line }) => {
    const asker = { level, spent: spentAt.get(store) ?? (() => fen(0)) };
    return { product, store, quote: quoteLine(line, asker, settings, standingOf) };
  });
}

/** Who asks, as far as the rules want to know; null: nobody. */
const findAsker = async (db: Database, memberId: MemberId | null): Promise<MemberRow | null> =>
  memberId === null ? null : db.members.findByPk(memberId, { attributes: ['id', 'level'] });
