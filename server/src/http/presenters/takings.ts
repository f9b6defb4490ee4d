import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { Pickup } from '../../usecases/stores/pickups';
import type { Taking, TakingsOfDays } from '../../usecases/stores/takings';
import { maskName } from './names';
import { instant, instantOrNull } from './texts';

type PickupView = ResponseOf<'GET /api/desk/pickups/:code'>['items'][number];
type TakingsView = ResponseOf<'GET /api/desk/takings'>;
type TakingView = TakingsView['items'][number];

export const presentPickup = ({ order, lines, ...pickup }: Pickup): PickupView => ({
  orderNo: order.no,
  state: order.state,
  storeId: pickup.storeId,
  storeName: pickup.storeName,
  buyerName: maskName(pickup.buyerName),
  paidFen: order.totalFen,
  note: order.note,
  lines: lines.map(({ title, skuName, picture, quantity, withdrawn }) => ({
    title,
    skuName,
    picture,
    quantity,
    withdrawn,
  })),
  redeemable: pickup.redeemable,
  redeemedAt: instantOrNull(pickup.redeemedAt),
});

export const presentTaking = (taking: Taking): TakingView => ({
  orderNo: taking.no,
  kind: taking.kind,
  storeId: taking.storeId,
  storeName: taking.storeName,
  at: instant(taking.paidAt),
  buyerName: maskName(taking.buyerName),
  amountFen: taking.amountFen,
  refundedFen: taking.refundedFen,
  contributedFen: taking.contributedFen,
});

export const presentTakings = ({ items, ...days }: TakingsOfDays): TakingsView => ({
  items: items.map(presentTaking),
  ...days,
});
