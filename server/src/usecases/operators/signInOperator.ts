import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorRow } from '../../db/models/operators';
import { inTransaction } from '../../db/transaction';
import { openSecret } from '../../operators/sealing';
import { stepOfCode } from '../../operators/totp';
import type { ShopContext } from '../context';
import { forgetAttempts } from '../passwordAttempts';
import { provePassword } from './attempts';
import { findOperator, openSession, type OpenedSession, type Operator } from './sessions';

export interface Credentials {
  readonly login: string;
  readonly password: string;
  /** Of the second factor, where there is one. */
  readonly code?: string;
}

export interface SignedInOperator extends OpenedSession {
  readonly operator: Operator;
}

/**
 * Signs an operator in.
 * @throws ApiError login_refused, whatever of it is wrong; totp_needed when only the code is missing
 */
export async function signInOperator(
  shop: ShopContext,
  { login, password, code }: Credentials,
): Promise<SignedInOperator> {
  const { db, clock } = shop;
  const proved = await provePassword(shop, { login: login.trim().toLowerCase() }, password, 'login_refused');
  const now = clock.now();
  const session = await inTransaction(db, async (tx) => {
    // Read again under its lock: a code that two sign-ins bring at once is good for one of them.
    const operator = await db.operators.findByPk(proved.id, {
      lock: tx.LOCK.UPDATE,
      transaction: tx,
      rejectOnEmpty: true,
    });
    // What was proved must still hold: the password may just have been changed, or the account disabled.
    if (operator.passwordHash !== proved.passwordHash || operator.disabledAt !== null) return null;
    const totpStep = judgeCode(shop, operator, code, now);
    if (totpStep === 'missing' || totpStep === 'wrong') return totpStep;
    await operator.update({ totpStep }, { transaction: tx });
    await forgetAttempts(tx, operator);
    return openSession(tx, operator.id, now);
  });
  if (session === 'missing') throw await needCode(shop, proved);
  if (session === 'wrong' || session === null) throw new ApiError('login_refused');
  return answerSession(shop, session);
}

/** @returns the step of the last code used, from now on */
function judgeCode(
  { sealingKey }: ShopContext,
  operator: OperatorRow,
  code: string | undefined,
  now: Date,
): number | null | 'missing' | 'wrong' {
  if (operator.totpSecret === null) return operator.totpStep;
  if (code === undefined) return 'missing';
  const secret = openSecret(sealingKey, `operator:${operator.id}`, operator.totpSecret);
  return (secret && stepOfCode(secret, code, now, operator.totpStep)) ?? 'wrong';
}

/** The password was right, so asking for the code is no failed attempt; wrong codes before stay counted. */
async function needCode({ db }: ShopContext, { id }: OperatorRow): Promise<ApiError> {
  await inTransaction(db, async (tx) => {
    const operator = await db.operators.findByPk(id, {
      lock: tx.LOCK.UPDATE,
      transaction: tx,
      rejectOnEmpty: true,
    });
    const failedAttempts = Math.max(0, operator.failedAttempts - 1);
    await operator.update({ failedAttempts, lockedUntil: null }, { transaction: tx });
  });
  return new ApiError('totp_needed');
}

/** A session that was just begun, with whose it is. */
export async function answerSession(shop: ShopContext, session: OpenedSession): Promise<SignedInOperator> {
  const operator = await findOperator(shop, session.token);
  // Disabled or reset by somebody else in this moment.
  if (operator === null || operator === 'ended') throw new ApiError('login_refused');
  return { ...session, operator };
}
