import { ApiError } from '@paifan/shared/errors/errors';
import type { AuditAction } from '@paifan/shared/operators/actions';
import { audit, type AuditState } from '../../db/audit';
import type { OperatorRow } from '../../db/models/operators';
import { inTransaction, type Tx } from '../../db/transaction';
import { hashPassword, isPassword } from '../../operators/password';
import { openSecret, sealSecret } from '../../operators/sealing';
import { base32, newTotpSecret, stepOfCode, totpUri } from '../../operators/totp';
import type { ShopContext } from '../context';
import { forgetAttempts } from '../passwordAttempts';
import { countCodeAttempt, provePasswordAgain } from './attempts';
import { endSessions, openSession, type Operator } from './sessions';
import { answerSession, type SignedInOperator } from './signInOperator';

/** Keeps what operators did to their own account. */
const auditOwn = (
  tx: Tx,
  { id }: OperatorRow,
  at: Date,
  action: AuditAction,
  before: AuditState,
  after: AuditState,
): Promise<void> => audit(tx, { at, operatorId: id, action, subject: `operator:${id}`, before, after });

/** The operator's row as it is now, under its lock. */
const lockOperator = ({ db }: ShopContext, tx: Tx, { id }: Pick<OperatorRow, 'id'>): Promise<OperatorRow> =>
  db.operators.findByPk(id, { lock: tx.LOCK.UPDATE, transaction: tx, rejectOnEmpty: true });

/**
 * Changes the own password. Every session ends, for one of them may be somebody else's; a new one begins.
 * @throws ApiError password_refused, password_unchanged
 */
export async function changeOwnPassword(
  shop: ShopContext,
  operator: Operator,
  { password, newPassword }: { readonly password: string; readonly newPassword: string },
): Promise<SignedInOperator> {
  const proved = await provePasswordAgain(shop, operator.id, password);
  if (await isPassword(newPassword, proved.passwordHash)) throw new ApiError('password_unchanged');
  const passwordHash = await hashPassword(newPassword);
  const session = await inTransaction(shop.db, async (tx) => {
    const row = await lockOperator(shop, tx, operator);
    if (row.passwordHash !== proved.passwordHash) throw new ApiError('password_refused');
    const now = shop.clock.now();
    const before = { oneTime: row.oneTimeUntil !== null };
    await row.update({ passwordHash, oneTimeUntil: null }, { transaction: tx });
    await endSessions(tx, row.id, now);
    await auditOwn(tx, row, now, 'operator.passwordChanged', before, { oneTime: false });
    return openSession(tx, row.id, now);
  });
  return answerSession(shop, session);
}

/** What an authenticator app is given. */
export interface TotpOffer {
  /** Base32. */
  readonly secret: string;
  readonly uri: string;
}

/**
 * Makes a secret for a second factor. It counts only when its first code has come; asking again makes another one.
 * @throws ApiError password_refused; totp_state when there is one already
 */
export async function beginTotp(shop: ShopContext, operator: Operator, password: string): Promise<TotpOffer> {
  await provePasswordAgain(shop, operator.id, password);
  const secret = newTotpSecret();
  await inTransaction(shop.db, async (tx) => {
    const row = await lockOperator(shop, tx, operator);
    if (row.totpSecret !== null) throw new ApiError('totp_state');
    const totpPending = sealSecret(shop.sealingKey, `operator:${row.id}`, secret);
    await row.update({ totpPending }, { transaction: tx });
    await auditOwn(tx, row, shop.clock.now(), 'operator.totpBegun', { totp: false }, { totp: false });
  });
  return { secret: base32(secret), uri: totpUri(shop.shopName, operator.login, secret) };
}

/**
 * Switches the second factor on: the app shows the right codes.
 * @throws ApiError password_refused for a wrong code; totp_state when nobody asked for one
 */
export async function confirmTotp(shop: ShopContext, operator: Operator, code: string): Promise<void> {
  const asked = await shop.db.operators.findByPk(operator.id, { rejectOnEmpty: true });
  if (asked.totpPending === null) throw new ApiError('totp_state');
  await countCodeAttempt(shop, operator.id);
  await inTransaction(shop.db, async (tx) => {
    const row = await lockOperator(shop, tx, operator);
    if (row.totpPending === null) throw new ApiError('totp_state');
    const now = shop.clock.now();
    const secret = openSecret(shop.sealingKey, `operator:${row.id}`, row.totpPending);
    const totpStep = secret && stepOfCode(secret, code, now, row.totpStep);
    if (totpStep === null) throw new ApiError('password_refused');
    await forgetAttempts(tx, row);
    await row.update({ totpSecret: row.totpPending, totpPending: null, totpStep }, { transaction: tx });
    await auditOwn(tx, row, now, 'operator.totpOn', { totp: false }, { totp: true });
  });
}

/** Switches the second factor off. @throws ApiError password_refused; totp_state when there is none */
export async function turnTotpOff(shop: ShopContext, operator: Operator, password: string): Promise<void> {
  await provePasswordAgain(shop, operator.id, password);
  await inTransaction(shop.db, async (tx) => {
    const row = await lockOperator(shop, tx, operator);
    if (row.totpSecret === null) throw new ApiError('totp_state');
    await row.update({ totpSecret: null, totpPending: null }, { transaction: tx });
    await auditOwn(tx, row, shop.clock.now(), 'operator.totpOff', { totp: true }, { totp: false });
  });
}
