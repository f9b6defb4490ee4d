import { ApiError, type ErrorCode } from '@paifan/shared/errors/errors';
import type { OperatorId } from '@paifan/shared/ids/ids';
import type { OperatorRow } from '../../db/models/operators';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import {
  countAttempt,
  forgetAttempts,
  provePassword as provePasswordOf,
  type LockAccount,
} from '../passwordAttempts';

/*
 * How often an operator's password and codes may be guessed.
 */

type Where = { readonly id: OperatorId } | { readonly login: string };

/** An operator who may sign in: not disabled, and of the demo only where the shop is one. */
const lockOperator =
  ({ db, demo }: ShopContext, where: Where): LockAccount<OperatorRow> =>
  async (tx) => {
    const operator = await db.operators.findOne({ where, lock: tx.LOCK.UPDATE, transaction: tx });
    return operator === null || operator.disabledAt !== null || (operator.demo && !demo) ? null : operator;
  };

/** Judges an operator's password. The attempt stays counted until `forgetAttempts`. @throws ApiError with `refusal` */
export const provePassword = (
  shop: ShopContext,
  where: Where,
  password: string,
  refusal: Extract<ErrorCode, 'login_refused' | 'password_refused'>,
): Promise<OperatorRow> => provePasswordOf(shop, lockOperator(shop, where), password, refusal);

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
  const operator = await countAttempt(shop, lockOperator(shop, { id }));
  if (operator === null) throw new ApiError('password_refused');
  return operator;
}
