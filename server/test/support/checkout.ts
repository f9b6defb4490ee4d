import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import type { ProductId, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import type { ProductRow } from '../../src/db/models/catalogue';
import type { TestOperator } from './operators';
import type { Basket, Person, TestShop } from './shop';

type ProductDraft = Parameters<TestShop['addProduct']>[0];

/** A product that a store sells online. */
export async function addStoreProduct(
  shop: TestShop,
  storeId: StoreId,
  draft: ProductDraft = {},
  more: Partial<Pick<ProductRow, 'offersExpress' | 'offersPickup' | 'freightTemplateId'>> = {},
): Promise<ProductId> {
  const id = await shop.addProduct(draft);
  await shop.db.products.update({ storeId, ...more }, { where: { id } });
  return id;
}

/** Products of a store's online shop. */
export const atStore = (
  storeId: StoreId,
  productId: ProductId,
  delivery: 'express' | 'pickup' = 'pickup',
  quantity = 1,
): Extract<Basket, { kind: 'store' }> => ({
  kind: 'store',
  storeId,
  items: [{ productId, quantity }],
  delivery,
});

export type Coupon = ResponseOf<'POST /api/admin/coupons'>;
export type HeldCoupon = ResponseOf<'POST /api/coupons/:id/claim'>;
type CouponDraft = BodyInputOf<'POST /api/admin/coupons'>;

/** What a coupon of a test is unless it says otherwise: 10 yuan off in the mall, one each, claimed and used now. */
export function couponDraft(shop: TestShop, changes: Partial<CouponDraft> = {}): CouponDraft {
  const now = shop.clock.now().getTime();
  return {
    ...{ name: '迎客券', total: null, perMember: 1, minFen: 0, scope: { type: 'mall' } },
    claimFrom: new Date(now - 1_000).toISOString(),
    claimUntil: new Date(now + 7 * 86_400_000).toISOString(),
    discount: { type: 'amountOff', offFen: fen(1_000) },
    validity: { type: 'days', days: 3 },
    ...changes,
  } as CouponDraft;
}

/** Lets somebody claim a coupon that was made for this. */
export async function give(
  shop: TestShop,
  operator: TestOperator,
  person: Person,
  changes: Partial<CouponDraft> = {},
): Promise<HeldCoupon> {
  const { id } = await operator.call('POST /api/admin/coupons', { body: couponDraft(shop, changes) });
  return person.call('POST /api/coupons/:id/claim', { params: { id } });
}
