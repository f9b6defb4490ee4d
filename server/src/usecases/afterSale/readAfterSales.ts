import { Op } from 'sequelize';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { AFTER_SALE_STATES, requestablePieces, type AfterSaleState } from '@paifan/shared/orders/afterSale';
import { timeColumn } from '../../db/columns';
import type { AfterSaleRow } from '../../db/models/afterSale';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import { findOwnOrder } from '../orders/findOrder';
import { olderThan, pageLimit, toPage } from '../lists';
import { readLineStandings, type LineStanding } from './lineStandings';
import type { RefundBack } from './previewRefund';
import { canBeRefunded } from './requestAfterSale';

/** A request with what it is about. */
export interface AfterSaleInShort {
  readonly id: string;
  readonly afterSale: AfterSaleRow;
  readonly orderNo: string;
  readonly title: string;
  readonly skuName: string;
  readonly picture: string | null;
}

const eventRow = z.object({ state: z.enum(AFTER_SALE_STATES), at: timeColumn });

/** A request with what happened to it, oldest first. */
export interface AfterSaleInFull extends AfterSaleInShort {
  /** What comes back, or came; null: that is not settled yet. */
  readonly back: RefundBack | null;
  readonly events: readonly z.output<typeof eventRow>[];
}

type Reading = Pick<ShopContext, 'db'>;

/** A member's requests, newest first. */
export async function readAfterSales(
  shop: Reading,
  memberId: MemberId,
  { state, ...request }: PageRequest & { readonly state?: AfterSaleState },
): Promise<Page<AfterSaleInShort>> {
  const rows = await shop.db.afterSales.findAll({
    where: { memberId, ...(state ? { state } : {}), ...olderThan(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  const { items, next } = toPage(rows, request);
  return { items: await summarizeAfterSales(shop, items), next };
}

/** One of them. @throws ApiError after_sale_not_found, also for somebody else's */
export async function readAfterSale(shop: Reading, memberId: MemberId, no: string): Promise<AfterSaleInFull> {
  const row = await shop.db.afterSales.findOne({ where: { no, memberId } });
  const [found] = row ? await summarizeAfterSales(shop, [row]) : [];
  if (found === undefined) throw new ApiError('after_sale_not_found');
  const events = await query(
    shop.db,
    'SELECT state, at FROM after_sale_events WHERE after_sale_id = ? ORDER BY seq',
    [found.id],
    eventRow,
  );
  return { ...found, events, back: await readBack(shop, found.id) };
}

async function readBack({ db }: Reading, afterSaleId: string): Promise<RefundBack | null> {
  const refund = await db.refunds.findOne({
    where: { afterSaleId, state: { [Op.ne]: 'closed' } },
    order: [['id', 'DESC']],
  });
  if (!refund) return null;
  const { amountFen: wechatFen, cashFen, pointsBack, loveBack, voucherBack } = refund;
  return { wechatFen, cashFen, points: pointsBack, love: loveBack, voucher: voucherBack };
}

/** What of an order can be asked for still, and what was. */
export interface OrderAfterSales {
  readonly refundable: boolean;
  readonly lines: readonly {
    readonly standing: LineStanding;
    readonly returnPieces: number;
    readonly unsentPieces: number;
  }[];
  readonly items: readonly AfterSaleInShort[];
}

/** @throws ApiError order_not_found */
export async function readOrderAfterSales(
  shop: Pick<ShopContext, 'db' | 'clock'>,
  memberId: MemberId,
  orderNo: string,
): Promise<OrderAfterSales> {
  const { db, clock } = shop;
  const order = await findOwnOrder(db, memberId, orderNo);
  const standings = await readLineStandings(db, order.id);
  const rows = await db.afterSales.findAll({ where: { orderId: order.id }, order: [['id', 'DESC']] });
  return {
    refundable: canBeRefunded(order, clock.now()),
    lines: standings.map((standing) => ({
      standing,
      returnPieces: requestablePieces('returnRefund', order.state, standing),
      unsentPieces: requestablePieces('refundOnly', order.state, standing),
    })),
    items: await summarizeAfterSales(shop, rows),
  };
}

/** Requests with what they are about. */
export async function summarizeAfterSales(
  { db }: Reading,
  rows: readonly AfterSaleRow[],
): Promise<AfterSaleInShort[]> {
  const orderIds = [...new Set(rows.map(({ orderId }) => orderId))];
  const orders = await db.orders.findAll({ where: { id: orderIds }, attributes: ['id', 'no'] });
  const lines = await db.orderLines.findAll({
    where: { orderId: orderIds },
    attributes: ['orderId', 'lineNo', 'title', 'skuName', 'picture'],
  });
  return rows.map((afterSale) => {
    const line = lines.find(
      ({ orderId, lineNo }) => orderId === afterSale.orderId && lineNo === afterSale.lineNo,
    );
    return {
      id: afterSale.id,
      afterSale,
      orderNo: orders.find(({ id }) => id === afterSale.orderId)?.no ?? '',
      title: line?.title ?? '',
      skuName: line?.skuName ?? '',
      picture: line?.picture ?? null,
    };
  });
}
