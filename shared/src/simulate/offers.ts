import type { Fen } from '../money/fen';
import { ZERO_FEN } from '../money/fen';
import type { LineToPlace } from '../rebate/settle/place';
import type { Plan, PlanStore } from './schema';
import { Weighted } from './weighted';

/** Something that can be bought: a product of the mall or of a store, or an amount at a store's cashier. */
export interface Offer {
  /** Counted from 0. */
  readonly index: number;
  /** `product:<id>`, `store:<id>/product:<id>` or `cashier:<id>`. */
  readonly item: string;
  readonly place: Omit<LineToPlace, 'paidFen'>;
  readonly store: PlanStore | null;
  readonly weight: number;
  /** The price; at a cashier any amount of a range. */
  readonly fromFen: Fen;
  readonly toFen: Fen;
  readonly costFen: Fen;
  /** What else an order for it may have lines of; null: an order at a cashier has one line. */
  beside: Weighted<Offer> | null;
}

type OfferFields = Omit<Offer, 'index' | 'beside'>;

const mallOffers = ({ products }: Plan): OfferFields[] =>
  products.map(({ id, priceFen, costFen, weight, rebate }) => ({
    item: `product:${id}`,
    place: { kind: 'mall', product: { id, rules: rebate }, store: null },
    store: null,
    weight,
    fromFen: priceFen,
    toFen: priceFen,
    costFen,
  }));

const storeOffers = (store: PlanStore): OfferFields[] =>
  store.products.map(({ id, priceFen, weight, rebate }) => ({
    item: `store:${store.id}/product:${id}`,
    place: { kind: 'store', product: { id, rules: rebate }, store: { id: store.id, rules: store } },
    store,
    weight,
    fromFen: priceFen,
    toFen: priceFen,
    costFen: ZERO_FEN,
  }));

function cashierOffers(store: PlanStore): OfferFields[] {
  if (store.cashierOrders === undefined) return [];
  const place = { kind: 'cashier', product: null, store: { id: store.id, rules: store } } as const;
  return [{ item: `cashier:${store.id}`, place, store, ...store.cashierOrders, costFen: ZERO_FEN }];
}

/** All that can be bought under a plan. */
export function offersOf(plan: Plan): Offer[] {
  const offers: Offer[] = [];
  const add = (fields: readonly OfferFields[], isCashier: boolean): void => {
    const added = fields.map((row, index): Offer => ({ ...row, index: offers.length + index, beside: null }));
    const beside = new Weighted(added);
    if (!isCashier) for (const offer of added) offer.beside = beside;
    offers.push(...added);
  };
  add(mallOffers(plan), false);
  for (const store of plan.stores) {
    add(storeOffers(store), false);
    add(cashierOffers(store), true);
  }
  return offers;
}
