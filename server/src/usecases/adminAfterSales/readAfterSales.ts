import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { MemberId } from '@paifan/shared/ids/ids';
import { AFTER_SALE_STATES, REFUND_STATES, type AfterSaleState } from '@paifan/shared/orders/afterSale';
import { timeColumn } from '../../db/columns';
import type { TimeSpan } from '../../db/idBounds';
import { readMemberNames, type MemberName } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import { query } from '../../db/query';
import {
  readAfterSale,
  summarizeAfterSales,
  type AfterSaleInFull,
  type AfterSaleInShort,
} from '../afterSale/readAfterSales';
import type { ShopContext } from '../context';
import { duringSpan, olderThan, pageLimit, toPage } from '../lists';
import { readActorNames } from './actorNames';

type Reading = Pick<ShopContext, 'db'>;

/** A request in the operators' list. */
export interface ListedAfterSale extends AfterSaleInShort {
  readonly member: MemberName;
}

/** Requests for after-sale, newest first. */
export async function listAfterSales(
  shop: Reading,
  filter: PageRequest & TimeSpan & { readonly state?: AfterSaleState; readonly memberId?: MemberId },
): Promise<Page<ListedAfterSale>> {
  const { state, memberId } = filter;
  const rows = await shop.db.afterSales.findAll({
    where: {
      ...(state ? { state } : {}),
      ...(memberId ? { memberId } : {}),
      ...duringSpan('requestedAt', filter),
      ...olderThan(filter),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(filter),
  });
  const { items, next } = toPage(rows, filter);
  const names = await readMemberNames(
    shop.db,
    items.map((row) => row.memberId),
  );
  const found = await summarizeAfterSales(shop, items);
  return { items: found.map((each) => ({ ...each, member: names(each.afterSale.memberId) })), next };
}

const eventRow = z.object({
  state: z.enum(AFTER_SALE_STATES),
  actor: z.string(),
  note: z.string().nullable(),
  at: timeColumn,
});
const refundRow = z.object({
  out_refund_no: z.string(),
  state: z.enum(REFUND_STATES),
  error: z.string().nullable(),
  finished_at: timeColumn.nullable(),
});

/** A request with who did what to it, oldest first. */
export interface AfterSaleForOperators extends AfterSaleInFull {
  readonly member: MemberName;
  readonly acts: readonly (z.output<typeof eventRow> & { readonly by: string })[];
  readonly refunds: readonly z.output<typeof refundRow>[];
}

/** @throws ApiError after_sale_not_found */
export async function readAfterSaleInFull(shop: Reading, no: string): Promise<AfterSaleForOperators> {
  const { db } = shop;
  const row = await db.afterSales.findOne({ where: { no }, attributes: ['memberId'] });
  if (!row) throw new ApiError('after_sale_not_found');
  const found = await readAfterSale(shop, row.memberId, no);
  const names = await readMemberNames(db, [found.afterSale.memberId]);
  const acts = await query(
    db,
    'SELECT state, actor, note, at FROM after_sale_events WHERE after_sale_id = ? ORDER BY seq',
    [found.id],
    eventRow,
  );
  const by = await readActorNames(
    db,
    acts.map(({ actor }) => actor),
  );
  return {
    ...found,
    member: names(found.afterSale.memberId),
    acts: acts.map((act) => ({ ...act, by: by(act.actor) })),
    refunds: await query(
      db,
      'SELECT out_refund_no, state, error, finished_at FROM refunds WHERE after_sale_id = ? ORDER BY id',
      [found.id],
      refundRow,
    ),
  };
}
