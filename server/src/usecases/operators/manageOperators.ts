import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId } from '@paifan/shared/ids/ids';
import type { Role } from '@paifan/shared/operators/permissions';
import { audit, type AuditState } from '../../db/audit';
import { isDuplicate } from '../../db/errors';
import type { OperatorRow } from '../../db/models/operators';
import type { Page, PageRequest } from '../../db/paging';
import { inTransaction, type Tx } from '../../db/transaction';
import { hashPassword, newOneTimePassword } from '../../operators/password';
import type { ShopContext } from '../context';
import { olderThan, pageLimit, toPage } from '../lists';
import { endSessions } from './sessions';

/** What managing operators needs; a command at the machine has no more. */
type Office = Pick<ShopContext, 'db' | 'clock'>;

/** Who does it; null: a command at the machine. */
type By = OperatorId | null;

const ONE_TIME_MS = 72 * 3_600_000;

/** An operator, and the password that is told once. */
export interface WithPassword {
  readonly operator: OperatorRow;
  readonly password: string;
}

/** What of an operator is kept in the audit log: no name. */
const stateOf = ({ login, role, disabledAt, oneTimeUntil, totpSecret }: OperatorRow): AuditState => ({
  login,
  role,
  enabled: disabledAt === null,
  oneTimePassword: oneTimeUntil !== null,
  totp: totpSecret !== null,
});

/** Operators, newest first. */
export async function readOperators({ db }: Office, request: PageRequest): Promise<Page<OperatorRow>> {
  const rows = await db.operators.findAll({
    where: { ...olderThan<OperatorId>(request) },
    order: [['id', 'DESC']],
    limit: pageLimit(request),
  });
  return toPage(rows, request);
}

/** Adds an operator. @throws ApiError login_taken */
export async function createOperator(
  { db, clock }: Office,
  by: By,
  { login, name, role }: { readonly login: string; readonly name: string; readonly role: Role },
): Promise<WithPassword> {
  const password = newOneTimePassword();
  const passwordHash = await hashPassword(password);
  try {
    const operator = await inTransaction(db, async (tx) => {
      const now = clock.now();
      const row = await db.operators.create(
        {
          login,
          name,
          role,
          passwordHash,
          oneTimeUntil: new Date(now.getTime() + ONE_TIME_MS),
          createdAt: now,
        },
        { transaction: tx },
      );
      const created = await db.operators.findByPk(row.id, { transaction: tx, rejectOnEmpty: true });
      await audit(tx, {
        ...{ at: now, operatorId: by, action: 'operator.created', subject: `operator:${row.id}` },
        ...{ before: null, after: stateOf(created) },
      });
      return created;
    });
    return { operator, password };
  } catch (error) {
    if (isDuplicate(error, 'operators_login')) throw new ApiError('login_taken');
    throw error;
  }
}

/** What of an operator can be changed by another. */
export interface OperatorChange {
  readonly name: string;
  readonly role: Role;
  /** May sign in. */
  readonly enabled: boolean;
}

/** Changes an operator; one who is disabled is signed out. @throws ApiError operator_not_found, last_owner */
export async function changeOperator(
  { db, clock }: Office,
  by: By,
  id: OperatorId,
  { name, role, enabled }: OperatorChange,
): Promise<OperatorRow> {
  return inTransaction(db, async (tx) => {
    // All owners first, in order: two owners who demote each other come one after the other.
    const owners = await db.operators.findAll({
      where: { role: 'owner', disabledAt: null },
      order: [['id', 'ASC']],
      lock: tx.LOCK.UPDATE,
      transaction: tx,
    });
    const operator = await lockOperator(db, tx, id);
    const isLast = owners.length === 1 && owners[0]?.id === operator.id;
    if (isLast && (role !== 'owner' || !enabled)) throw new ApiError('last_owner');
    const now = clock.now();
    const before = stateOf(operator);
    const isRenamed = operator.name !== name;
    const disabledAt = enabled ? null : (operator.disabledAt ?? now);
    await operator.update({ name, role, disabledAt }, { transaction: tx });
    if (!enabled) await endSessions(tx, id, now);
    await audit(tx, {
      ...{ at: now, operatorId: by, action: 'operator.changed', subject: `operator:${id}` },
      ...{ before, after: { ...stateOf(operator), ...(isRenamed ? { renamed: true } : {}) } },
    });
    return operator;
  });
}

/**
 * Gives an operator a new one-time password. Locks and the second factor are gone, every session ends.
 * @param role given: a new role, and the account is enabled; only for a command at the machine, which needs no owner
 * @throws ApiError operator_not_found
 */
export async function resetOperator(
  { db, clock }: Office,
  by: By,
  id: OperatorId,
  role?: Role,
): Promise<WithPassword> {
  const password = newOneTimePassword();
  const passwordHash = await hashPassword(password);
  const operator = await inTransaction(db, async (tx) => {
    const row = await lockOperator(db, tx, id);
    const now = clock.now();
    const before = stateOf(row);
    await row.update(
      {
        ...{ passwordHash, oneTimeUntil: new Date(now.getTime() + ONE_TIME_MS) },
        ...{ failedAttempts: 0, lockedUntil: null, totpSecret: null, totpPending: null },
        ...(role === undefined ? {} : { role, disabledAt: null }),
      },
      { transaction: tx },
    );
    await endSessions(tx, id, now);
    await audit(tx, {
      ...{ at: now, operatorId: by, action: 'operator.reset', subject: `operator:${id}` },
      ...{ before, after: stateOf(row) },
    });
    return row;
  });
  return { operator, password };
}

/** For a command at the machine: adds the operator, or resets who has this login already. */
export async function addOrResetOperator(
  office: Office,
  { login, role }: { readonly login: string; readonly role: Role },
): Promise<WithPassword & { readonly isNew: boolean }> {
  const known = await office.db.operators.findOne({ where: { login } });
  return known === null
    ? { ...(await createOperator(office, null, { login, name: login, role })), isNew: true }
    : { ...(await resetOperator(office, null, known.id, role)), isNew: false };
}

async function lockOperator(db: Office['db'], tx: Tx, id: OperatorId): Promise<OperatorRow> {
  const operator = await db.operators.findByPk(id, { lock: tx.LOCK.UPDATE, transaction: tx });
  if (operator === null) throw new ApiError('operator_not_found');
  return operator;
}
