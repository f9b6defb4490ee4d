import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { DeliveryAddress } from '@paifan/shared/checkout/delivery';
import { maskPhone } from '@paifan/shared/members/phone';
import type { DeskOrderInShort } from '../../usecases/deskOrders/listDeskOrders';
import type { DeskOrder } from '../../usecases/deskOrders/readDeskOrder';
import { presentParcel } from './afterSale';
import { maskName } from './names';
import { instant, instantOrNull } from './texts';

type SummaryView = ResponseOf<'GET /api/desk/orders'>['items'][number];
type OrderView = ResponseOf<'GET /api/desk/orders/:no'>;

export const presentDeskOrderSummary = ({ order, ...part }: DeskOrderInShort): SummaryView => ({
  no: order.no,
  kind: order.kind,
  state: order.state,
  storeId: order.storeId,
  storeName: part.storeName,
  delivery: order.delivery,
  title: part.title,
  picture: part.picture,
  pieces: part.pieces,
  leftPieces: part.leftPieces,
  amountFen: part.amountFen,
  paidAt: instant(order.paidAt ?? order.placedAt),
});

export const presentDeskOrder = (found: DeskOrder): OrderView => ({
  ...presentDeskOrderSummary(found),
  placedAt: instant(found.order.placedAt),
  shippedAt: instantOrNull(found.order.shippedAt),
  completedAt: instantOrNull(found.order.completedAt),
  buyerName: maskName(found.buyerName),
  note: found.order.note,
  address: found.address && presentAddress(found.address, found.isAddressMasked),
  addressMasked: found.address !== null && found.isAddressMasked,
  lines: found.lines.map(({ line, standing, unsentPieces }) => ({
    line: line.lineNo,
    title: line.title,
    skuName: line.skuName,
    picture: line.picture,
    quantity: line.quantity,
    amountFen: found.isSupplier ? line.costFen : line.paidFen,
    shippedPieces: standing.shipped,
    unsentPieces,
    heldBackPieces: standing.heldBack,
    withdrawnPieces: standing.withdrawn,
  })),
  parcels: found.parcels.map(presentParcel),
  mayShip: found.mayShip,
});

/** Masked: the district is left, to know where things went. */
const presentAddress = (
  { name, phone, province, city, district, detail }: DeliveryAddress,
  masked: boolean,
): OrderView['address'] => ({
  ...{ province, city, district },
  name: masked ? maskName(name) : name,
  phone: masked ? maskPhone(phone) : phone,
  detail: masked ? '***' : detail,
});
