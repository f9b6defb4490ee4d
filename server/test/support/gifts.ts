import { randomBytes, randomUUID } from 'node:crypto';
import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { fen } from '@paifan/shared/money/fen';
import type { GiftRow } from '../../src/db/models/gifts';
import type { Client } from './client';
import type { Person, TestShop } from './shop';
import { give } from './wallet';

export type GiftOrder = ResponseOf<'GET /api/gift-orders/:id'>;
export type Redeem = BodyInputOf<'POST /api/gifts/:id/redeem'>;

/** What an operator says of a gift. */
export const GIFT = {
  title: '竹编果篮',
  summary: '手工竹编',
  picture: '/pictures/products/bamboo-basket.svg',
  price: 1_000,
  stock: 10,
  maxPerMember: null,
  onSale: true,
};

export const ADDRESS = {
  name: '周明远',
  phone: '13812345678',
  region: '浙江省 杭州市 上城区',
  detail: '老街 8 号',
};

export const addGift = (
  { db, clock }: TestShop,
  gift: Partial<Pick<GiftRow, 'title' | 'balance' | 'price' | 'stock' | 'maxPerMember' | 'onSale'>> = {},
): Promise<GiftRow> =>
  db.gifts.create({
    ...GIFT,
    price: fen(GIFT.price),
    balance: 'points',
    idempotencyKey: randomUUID(),
    requestHash: randomBytes(32),
    createdAt: clock.now(),
    ...gift,
  });

/** The call that redeems a gift, with a key of its own unless one is given. */
export const redeeming = (gift: GiftRow, body: Partial<Redeem> = {}, key: string = randomUUID()) => ({
  params: { id: gift.id },
  body: { address: ADDRESS, ...body },
  headers: { 'Idempotency-Key': key },
});

export const redeem = (member: Client, gift: GiftRow, body: Partial<Redeem> = {}): Promise<GiftOrder> =>
  member.call('POST /api/gifts/:id/redeem', redeeming(gift, body));

/** A member with points. */
export async function rich(shop: TestShop, points: number): Promise<Person> {
  const member = await shop.signIn(`rich-${randomBytes(4).toString('hex')}`);
  await give(shop, member.id, 'points', points);
  return member;
}

/** A gift that a member redeemed. */
export const redeemed = async (shop: TestShop): Promise<GiftOrder> =>
  redeem(await rich(shop, 5_000), await addGift(shop));
