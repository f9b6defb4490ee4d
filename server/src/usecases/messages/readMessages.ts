import type { MemberId, OrderId } from '@paifan/shared/ids/ids';
import type { MessageRow } from '../../db/models/messages';
import type { Page, PageRequest } from '../../db/paging';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';

export interface Message {
  readonly row: MessageRow;
  readonly orderNo: string | null;
}

/** A member's inbox, newest first. */
export async function readMessages(
  { db }: ShopContext,
  memberId: MemberId,
  request: PageRequest,
): Promise<Page<Message>> {
  const rows = await db.messages.findAll({
    where: { memberId, ...olderThan(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  const { items, next } = toPage(rows, request);
  const orderIds = items.map(({ orderId }) => orderId).filter((id): id is OrderId => id !== null);
  const orders = await db.orders.findAll({ where: { id: orderIds }, attributes: ['id', 'no'] });
  const numbers = new Map(orders.map(({ id, no }) => [id, no]));
  return {
    items: items.map((row) => ({
      row,
      orderNo: row.orderId === null ? null : (numbers.get(row.orderId) ?? null),
    })),
    next,
  };
}

/** Marks every message as read. */
export async function markMessagesRead({ db, clock }: ShopContext, memberId: MemberId): Promise<void> {
  await db.messages.update({ readAt: clock.now() }, { where: { memberId, readAt: null } });
}
