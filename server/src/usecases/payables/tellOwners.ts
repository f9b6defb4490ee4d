import { z } from 'zod';
import type { MerchantId } from '@paifan/shared/ids/ids';
import { memberIdColumn } from '../../db/columns';
import { query } from '../../db/query';
import type { Tx } from '../../db/transaction';
import { announceAll } from '../messages/announce';
import type { ShopContext } from '../context';
import type { ProposalAnnouncement } from '../catalogue/announcements';
import type { PayableAnnouncement } from './announcements';

const ownerRow = z.object({ member_id: memberIdColumn, name: z.string() });

type Unnamed<News> = News extends { name: string } ? Omit<News, 'name' | 'merchantId'> : never;

/** Tells the owners of a merchant who are members. Who works in the console alone has no inbox. */
export async function tellOwners(
  shop: Pick<ShopContext, 'clock'>,
  tx: Tx,
  merchantId: MerchantId,
  news: Unnamed<PayableAnnouncement | ProposalAnnouncement>,
): Promise<void> {
  const owners = await query(
    tx,
    `SELECT s.member_id, m.name FROM staff s JOIN merchants m ON m.id = s.merchant_id
     WHERE s.merchant_id = ? AND s.role = 'owner' AND s.member_id IS NOT NULL AND s.disabled_at IS NULL ORDER BY s.id`,
    [merchantId],
    ownerRow,
  );
  await announceAll(
    shop,
    tx,
    owners.map(({ member_id: memberId, name }) => ({ memberId, news: { ...news, merchantId, name } })),
  );
}
