import type { Basket } from '@/features/orders/api/queries';
import type { CartGroup, CartItem } from './api/queries';

/** What is ordered with the group: what is checked and can be had. */
export const ordered = (group: CartGroup): CartItem[] =>
  group.items.filter(({ checked, problem }) => checked && problem === null);

/** The basket of what is checked in a group of the cart; null when that is nothing. */
export function basketOfGroup(group: CartGroup | undefined): Basket | null {
  if (group === undefined) return null;
  const items = ordered(group).map(({ productId, skuId, quantity }) => ({ productId, skuId, quantity }));
  if (items.length === 0) return null;
  return group.storeId === null
    ? { kind: 'mall', items }
    : { kind: 'store', storeId: group.storeId, items, delivery: 'express' };
}

/** What the checked pieces of a group cost before anything is taken off. Whole fen. */
export const sumOf = (group: CartGroup): number =>
  ordered(group).reduce((sum, { priceFen, quantity }) => sum + priceFen * quantity, 0);
