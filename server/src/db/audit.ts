import { z } from 'zod';
import type { OperatorId } from '@paifan/shared/ids/ids';
import type { AuditAction } from '@paifan/shared/operators/actions';
import { idColumn, operatorIdColumn, timeColumn } from './columns';
import { idBounds, type TimeSpan } from './idBounds';
import type { Page, PageRequest } from './paging';
import { execute, query, type SqlValue } from './query';
import type { Executor, Tx } from './transaction';

/** What a state is kept as: ids, amounts, words and switches. Never a secret, never a person's name, phone or address. */
export type AuditState = Readonly<Record<string, unknown>>;

/** One write of an operator. */
export interface AuditEntry {
  readonly at: Date;
  /** null: the shop itself, or a command at its machine. */
  readonly operatorId: OperatorId | null;
  readonly action: AuditAction;
  /** What was changed, by its kind and id: `operator:7`. */
  readonly subject: string;
  /** null: it was not there. */
  readonly before: AuditState | null;
  /** null: it is gone. */
  readonly after: AuditState | null;
}

/** Keeps what an operator did, in the transaction that does it: one entry a write. It can never be changed. */
export async function audit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { at, operatorId, action, subject, before, after } = entry;
  await execute(
    tx,
    `INSERT INTO operator_audit (at, operator_id, action, subject, before_state, after_state)
     VALUES (?, ?, ?, ?, ?, ?)`,
    [at, operatorId, action, subject, before && JSON.stringify(before), after && JSON.stringify(after)],
  );
}

const state = z.record(z.string(), z.unknown()).nullable();
const auditRow = z
  .object({
    id: idColumn,
    at: timeColumn,
    operator_id: operatorIdColumn.nullable(),
    login: z.string().nullable(),
    name: z.string().nullable(),
    action: z.string() as unknown as z.ZodType<AuditAction>,
    subject: z.string(),
    before_state: state,
    after_state: state,
  })
  .transform(({ operator_id, login, name, before_state, after_state, ...row }) => ({
    ...row,
    operator: operator_id === null ? null : { id: operator_id, login: login ?? '', name: name ?? '' },
    before: before_state,
    after: after_state,
  }));

/** An entry with the operator's name of today. */
export type AuditRow = z.output<typeof auditRow>;

export interface AuditRequest extends PageRequest, TimeSpan {
  readonly operatorId?: OperatorId;
  readonly action?: AuditAction;
  readonly subject?: string;
}

const CURSOR = /^[1-9]\d{0,18}$/;

/** Entries, newest first. */
export async function readAudit(
  executor: Executor,
  { cursor, limit, operatorId, action, subject, fromTime, toTime }: AuditRequest,
): Promise<Page<AuditRow>> {
  const bounds = await idBounds(executor, { table: 'operator_audit', at: 'at' }, { fromTime, toTime });
  if (bounds === null) return { items: [], next: null };
  const conditions: (readonly [sql: string, value: SqlValue | undefined])[] = [
    ['a.id < ?', cursor && CURSOR.test(cursor) ? cursor : undefined],
    ['a.operator_id = ?', operatorId],
    ['a.action = ?', action],
    ['a.subject = ?', subject],
    ['a.id >= ?', bounds.low],
    ['a.at >= ?', fromTime],
    ['a.id <= ?', bounds.high],
    ['a.at < ?', toTime],
  ];
  const asked = conditions.filter(([, value]) => value !== undefined);
  const where = asked.length === 0 ? '' : `WHERE ${asked.map(([sql]) => sql).join(' AND ')}`;
  const rows = await query(
    executor,
    `SELECT a.id, a.at, a.operator_id, o.login, o.name, a.action, a.subject, a.before_state, a.after_state
     FROM operator_audit a LEFT JOIN operators o ON o.id = a.operator_id
     ${where} ORDER BY a.id DESC LIMIT ${limit + 1}`,
    asked.map(([, value]) => value ?? null),
    auditRow,
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}
