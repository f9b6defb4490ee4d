import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantId, OperatorId, StaffId } from '@paifan/shared/ids/ids';
import type { StaffRole } from '@paifan/shared/merchants/permissions';
import { audit } from '../../db/audit';
import { isDuplicate } from '../../db/errors';
import type { StaffRow } from '../../db/models/merchants';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction, type Tx } from '../../db/transaction';
import { hashPassword, newOneTimePassword } from '../../operators/password';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { endStaffSessions } from './sessions';

const ONE_TIME_MS = 72 * 3_600_000;

/** Somebody at a desk, and the password that is told once. */
export interface StaffWithPassword {
  readonly staff: StaffRow;
  readonly password: string;
}

/** Who works for a merchant, newest first. */
export async function readStaff(
  { db }: ShopContext,
  merchantId: MerchantId,
  request: PageRequest,
): Promise<Page<StaffRow>> {
  const rows = await db.staff.findAll({
    where: { merchantId, ...olderThan<StaffId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** A one-time password as it is put into a row, and as it is told. */
export async function newStaffPassword(
  now: Date,
): Promise<{ readonly password: string; readonly fields: { passwordHash: string; oneTimeUntil: Date } }> {
  const password = newOneTimePassword();
  const passwordHash = await hashPassword(password);
  return { password, fields: { passwordHash, oneTimeUntil: new Date(now.getTime() + ONE_TIME_MS) } };
}

/** Adds somebody with a login for the console. @throws ApiError login_taken, forbidden_phrase */
export async function addStaff(
  { db, clock }: ShopContext,
  merchantId: MerchantId,
  { login, name, role }: { readonly login: string; readonly name: string; readonly role: StaffRole },
): Promise<StaffWithPassword> {
  assertAllowedTexts({ name });
  const createdAt = clock.now();
  const { password, fields } = await newStaffPassword(createdAt);
  const { id } = await takingLogin(() =>
    db.staff.create({ merchantId, login, name, role, createdAt, ...fields }),
  );
  return { staff: await db.staff.findByPk(id, { rejectOnEmpty: true }), password };
}

/** @throws ApiError login_taken when the database says so */
export async function takingLogin<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error, 'staff_login')) throw new ApiError('login_taken');
    throw error;
  }
}

/** What of somebody at a desk its owner can change. */
export interface StaffChange {
  readonly name: string;
  readonly role: StaffRole;
  /** May come to the desk. */
  readonly enabled: boolean;
}

/** Changes somebody at a desk; who is disabled is signed out. @throws ApiError staff_not_found, last_desk_owner, forbidden_phrase */
export async function changeStaff(
  { db, clock }: ShopContext,
  merchantId: MerchantId,
  id: StaffId,
  { name, role, enabled }: StaffChange,
): Promise<StaffRow> {
  assertAllowedTexts({ name });
  return inTransaction(db, async (tx) => {
    // All owners first, in order: two owners who demote each other come one after the other.
    const owners = await db.staff.findAll({
      where: { merchantId, role: 'owner', disabledAt: null },
      order: [['id', 'ASC']],
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    const staff = await lockStaffOf(db, tx, merchantId, id);
    const isLast = owners.length === 1 && owners[0]?.id === staff.id;
    if (isLast && (role !== 'owner' || !enabled)) throw new ApiError('last_desk_owner');
    const now = clock.now();
    await staff.update(
      { name, role, disabledAt: enabled ? null : (staff.disabledAt ?? now) },
      { transaction: tx },
    );
    if (!enabled) await endStaffSessions(tx, id, now);
    return staff;
  });
}

/**
 * Gives somebody at a desk a login for the console with a one-time password, in place of an earlier one. A lock is lifted, every
 * session ends.
 * @param by the operator who does it, for the audit log; null: somebody at the desk itself
 * @throws ApiError staff_not_found, login_taken
 */
export async function giveStaffLogin(
  { db, clock }: ShopContext,
  merchantId: MerchantId,
  id: StaffId,
  login: string,
  by: OperatorId | null = null,
): Promise<StaffWithPassword> {
  const now = clock.now();
  const { password, fields } = await newStaffPassword(now);
  const staff = await takingLogin(() =>
    inTransaction(db, async (tx) => {
      const row = await lockStaffOf(db, tx, merchantId, id);
      const before = { login: row.login };
      await row.update({ login, ...fields, failedAttempts: 0, lockedUntil: null }, { transaction: tx });
      await endStaffSessions(tx, id, now);
      if (by !== null) {
        await audit(tx, {
          ...{ at: now, operatorId: by, action: 'staff.loginGiven', subject: `staff:${id}` },
          ...{ before, after: { login, merchant: merchantId } },
        });
      }
      return row;
    }),
  );
  return { staff, password };
}

async function lockStaffOf(
  db: ShopContext['db'],
  tx: Tx,
  merchantId: MerchantId,
  id: StaffId,
): Promise<StaffRow> {
  const staff = await db.staff.findOne({
    ...{ where: { id, merchantId }, lock: tx.LOCK.UPDATE, transaction: tx },
  });
  if (staff === null) throw new ApiError('staff_not_found');
  return staff;
}
