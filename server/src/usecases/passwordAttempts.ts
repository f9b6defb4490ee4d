import { ApiError, type ErrorCode } from '@paifan/shared/errors/errors';
import { inTransaction, type Tx } from '../db/transaction';
import { isPassword, isNobodysPassword } from '../operators/password';
import type { ShopContext } from './context';

/*
 * How often a password or a code may be guessed, of an operator or at a desk. An attempt counts before it is judged, so that many
 * at once are no more than five; a success takes the count back.
 */

const ALLOWED_FAILURES = 5;
const LOCK_MS = 15 * 60_000;

/** Somebody's account that has a password, as its row keeps it. */
export interface Account {
  readonly id: string;
  readonly passwordHash: string | null;
  readonly oneTimeUntil: Date | null;
  readonly failedAttempts: number;
  readonly lockedUntil: Date | null;
  update(
    values: { failedAttempts: number; lockedUntil: Date | null },
    options: { transaction: Tx },
  ): Promise<unknown>;
}

/** Finds an account under its lock; null: there is none, or it may not sign in. */
export type LockAccount<A extends Account> = (tx: Tx) => Promise<A | null>;

/** @returns null: there is nobody who may sign in, or not now */
export async function countAttempt<A extends Account>(
  { db, clock, logger }: ShopContext,
  lock: LockAccount<A>,
): Promise<A | null> {
  return inTransaction(db, async (tx) => {
    const account = await lock(tx);
    if (account === null) return null;
    const now = clock.now();
    if (account.lockedUntil !== null && account.lockedUntil > now) return null;
    const failedAttempts = (account.lockedUntil === null ? account.failedAttempts : 0) + 1;
    const isLast = failedAttempts >= ALLOWED_FAILURES;
    const lockedUntil = isLast ? new Date(now.getTime() + LOCK_MS) : null;
    await account.update({ failedAttempts, lockedUntil }, { transaction: tx });
    if (isLast) logger.warn({ accountId: account.id }, 'an account may be locked out: five attempts');
    return account;
  });
}

/** Takes the count back: somebody has proved who it is. */
export async function forgetAttempts(tx: Tx, account: Account): Promise<void> {
  await account.update({ failedAttempts: 0, lockedUntil: null }, { transaction: tx });
}

/**
 * Judges a password. Whatever is wrong (the login, the password, a lock, an account that is disabled) is refused with the same error
 * after the same time. The attempt stays counted until `forgetAttempts`.
 * @throws ApiError with `refusal`
 */
export async function provePassword<A extends Account>(
  shop: ShopContext,
  lock: LockAccount<A>,
  password: string,
  refusal: Extract<ErrorCode, 'login_refused' | 'password_refused'>,
): Promise<A> {
  const account = await countAttempt(shop, lock);
  const isRight =
    account === null || account.passwordHash === null
      ? await isNobodysPassword(password)
      : await isPassword(password, account.passwordHash);
  const isTooLate = account?.oneTimeUntil && account.oneTimeUntil <= shop.clock.now();
  if (account === null || !isRight || isTooLate) throw new ApiError(refusal);
  return account;
}
