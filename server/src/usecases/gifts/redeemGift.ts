import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { GiftId, MemberId } from '@paifan/shared/ids/ids';
import { memberAccount } from '@paifan/shared/ledger/accounts';
import { fen } from '@paifan/shared/money/fen';
import { lockBalances } from '../../db/balances';
import type { GiftOrderRow, GiftRow } from '../../db/models/gifts';
import { inTransaction, type Tx } from '../../db/transaction';
import { announce } from '../messages/announce';
import type { ShopContext } from '../context';
import { newOrderNo } from '../orders/orderNumber';
import { hashOf, once } from '../once';
import { bookGift } from './bookGift';

/** How many, and where to. */
export type Redeeming = BodyOf<'POST /api/gifts/:id/redeem'>;

/**
 * A member redeems points, love or a voucher for a gift: stock, limit and balance are judged under their locks, and all of it happens
 * or nothing. With a key that was used before, the order of then comes back. SPEC section 11.
 * @throws ApiError gift_not_found, gift_off_sale, gift_limit, out_of_stock, balance_too_low, idempotency_key_reused
 */
export function redeemGift(
  shop: ShopContext,
  memberId: MemberId,
  giftId: GiftId,
  key: string,
  redeeming: Redeeming,
): Promise<GiftOrderRow> {
  const requestHash = hashOf([giftId, redeeming]);
  return once(
    requestHash,
    () => shop.db.giftOrders.findOne({ where: { memberId, idempotencyKey: key } }),
    () =>
      inTransaction(shop.db, async (tx) => {
        const gift = await takeFromStock(shop, tx, memberId, giftId, redeeming.quantity);
        return place(shop, tx, memberId, gift, { key, requestHash, redeeming });
      }),
  );
}

/** Locks the gift: those who want the same one come one after the other. */
async function takeFromStock(
  { db }: ShopContext,
  tx: Tx,
  memberId: MemberId,
  giftId: GiftId,
  quantity: number,
): Promise<GiftRow> {
  const gift = await db.gifts.findByPk(giftId, { lock: tx.LOCK.UPDATE, transaction: tx });
  if (gift === null) throw new ApiError('gift_not_found');
  if (!gift.onSale) throw new ApiError('gift_off_sale');
  if (gift.stock < quantity) throw new ApiError('out_of_stock', undefined, { stock: gift.stock });
  if (gift.maxPerMember !== null) {
    const state = ['placed', 'shipped', 'completed'] as const;
    const had = await db.giftOrders.sum('quantity', { where: { giftId, memberId, state }, transaction: tx });
    if ((had ?? 0) + quantity > gift.maxPerMember)
      throw new ApiError('gift_limit', undefined, { maxPerMember: gift.maxPerMember, had: had ?? 0 });
  }
  const { stock, redeemed } = gift;
  return gift.update({ stock: stock - quantity, redeemed: redeemed + quantity }, { transaction: tx });
}

interface Placing {
  readonly key: string;
  readonly requestHash: Buffer;
  readonly redeeming: Redeeming;
}

async function place(
  shop: ShopContext,
  tx: Tx,
  memberId: MemberId,
  { id: giftId, title, picture, balance, price }: GiftRow,
  { key, requestHash, redeeming: { quantity, address } }: Placing,
): Promise<GiftOrderRow> {
  const now = shop.clock.now();
  const no = newOrderNo(now);
  const amount = fen(price * quantity);
  const order = await shop.db.giftOrders.create(
    {
      ...{ no, giftId, memberId, title, picture, quantity, balance, amount, address },
      ...{ state: 'placed', idempotencyKey: key, requestHash, placedAt: now },
    },
    { transaction: tx },
  );
  // With what the database fills in.
  await order.reload({ transaction: tx });
  await announce(shop, tx, memberId, { kind: 'giftRedeemed', no, title, balance, amount });
  const own = memberAccount(memberId, balance);
  if ((await lockBalances(tx, [own]))(own.code) < amount) throw new ApiError('balance_too_low');
  await bookGift(tx, 'giftRedeemed', order, now);
  return order;
}
