import { ApiError } from '@paifan/shared/errors/errors';
import { piecesToSend } from '@paifan/shared/orders/afterSale';
import type { DeliveryAddress } from '@paifan/shared/checkout/delivery';
import type { OrderLineRow, OrderRow } from '../../db/models/orders';
import type { Executor } from '../../db/transaction';
import { readLineStandings, type LineStanding } from '../afterSale/lineStandings';
import type { ShopContext } from '../context';
import { readParcelsOf, type FilledParcel } from '../shipping/readParcels';
import type { Staff } from '../staff/findStaff';
import { summarizeForDesk, type Desk, type DeskOrderInShort } from './listDeskOrders';

/** A line of the merchant. */
export interface DeskOrderLine {
  readonly line: OrderLineRow;
  readonly standing: LineStanding;
  /** Can be put into a parcel now. */
  readonly unsentPieces: number;
}

/** The merchant's part of an order, with all that its desk needs to send it. */
export interface DeskOrder extends DeskOrderInShort {
  /** Of the buyer, whole: presenters mask it. */
  readonly buyerName: string;
  readonly address: DeliveryAddress | null;
  /** Who asks has no business with the whole address. */
  readonly isAddressMasked: boolean;
  readonly lines: readonly DeskOrderLine[];
  /** With own lines alone. */
  readonly parcels: readonly FilledParcel[];
  readonly mayShip: boolean;
  readonly isSupplier: boolean;
}

/**
 * The order of the shop that is also this merchant's: it was paid, and holds lines of it.
 * @throws ApiError order_not_found, also for another merchant's
 */
export async function findDeskOrder(
  db: ShopContext['db'],
  { merchantId, merchantKind }: Desk,
  no: string,
  executor: Executor = db,
): Promise<OrderRow> {
  const transaction = 'commit' in executor ? executor : undefined;
  const kind = merchantKind === 'store' ? 'store' : 'mall';
  const order = await db.orders.findOne({ where: { no, kind }, transaction });
  const own =
    order && (await db.orderLines.findOne({ where: { orderId: order.id, merchantId }, transaction }));
  if (!order || !own || order.paidAt === null) throw new ApiError('order_not_found');
  return order;
}

/** One order of a desk. @throws ApiError order_not_found, also for another merchant's */
export async function readDeskOrder(
  { db }: Pick<ShopContext, 'db'>,
  staff: Staff,
  no: string,
): Promise<DeskOrder> {
  const { id } = await findDeskOrder(db, staff, no);
  const [summary] = await summarizeForDesk(db, staff, [id]);
  if (summary === undefined) throw new ApiError('order_not_found');
  const { order } = summary;
  const rows = await db.orderLines.findAll({
    where: { orderId: id, merchantId: staff.merchantId },
    order: [['lineNo', 'ASC']],
  });
  const standings = await readLineStandings(db, id);
  const lines = rows.flatMap((line) => {
    const standing = standings.find(({ lineNo }) => lineNo === line.lineNo);
    if (standing === undefined) return [];
    return { line, standing, unsentPieces: order.state === 'paid' ? piecesToSend(standing) : 0 };
  });
  const own = new Set(lines.map(({ line }) => line.lineNo));
  const buyer = await db.members.findByPk(order.memberId, { attributes: ['nickname'], rejectOnEmpty: true });
  const isUnderWay = order.state === 'paid' || order.state === 'shipped';
  const shipsHere = staff.permissions.has('desk.orders.ship');
  return {
    ...summary,
    buyerName: buyer.nickname,
    address: order.address,
    isAddressMasked: !(shipsHere && isUnderWay),
    lines,
    parcels: ownParcels(await readParcelsOf(db, id), own),
    mayShip: shipsHere && order.delivery !== 'pickup' && lines.some(({ unsentPieces }) => unsentPieces > 0),
    isSupplier: staff.merchantKind === 'supplier',
  };
}

const ownParcels = (parcels: readonly FilledParcel[], own: ReadonlySet<number>): FilledParcel[] =>
  parcels
    .map(({ parcel, lines }) => ({ parcel, lines: lines.filter(({ line }) => own.has(line)) }))
    .filter(({ lines }) => lines.length > 0);
