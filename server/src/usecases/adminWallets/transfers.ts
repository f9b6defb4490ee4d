import type { MemberId } from '@paifan/shared/ids/ids';
import type { TransferRow } from '../../db/models/wallet';
import { readMemberNames, type MemberName } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';

/** What a member handed to another. */
export interface ListedTransfer {
  readonly transfer: TransferRow;
  readonly from: MemberName;
  readonly to: MemberName;
}

/** Transfers, newest first. */
export async function listTransfers(
  { db }: ShopContext,
  filter: PageRequest & { readonly fromMemberId?: MemberId; readonly toMemberId?: MemberId },
): Promise<Page<ListedTransfer>> {
  const { fromMemberId, toMemberId } = filter;
  const rows = await db.transfers.findAll({
    where: {
      ...(fromMemberId ? { fromMemberId } : {}),
      ...(toMemberId ? { toMemberId } : {}),
      ...olderThan(filter),
    },
    order: [['id', 'DESC']],
    limit: pageLimit(filter),
  });
  const { items, next } = toPage(rows, filter);
  const names = await readMemberNames(
    db,
    items.flatMap((row) => [row.fromMemberId, row.toMemberId]),
  );
  return {
    items: items.map((transfer) => ({
      transfer,
      from: names(transfer.fromMemberId),
      to: names(transfer.toMemberId),
    })),
    next,
  };
}
