import { z } from 'zod';
import type { MemberId, StoreId } from '@paifan/shared/ids/ids';
import { MERCHANT_KINDS, STAFF_ROLE_NAMES } from '@paifan/shared/merchants/permissions';
import { flagColumn, merchantIdColumn } from '../../db/columns';
import type { MerchantRow } from '../../db/models/merchants';
import { query } from '../../db/query';
import type { ShopContext } from '../context';
import type { Staff } from './findStaff';

/** A desk as who works there sees it: the merchant, and its stores. */
export interface Desk {
  readonly staff: Staff;
  readonly merchant: MerchantRow;
  readonly stores: readonly { readonly id: StoreId; readonly name: string }[];
}

/** A merchant has a handful of stores; nobody pages through them. */
const MOST_STORES = 200;

export async function readDesk({ db }: ShopContext, staff: Staff): Promise<Desk> {
  const { merchantId } = staff;
  const merchant = await db.merchants.findByPk(merchantId, { rejectOnEmpty: true });
  const stores = await db.stores.findAll({
    where: { merchantId },
    attributes: ['id', 'name'],
    order: [['id', 'ASC']],
    limit: MOST_STORES,
  });
  return { staff, merchant, stores: stores.map(({ id, name }) => ({ id, name })) };
}

const deskRow = z
  .object({
    merchant_id: merchantIdColumn,
    kind: z.enum(MERCHANT_KINDS),
    name: z.string(),
    role: z.enum(STAFF_ROLE_NAMES),
    suspended: flagColumn,
  })
  .transform(({ merchant_id: merchantId, ...row }) => ({ merchantId, ...row }));
export type OwnDesk = z.output<typeof deskRow>;

/** Every desk at which a member works, in the order of coming; `X-Merchant-Id` names one of them. */
export const readDesksOf = ({ db }: ShopContext, memberId: MemberId): Promise<OwnDesk[]> =>
  query(
    db,
    `SELECT s.merchant_id, m.kind, m.name, s.role, m.suspended_at IS NOT NULL AS suspended
     FROM staff s JOIN merchants m ON m.id = s.merchant_id
     WHERE s.member_id = ? AND s.disabled_at IS NULL ORDER BY s.id LIMIT 100`,
    [memberId],
    deskRow,
  );
