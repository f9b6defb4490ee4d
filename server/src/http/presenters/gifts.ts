import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { GiftOrderState } from '@paifan/shared/members/giftStates';
import { CARRIERS, type Carrier } from '@paifan/shared/orders/carriers';
import type { GiftOrderRow, GiftRow } from '../../db/models/gifts';
import { instant, instantOrNull } from './texts';

type GiftView = ResponseOf<'GET /api/gifts/:id'>;
type AdminGiftView = ResponseOf<'POST /api/admin/gifts'>;
type GiftOrderView = ResponseOf<'GET /api/gift-orders/:id'>;

const STATE_TEXTS: Readonly<Record<GiftOrderState, string>> = {
  placed: '待寄出',
  shipped: '已寄出',
  completed: '已完成',
  cancelled: '已取消，所用余额已退回',
};

export const presentGift = ({
  id,
  title,
  summary,
  picture,
  balance,
  price,
  stock,
  maxPerMember,
}: GiftRow): GiftView => ({ id, title, summary, picture, balance, price, stock, maxPerMember });

export const presentAdminGift = (gift: GiftRow): AdminGiftView => ({
  ...presentGift(gift),
  onSale: gift.onSale,
  redeemed: gift.redeemed,
  createdAt: instant(gift.createdAt),
});

const carrierName = (carrier: Carrier | null): string | null => carrier && CARRIERS[carrier];

export const presentGiftOrder = (order: GiftOrderRow): GiftOrderView => ({
  id: order.id,
  no: order.no,
  giftId: order.giftId,
  title: order.title,
  picture: order.picture,
  quantity: order.quantity,
  balance: order.balance,
  amount: order.amount,
  state: order.state,
  stateText: STATE_TEXTS[order.state],
  address: order.address,
  carrier: order.carrier,
  carrierName: carrierName(order.carrier),
  number: order.number,
  reason: order.reason,
  placedAt: instant(order.placedAt),
  shippedAt: instantOrNull(order.shippedAt),
  endedAt: instantOrNull(order.endedAt),
});
