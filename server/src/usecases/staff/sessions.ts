import { createHash, randomBytes } from 'node:crypto';
import { ApiError } from '@paifan/shared/errors/errors';
import type { StaffId } from '@paifan/shared/ids/ids';
import type { StaffRow } from '../../db/models/merchants';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { hashPassword, isPassword } from '../../operators/password';
import type { ShopContext } from '../context';
import { forgetAttempts, provePassword, type LockAccount } from '../passwordAttempts';
import { findStaffByToken, type Staff } from './findStaff';

/*
 * Signing in at a merchant's desk in the console, with a login and a password. Members who work at a desk use their own token.
 */

const SESSION_MS = 12 * 3_600_000;
const TOKEN_BYTES = 32;

interface OpenedSession {
  /** Kept nowhere: only its hash is. */
  readonly token: string;
  readonly expiresAt: Date;
}

export interface SignedInStaff extends OpenedSession {
  readonly staff: Staff;
}

/** Begins a session of 12 hours. */
export async function openStaffSession(tx: Tx, staffId: StaffId, now: Date): Promise<OpenedSession> {
  const token = `st_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  await execute(
    tx,
    'INSERT INTO staff_sessions (staff_id, token_hash, created_at, expires_at) VALUES (?, ?, ?, ?)',
    [staffId, createHash('sha256').update(token).digest(), now, expiresAt],
  );
  return { token, expiresAt };
}

/** Ends every session of somebody at a desk. */
export async function endStaffSessions(tx: Tx, staffId: StaffId, now: Date): Promise<void> {
  await execute(tx, 'UPDATE staff_sessions SET ended_at = ? WHERE staff_id = ? AND ended_at IS NULL', [
    now,
    staffId,
  ]);
}

/** Signs out: this one session ends. Who came as a member has none here. */
export async function endStaffSession({ db, clock }: ShopContext, { sessionId }: Staff): Promise<void> {
  if (sessionId === null) return;
  await execute(db, 'UPDATE staff_sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL', [
    clock.now(),
    sessionId,
  ]);
}

type Where = { readonly id: StaffId } | { readonly login: string };

/** Somebody who may sign in: has a login, and is not disabled. */
const lockStaff =
  ({ db }: ShopContext, where: Where): LockAccount<StaffRow> =>
  async (tx) => {
    const staff = await db.staff.findOne({ where, lock: tx.LOCK.UPDATE, transaction: tx });
    return staff === null || staff.disabledAt !== null || staff.login === null ? null : staff;
  };

/** Signs somebody in at a desk. @throws ApiError login_refused, whatever of it is wrong */
export async function signInStaff(
  shop: ShopContext,
  { login, password }: { readonly login: string; readonly password: string },
): Promise<SignedInStaff> {
  const where = { login: login.trim().toLowerCase() };
  const proved = await provePassword(shop, lockStaff(shop, where), password, 'login_refused');
  const session = await inTransaction(shop.db, async (tx) => {
    const staff = await shop.db.staff.findByPk(proved.id, {
      ...{ lock: tx.LOCK.UPDATE, transaction: tx, rejectOnEmpty: true },
    });
    // What was proved must still hold: the password may just have been changed, or the account disabled.
    if (staff.passwordHash !== proved.passwordHash || staff.disabledAt !== null) return null;
    await forgetAttempts(tx, staff);
    return openStaffSession(tx, staff.id, shop.clock.now());
  });
  if (session === null) throw new ApiError('login_refused');
  return answerSession(shop, session);
}

/**
 * Changes the own password. Every session ends, for one of them may be somebody else's; a new one begins.
 * @throws ApiError staff_login_missing, password_refused, password_unchanged
 */
export async function changeStaffPassword(
  shop: ShopContext,
  { id }: Staff,
  { password, newPassword }: { readonly password: string; readonly newPassword: string },
): Promise<SignedInStaff> {
  const own = await shop.db.staff.findByPk(id, { rejectOnEmpty: true });
  if (own.passwordHash === null) throw new ApiError('staff_login_missing');
  const proved = await provePassword(shop, lockStaff(shop, { id }), password, 'password_refused');
  const isSame = await isPassword(newPassword, proved.passwordHash ?? '');
  const passwordHash = await hashPassword(newPassword);
  const session = await inTransaction(shop.db, async (tx) => {
    const staff = await shop.db.staff.findByPk(id, {
      ...{ lock: tx.LOCK.UPDATE, transaction: tx, rejectOnEmpty: true },
    });
    if (staff.passwordHash !== proved.passwordHash) throw new ApiError('password_refused');
    const now = shop.clock.now();
    await forgetAttempts(tx, staff);
    if (isSame) return null;
    await staff.update({ passwordHash, oneTimeUntil: null }, { transaction: tx });
    await endStaffSessions(tx, id, now);
    return openStaffSession(tx, id, now);
  });
  if (session === null) throw new ApiError('password_unchanged');
  return answerSession(shop, session);
}

/** A session that was just begun, with whose it is. */
async function answerSession(shop: ShopContext, session: OpenedSession): Promise<SignedInStaff> {
  const staff = await findStaffByToken(shop, session.token);
  // Disabled by somebody else in this moment.
  if (staff === null || staff === 'ended') throw new ApiError('login_refused');
  return { ...session, staff };
}
