import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { MemberId, MerchantId, StaffId } from '@paifan/shared/ids/ids';
import {
  MERCHANT_KINDS,
  staffPermissionsOf,
  STAFF_ROLE_NAMES,
  type MerchantKind,
  type StaffPermission,
  type StaffRole,
} from '@paifan/shared/merchants/permissions';
import { flagColumn, idColumn, merchantIdColumn, staffIdColumn, timeColumn } from '../../db/columns';
import { queryOne } from '../../db/query';
import type { ShopContext } from '../context';

/** Somebody at a merchant's desk, as a route's handler gets it. */
export interface Staff {
  readonly id: StaffId;
  /** null: comes from the mini-program only. */
  readonly login: string | null;
  readonly name: string;
  readonly role: StaffRole;
  readonly merchantId: MerchantId;
  readonly merchantKind: MerchantKind;
  /** What the role allows today; only `desk.own` until a one-time password was changed. */
  readonly permissions: ReadonlySet<StaffPermission>;
  readonly mustChangePassword: boolean;
  /** null: came as a member, from the mini-program. */
  readonly sessionId: string | null;
}

/** Tells a token of the desk's console from a member's. */
export const STAFF_TOKEN = /^st_[\w-]{43}$/;
const OWN_ACCOUNT: ReadonlySet<StaffPermission> = new Set(['desk.own']);

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const staffFields = {
  staff_id: staffIdColumn,
  login: z.string().nullable(),
  name: z.string(),
  role: z.enum(STAFF_ROLE_NAMES),
  merchant_id: merchantIdColumn,
  merchant_kind: z.enum(MERCHANT_KINDS),
  disabled: flagColumn,
  one_time: flagColumn,
};
const staffRow = z.object(staffFields);
const sessionRow = z.object({
  ...staffFields,
  session_id: idColumn,
  expires_at: timeColumn,
  ended_at: timeColumn.nullable(),
});

const SELECT = `s.id AS staff_id, s.login, s.name, s.role, s.merchant_id, m.kind AS merchant_kind,
  s.disabled_at IS NOT NULL AS disabled, s.one_time_until IS NOT NULL AS one_time`;

type Found = z.output<typeof staffRow>;

const toStaff = (row: Found, sessionId: string | null, mustChangePassword: boolean): Staff => ({
  id: row.staff_id,
  login: row.login,
  name: row.name,
  role: row.role,
  merchantId: row.merchant_id,
  merchantKind: row.merchant_kind,
  permissions: mustChangePassword ? OWN_ACCOUNT : staffPermissionsOf(row.role),
  mustChangePassword,
  sessionId,
});

/**
 * Whose token of the desk's console this is.
 * @returns null: nobody's; `ended`: of a session that expired or was ended
 */
export async function findStaffByToken(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  token: string,
): Promise<Staff | 'ended' | null> {
  if (!STAFF_TOKEN.test(token)) return null;
  const row = await queryOne(
    db,
    `SELECT ${SELECT}, t.id AS session_id, t.expires_at, t.ended_at
     FROM staff_sessions t JOIN staff s ON s.id = t.staff_id JOIN merchants m ON m.id = s.merchant_id
     WHERE t.token_hash = ?`,
    [hashOf(token)],
    sessionRow,
  );
  if (row === null) return null;
  if (row.ended_at !== null || row.disabled || row.expires_at <= clock.now()) return 'ended';
  return toStaff(row, row.session_id, row.one_time);
}

/**
 * What a member is at a merchant's desk. Who works for several names one; otherwise it is the first.
 * @returns null: works at no such desk
 */
export async function findStaffOfMember(
  { db }: Pick<ShopContext, 'db'>,
  memberId: MemberId,
  merchantId: MerchantId | null,
): Promise<Staff | null> {
  const row = await queryOne(
    db,
    `SELECT ${SELECT} FROM staff s JOIN merchants m ON m.id = s.merchant_id
     WHERE s.member_id = :memberId AND s.disabled_at IS NULL AND (:merchantId IS NULL OR s.merchant_id = :merchantId)
     ORDER BY s.id LIMIT 1`,
    { memberId, merchantId },
    staffRow,
  );
  return row && toStaff(row, null, false);
}
