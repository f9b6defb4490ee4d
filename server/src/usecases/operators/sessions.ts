import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { OperatorId } from '@paifan/shared/ids/ids';
import { permissionsOf, ROLE_NAMES, type Permission, type Role } from '@paifan/shared/operators/permissions';
import { flagColumn, idColumn, operatorIdColumn, timeColumn } from '../../db/columns';
import { execute, query, queryOne } from '../../db/query';
import type { Executor, Tx } from '../../db/transaction';
import type { ShopContext } from '../context';

/** A signed-in operator, as a route's handler gets it. */
export interface Operator {
  readonly id: OperatorId;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** What the role allows today; only `account.own` until a one-time password was changed. */
  readonly permissions: ReadonlySet<Permission>;
  readonly totp: boolean;
  /** Somebody else made the password. */
  readonly mustChangePassword: boolean;
  readonly sessionId: string;
}

const SESSION_MS = 12 * 3_600_000;
const TOKEN_BYTES = 32;
/** Tells a token of the console from a member's. */
const TOKEN = /^op_[\w-]{43}$/;
const OWN_ACCOUNT: ReadonlySet<Permission> = new Set(['account.own']);

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface OpenedSession {
  /** Kept nowhere: only its hash is. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Begins a session of 12 hours. */
export async function openSession(tx: Tx, operatorId: OperatorId, now: Date): Promise<OpenedSession> {
  const token = `op_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  await execute(
    tx,
    'INSERT INTO operator_sessions (operator_id, token_hash, created_at, expires_at) VALUES (?, ?, ?, ?)',
    [operatorId, hashOf(token), now, expiresAt],
  );
  return { token, expiresAt };
}

/** Ends every session of an operator. */
export async function endSessions(tx: Tx, operatorId: OperatorId, now: Date): Promise<void> {
  await execute(tx, 'UPDATE operator_sessions SET ended_at = ? WHERE operator_id = ? AND ended_at IS NULL', [
    now,
    operatorId,
  ]);
}

/** Signs out: this one session ends. */
export async function endSession({ db, clock }: ShopContext, { sessionId }: Operator): Promise<void> {
  await execute(db, 'UPDATE operator_sessions SET ended_at = ? WHERE id = ? AND ended_at IS NULL', [
    clock.now(),
    sessionId,
  ]);
}

const sessionRow = z.object({
  id: idColumn,
  operator_id: operatorIdColumn,
  expires_at: timeColumn,
  ended_at: timeColumn.nullable(),
  login: z.string(),
  name: z.string(),
  role: z.enum(ROLE_NAMES),
  has_totp: flagColumn,
  one_time_until: timeColumn.nullable(),
  demo: flagColumn,
  disabled_at: timeColumn.nullable(),
});

/**
 * Whose token this is.
 * @returns null: nobody's; `ended`: of a session that expired or was ended
 */
export async function findOperator(
  { db, clock, demo }: Pick<ShopContext, 'db' | 'clock' | 'demo'>,
  token: string,
): Promise<Operator | 'ended' | null> {
  if (!TOKEN.test(token)) return null;
  const row = await queryOne(
    db,
    `SELECT s.id, s.operator_id, s.expires_at, s.ended_at, o.login, o.name, o.role,
       o.totp_secret IS NOT NULL AS has_totp, o.one_time_until, o.demo, o.disabled_at
     FROM operator_sessions s JOIN operators o ON o.id = s.operator_id WHERE s.token_hash = ?`,
    [hashOf(token)],
    sessionRow,
  );
  if (row === null) return null;
  const isOver = row.ended_at !== null || row.disabled_at !== null || row.expires_at <= clock.now();
  if (isOver || (row.demo && !demo)) return 'ended';
  const mustChangePassword = row.one_time_until !== null;
  return {
    id: row.operator_id,
    login: row.login,
    name: row.name,
    role: row.role,
    permissions: mustChangePassword ? OWN_ACCOUNT : permissionsOf(row.role),
    totp: row.has_totp,
    mustChangePassword,
    sessionId: row.id,
  };
}

const openRow = z.object({ id: idColumn, role: z.enum(ROLE_NAMES) });

/** Which of these sessions are still open, of operators who may do this. */
export async function openSessionsThatMay(
  executor: Executor,
  now: Date,
  sessionIds: readonly string[],
  permission: Permission,
): Promise<ReadonlySet<string>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await query(
    executor,
    `SELECT s.id, o.role FROM operator_sessions s JOIN operators o ON o.id = s.operator_id
     WHERE s.id IN (:sessionIds) AND s.ended_at IS NULL AND s.expires_at > :now
       AND o.disabled_at IS NULL AND o.one_time_until IS NULL`,
    { sessionIds, now },
    openRow,
  );
  return new Set(rows.filter(({ role }) => permissionsOf(role).has(permission)).map(({ id }) => id));
}
