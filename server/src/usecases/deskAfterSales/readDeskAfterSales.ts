import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { StoreId } from '@paifan/shared/ids/ids';
import { subtractFen, sumFen, type Fen } from '@paifan/shared/money/fen';
import { payableOf } from '@paifan/shared/merchants/payables';
import { AFTER_SALE_STATES, type AfterSaleState } from '@paifan/shared/orders/afterSale';
import type { OrderKind } from '@paifan/shared/orders/states';
import { idColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import type { AfterSaleRow } from '../../db/models/afterSale';
import { readMemberNames } from '../../db/names';
import { during, equals, where } from '../../db/conditions';
import type { TimeSpan } from '../../db/idBounds';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import { previewAfterSale, type RefundPreview } from '../afterSale/previewRefund';
import { summarizeAfterSales, type AfterSaleInShort } from '../afterSale/readAfterSales';
import type { ShopContext } from '../context';
import type { Desk } from '../deskOrders/listDeskOrders';
import { beforeCursor, toPage } from '../lists';
import { findStoreOf } from '../stores/manageStores';

/*
 * Requests for after-sale as a merchant's desk sees them: those about its own lines, of orders online and at its cashiers.
 */

type Reading = Pick<ShopContext, 'db'>;

/** A request in a desk's list. */
export interface DeskAfterSaleInShort extends AfterSaleInShort {
  /** Of the buyer, whole: presenters mask it. */
  readonly buyerName: string;
  readonly orderKind: OrderKind;
  /** null: an order of the mall. */
  readonly storeName: string | null;
  readonly isSupplier: boolean;
}

interface DeskAfterSaleFilter extends PageRequest, TimeSpan {
  readonly state?: AfterSaleState;
  /** Of orders of this store, online and at its cashier. */
  readonly storeId?: StoreId;
}

/** Requests about the merchant's lines, newest first. @throws ApiError store_not_found, also for another merchant's */
export async function listDeskAfterSales(
  shop: Reading,
  desk: Desk,
  filter: DeskAfterSaleFilter,
): Promise<Page<DeskAfterSaleInShort>> {
  const { db } = shop;
  if (filter.storeId !== undefined) await findStoreOf(db, filter.storeId, desk.merchantId);
  const { items, next } = toPage(await newestIds(db, desk, filter), filter);
  const rows = await db.afterSales.findAll({
    where: { id: items.map(({ id }) => id) },
    order: [['id', 'DESC']],
  });
  return { items: await forDesk(shop, desk, rows), next };
}

const idRow = z.object({ id: idColumn });

/** Straight: the requests of a merchant are few, the orders of a store many. */
function newestIds(
  db: Database,
  { merchantId }: Desk,
  filter: DeskAfterSaleFilter,
): Promise<{ id: string }[]> {
  const { sql, values } = where([
    ...equals('a.merchant_id', merchantId),
    ...equals('a.state', filter.state),
    ...equals('o.store_id', filter.storeId),
    ...during('a.requested_at', filter),
    ...beforeCursor('a.id', filter),
  ]);
  const orders = filter.storeId === undefined ? '' : 'STRAIGHT_JOIN orders o ON o.id = a.order_id';
  return query(
    db,
    `SELECT a.id FROM after_sales a ${orders} ${sql} ORDER BY a.id DESC LIMIT ${filter.limit + 1}`,
    values,
    idRow,
  );
}

async function forDesk(
  shop: Reading,
  { merchantId, merchantKind }: Desk,
  rows: readonly AfterSaleRow[],
): Promise<DeskAfterSaleInShort[]> {
  const { db } = shop;
  const found = await summarizeAfterSales(shop, rows);
  const names = await readMemberNames(
    db,
    rows.map(({ memberId }) => memberId),
  );
  const orders = await db.orders.findAll({
    where: { id: [...new Set(rows.map(({ orderId }) => orderId))] },
    attributes: ['id', 'storeId', 'kind'],
  });
  const stores = await db.stores.findAll({ where: { merchantId }, attributes: ['id', 'name'] });
  return found.flatMap((each) => {
    const order = orders.find(({ id }) => id === each.afterSale.orderId);
    if (order === undefined) return [];
    const shown = {
      ...each,
      orderKind: order.kind,
      buyerName: names(each.afterSale.memberId).nickname,
      storeName: stores.find(({ id }) => id === order.storeId)?.name ?? null,
      isSupplier: merchantKind === 'supplier',
    };
    return [shown];
  });
}

/** @throws ApiError after_sale_not_found, also for another merchant's */
export async function findDeskAfterSale(
  { db }: Reading,
  { merchantId }: Desk,
  no: string,
): Promise<AfterSaleRow> {
  const row = await db.afterSales.findOne({ where: { no, merchantId } });
  if (row === null) throw new ApiError('after_sale_not_found');
  return row;
}

const eventRow = z.object({
  state: z.enum(AFTER_SALE_STATES),
  actor: z.string(),
  note: z.string().nullable(),
  at: timeColumn,
});

/** A request with what happened to it, oldest first. */
export interface DeskAfterSale extends DeskAfterSaleInShort {
  readonly acts: readonly z.output<typeof eventRow>[];
}

/** One of the merchant's. @throws ApiError after_sale_not_found, also for another merchant's */
export async function readDeskAfterSale(shop: Reading, desk: Desk, no: string): Promise<DeskAfterSale> {
  const [found] = await forDesk(shop, desk, [await findDeskAfterSale(shop, desk, no)]);
  if (found === undefined) throw new ApiError('after_sale_not_found');
  const acts = await query(
    shop.db,
    'SELECT state, actor, note, at FROM after_sale_events WHERE after_sale_id = ? ORDER BY seq',
    [found.id],
    eventRow,
  );
  return { ...found, acts };
}

/** What a refund would do, and what it would cost the store. */
export interface DeskRefundPreview extends RefundPreview {
  readonly line: number;
  readonly amountFen: Fen;
  /** Zero or below. */
  readonly payableChangeFen: Fen;
}

/**
 * Plans the refund of a request, and what the store would be owed less for it. Nothing is written.
 * @throws ApiError after_sale_not_found, forbidden (a supplier: the refund is the platform's), and as `previewAfterSale`
 */
export async function previewDeskRefund(
  shop: Pick<ShopContext, 'db' | 'clock'>,
  desk: Desk,
  no: string,
): Promise<DeskRefundPreview> {
  const { orderId, lineNo } = await findDeskAfterSale(shop, desk, no);
  assertStore(desk);
  const { preview, ...part } = await previewAfterSale(shop, no);
  const order = await shop.db.orders.findByPk(orderId, { rejectOnEmpty: true });
  const line = await shop.db.orderLines.findOne({ where: { orderId, lineNo }, rejectOnEmpty: true });
  const owed = (refundedFen: Fen): Fen =>
    payableOf(order, { ...line.get(), refundedFen, piecesBack: 0, isGivenBack: false }).amountFen;
  const { refundedFen } = line;
  const { wechatFen, cashFen } = preview.back;
  return {
    ...preview,
    ...part,
    payableChangeFen: subtractFen(owed(sumFen([refundedFen, wechatFen, cashFen])), owed(refundedFen)),
  };
}

/** @throws ApiError forbidden: what a supplier's goods were sold for is the platform's, and so is giving it back */
export function assertStore({ merchantKind }: Desk): void {
  if (merchantKind !== 'store') throw new ApiError('forbidden', '供应商商品的退款由平台处理');
}
