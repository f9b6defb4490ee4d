import { ApiError, type ErrorCode } from '@paifan/shared/errors/errors';
import type { OperatorId } from '@paifan/shared/ids/ids';
import type { OperatorRow } from '../../db/models/operators';
import { inTransaction, type Tx } from '../../db/transaction';
import { isPassword, isNobodysPassword } from '../../operators/password';
import type { ShopContext } from '../context';

/*
 * How often an operator's password and codes may be guessed. An attempt counts before it is judged, so that many at once are
 * no more than five; a success takes the count back.
 */

const ALLOWED_FAILURES = 5;
const LOCK_MS = 15 * 60_000;

type Where = { readonly id: OperatorId } | { readonly login: string };

/** @returns null: there is nobody who may sign in, or not now */
async function countAttempt(
  { db, clock, demo, logger }: ShopContext,
  where: Where,
): Promise<OperatorRow | null> {
  return inTransaction(db, async (tx) => {
    const operator = await db.operators.findOne({ where, lock: tx.LOCK.UPDATE, transaction: tx });
    if (operator === null || operator.disabledAt !== null || (operator.demo && !demo)) return null;
    const now = clock.now();
    if (operator.lockedUntil !== null && operator.lockedUntil > now) return null;
    const failedAttempts = (operator.lockedUntil === null ? operator.failedAttempts : 0) + 1;
    const isLast = failedAttempts >= ALLOWED_FAILURES;
    const lockedUntil = isLast ? new Date(now.getTime() + LOCK_MS) : null;
    await operator.update({ failedAttempts, lockedUntil }, { transaction: tx });
    if (isLast) logger.warn({ operatorId: operator.id }, 'an operator may be locked out: five attempts');
    return operator;
  });
}

/** Takes the count back: the operator has proved who it is. */
export async function forgetAttempts(tx: Tx, operator: OperatorRow): Promise<void> {
  await operator.update({ failedAttempts: 0, lockedUntil: null }, { transaction: tx });
}

/**
 * Judges a password. Whatever is wrong (the login, the password, a lock, an account that is disabled) is refused with the same error
 * after the same time. The attempt stays counted until `forgetAttempts`.
 * @throws ApiError with `refusal`
 */
export async function provePassword(
  shop: ShopContext,
  where: Where,
  password: string,
  refusal: Extract<ErrorCode, 'login_refused' | 'password_refused'>,
): Promise<OperatorRow> {
  const operator = await countAttempt(shop, where);
  const isRight =
    operator === null ? await isNobodysPassword(password) : await isPassword(password, operator.passwordHash);
  const isTooLate = operator?.oneTimeUntil && operator.oneTimeUntil <= shop.clock.now();
  if (operator === null || !isRight || isTooLate) throw new ApiError(refusal);
  return operator;
}

/** Judges the password of somebody who is signed in, before something that a borrowed session may not do. @throws ApiError password_refused */
export async function provePasswordAgain(
  shop: ShopContext,
  id: OperatorId,
  password: string,
): Promise<OperatorRow> {
  const operator = await provePassword(shop, { id }, password, 'password_refused');
  await inTransaction(shop.db, (tx) => forgetAttempts(tx, operator));
  return operator;
}

/** Counts an attempt at a code of somebody who is signed in. @throws ApiError password_refused */
export async function countCodeAttempt(shop: ShopContext, id: OperatorId): Promise<OperatorRow> {
  const operator = await countAttempt(shop, { id });
  if (operator === null) throw new ApiError('password_refused');
  return operator;
}
