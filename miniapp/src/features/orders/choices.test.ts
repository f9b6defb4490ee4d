import { productId, storeId, type AddressId, type MemberCouponId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import type { Basket, Quote } from './api/queries';
import { chosenBasket, usedOf, withUse } from './choices';

const items = [{ productId: productId('1'), quantity: 1 }];
const mall: Basket = { kind: 'mall', items };
const store: Basket = { kind: 'store', storeId: storeId('2'), items, delivery: 'express' };
const cashier: Basket = { kind: 'cashier', storeId: storeId('2'), amountFen: fen(100) };
const addressId = '7' as AddressId;
const memberCouponId = '8' as MemberCouponId;
const use = { points: fen(300) };

describe('a basket as the member wants it', () => {
  it.each<[string, Basket, Parameters<typeof chosenBasket>[1], Basket]>([
    ['nothing chosen', mall, {}, mall],
    [
      'an address, a coupon, points',
      mall,
      { addressId, memberCouponId, use },
      { ...mall, addressId, memberCouponId, use },
    ],
    ['no coupon', mall, { memberCouponId: null }, mall],
    ['the mall sends whatever was chosen for a store', mall, { delivery: 'pickup' }, mall],
    ['fetched at the store', store, { delivery: 'pickup' }, { ...store, delivery: 'pickup' }],
    ['a cashier knows no address', cashier, { addressId, memberCouponId, use }, { ...cashier, use }],
  ])('%s', (_, basket, choices, chosen) => expect(chosenBasket(basket, choices)).toEqual(chosen));
});

describe('paying with a balance', () => {
  const one = (most: number) => ({ balance: fen(most), most: fen(most), mostFen: fen(most) });
  const spendables: Quote['spendables'] = { points: one(300), love: one(0), voucher: one(20), cash: one(50) };

  it('uses as much as can be, and none when it is pressed again', () => {
    const on = withUse(undefined, spendables, 'cash');
    expect(on).toEqual({ cashFen: 50 });
    expect(usedOf(on, 'cash')).toBe(50);
    expect(withUse(on, spendables, 'cash')).toEqual({});
  });

  it('leaves the others as they are', () =>
    expect(withUse({ points: fen(300) }, spendables, 'voucher')).toEqual({ points: 300, voucher: 20 }));
});
