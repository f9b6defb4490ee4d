import type { AddressId, MemberCouponId } from '@paifan/shared/ids/ids';
import type { Basket, Quote } from './api/queries';

export type Use = NonNullable<Basket['use']>;
export type StoreDelivery = Extract<Basket, { kind: 'store' }>['delivery'];

/** What a member decides about a basket before ordering it. What is not given stays as the basket has it. */
export interface Choices {
  delivery?: StoreDelivery;
  addressId?: AddressId;
  /** null: none. */
  memberCouponId?: MemberCouponId | null;
  use?: Use;
}

/** The basket as it is asked for with these choices. */
export function chosenBasket(basket: Basket, { delivery, addressId, memberCouponId, use }: Choices): Basket {
  if (basket.kind === 'cashier') return { ...basket, ...(use && { use }) };
  const more = {
    ...(use && { use }),
    ...(addressId && { addressId }),
    ...(memberCouponId && { memberCouponId }),
  };
  return basket.kind === 'mall'
    ? { ...basket, ...more }
    : { ...basket, ...more, delivery: delivery ?? basket.delivery };
}

/** What can be paid with beside WeChat, in the order in which it is offered. */
export const SPENDABLES = ['points', 'love', 'voucher', 'cash'] as const;
export type SpendableName = (typeof SPENDABLES)[number];

const USE_KEY = { points: 'points', love: 'love', voucher: 'voucher', cash: 'cashFen' } as const;

/** How much of it is used: hundredths, or fen of cash. */
export const usedOf = (use: Use | undefined, name: SpendableName): number => use?.[USE_KEY[name]] ?? 0;

/** Uses as much of it as can be, or none. Others are used as before. */
export function withUse(use: Use | undefined, spendables: Quote['spendables'], name: SpendableName): Use {
  const { [USE_KEY[name]]: used, ...others } = use ?? {};
  return used === undefined ? { ...others, [USE_KEY[name]]: spendables[name].most } : others;
}
