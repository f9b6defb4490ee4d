import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId, QueueKey } from '@paifan/shared/ids/ids';
import type { WindDownMode } from '@paifan/shared/rebate/settle/facts';
import { audit } from '../../db/audit';
import { idColumn, operatorIdColumn, queueKeyColumn, timeColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { isDuplicate } from '../../db/errors';
import { insertRow } from '../../db/insertRow';
import { ownerOfQueue } from '../../db/queueDesk';
import type { Page, PageRequest } from '../../db/paging';
import { execute, query, queryOne } from '../../db/query';
import { inTransaction, type Executor, type Tx } from '../../db/transaction';
import { readNextReset, readNoticeMs } from '../../settle/notice';
import type { ShopContext } from '../context';
import { isId } from '../lists';
import type { Operator } from '../operators/sessions';
import { findQueues, refuse, standingsOf } from './queueTasks';
import { hashOf, once } from '../once';
import { announcePlan, type AnnouncedPlan } from './planNotices';
import { momentText } from './texts';

/*
 * What is going to happen to a queue, or to all, at a time of which those who wait are told beforehand: a reset or a wind-down.
 * Jobs plan the resets of the schedule and carry out what is due (carryOutPlans.ts).
 */

const planRow = z
  .object({
    id: idColumn,
    kind: z.enum(['reset', 'windDown']),
    queue_key: queueKeyColumn.nullable(),
    mode: z.enum(['line', 'proRata']).nullable(),
    occurs_at: timeColumn,
    scheduled_for: timeColumn.nullable(),
    operator_id: operatorIdColumn.nullable(),
    announced_at: timeColumn,
    done_at: timeColumn.nullable(),
    cancelled_at: timeColumn.nullable(),
    request_hash: z.instanceof(Buffer).nullable(),
    owner: z.string().nullable(),
  })
  .transform((row) => ({
    id: row.id,
    kind: row.kind,
    queueKey: row.queue_key,
    mode: row.mode,
    occursAt: row.occurs_at,
    scheduledFor: row.scheduled_for,
    announcedAt: row.announced_at,
    doneAt: row.done_at,
    cancelledAt: row.cancelled_at,
    requestHash: row.request_hash ?? Buffer.alloc(0),
    /** The product or store whose queue it is. */
    owner: row.owner,
  }));

/** A reset or a wind-down that was announced. */
export type QueuePlan = z.output<typeof planRow>;

export const SELECT_PLAN = `SELECT id, kind, queue_key, mode, occurs_at, scheduled_for, operator_id, announced_at, done_at, cancelled_at,
  request_hash, ${ownerOfQueue('queue_key')} AS owner FROM queue_plans`;

export const readPlansWhere = (
  executor: Executor,
  where: string,
  parameters: Parameters<typeof query>[2],
): Promise<QueuePlan[]> => query(executor, `${SELECT_PLAN} ${where}`, parameters, planRow);

/** Open plans that concern a queue, soonest first. */
export const openPlansOf = (executor: Executor, key: QueueKey): Promise<QueuePlan[]> =>
  readPlansWhere(
    executor,
    'WHERE open = 1 AND (queue_key = ? OR queue_key IS NULL) ORDER BY occurs_at, id LIMIT 20',
    [key],
  );

/** Plans, the newest first. */
export async function readPlans(
  executor: Executor,
  { cursor, limit, state }: PageRequest & { readonly state: 'open' | 'all' },
): Promise<Page<QueuePlan>> {
  const conditions = [...(isId(cursor) ? ['id < :cursor'] : []), ...(state === 'open' ? ['open = 1'] : [])];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const rows = await readPlansWhere(executor, `${where} ORDER BY id DESC LIMIT :limit`, {
    cursor: cursor ?? '',
    limit: limit + 1,
  });
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** When the reset schedule in force clears the lines next; null: it never does. */
export const nextBySchedule = ({ db, clock }: ShopContext): Promise<Date | null> =>
  readNextReset(db, clock.now());

/** What an operator wants to happen to a queue. */
export interface PlanRequest {
  readonly kind: 'reset' | 'windDown';
  readonly queue: QueueKey;
  /** With a wind-down. */
  readonly mode: WindDownMode | null;
  /** null: as soon as the notice time allows. */
  readonly at: Date | null;
}

/**
 * Plans that a queue is cleared or wound down, and tells everybody who waits there. SPEC sections 7 and 12. With a key that was
 * used before, the plan of then comes back.
 * @throws ApiError queue_not_found, queue_state (closed, or planned already), notice_too_short, idempotency_key_reused
 */
export function planForQueue(
  shop: ShopContext,
  operator: Operator,
  key: string,
  request: PlanRequest,
): Promise<QueuePlan> {
  const requestHash = hashOf([request.kind, request.queue, request.mode, request.at]);
  const find = async (): Promise<QueuePlan | null> =>
    (await readPlansWhere(shop.db, 'WHERE operator_id = ? AND idempotency_key = ?', [operator.id, key]))[0] ??
    null;
  return once(requestHash, find, async () => {
    await makePlan(shop, operator.id, { key, requestHash, request });
    const plan = await find();
    if (plan === null) throw new Error('a plan was made a moment ago');
    return plan;
  });
}

const ACTIONS = { reset: 'queue.resetPlanned', windDown: 'queue.windDownPlanned' } as const;

async function makePlan(
  { db, clock }: ShopContext,
  operatorId: OperatorId,
  { key, requestHash, request }: { key: string; requestHash: Buffer; request: PlanRequest },
): Promise<void> {
  const now = clock.now();
  const { kind, queue, mode } = request;
  const soonest = await earliest(db, now);
  const occursAt = request.at ?? soonest;
  if (occursAt < soonest) {
    const at = soonest.toISOString();
    const message = `必须提前通知会员，最早 ${momentText(at)}`;
    throw new ApiError('notice_too_short', message, { earliest: at });
  }
  try {
    await inTransaction(db, async (tx) => {
      const [found] = await findQueues(tx, [queue]);
      if (found === undefined) throw new ApiError('queue_not_found', undefined, { queue });
      if (found.closed) throw refuse('queueClosed', { queue });
      const id = await insertRow(tx, 'queue_plans', {
        ...{ kind, queue_key: queue, mode, occurs_at: occursAt, announced_at: now, operator_id: operatorId },
        ...{ idempotency_key: key, request_hash: requestHash },
      });
      await announcePlan(tx, { kind, queueKey: queue, occursAt }, now);
      await audit(tx, {
        ...{ at: now, operatorId, action: ACTIONS[kind], subject: `queue:${queue}` },
        before: { plan: null, ...(await standingsOf(tx, [queue]))[queue] },
        after: { plan: id, mode, occursAt: occursAt.toISOString() },
      });
    });
  } catch (error) {
    if (isDuplicate(error, 'queue_plans_one_at_a_time'))
      throw new ApiError('queue_state', '该队列已有同样的计划，请先取消');
    throw error;
  }
}

/** The soonest that a notice of now allows. */
const earliest = async (db: Database, now: Date): Promise<Date> =>
  new Date(now.getTime() + (await readNoticeMs(db, now)));

/** @throws ApiError queue_plan_not_found */
async function lockPlan(tx: Tx, id: string): Promise<QueuePlan> {
  const [plan] = await readPlansWhere(tx, 'WHERE id = ? FOR UPDATE', [id]);
  if (plan === undefined) throw new ApiError('queue_plan_not_found');
  return plan;
}

/**
 * Cancels what was announced, before its time; those who wait are told.
 * @throws ApiError queue_plan_not_found, queue_plan_state
 */
export async function cancelPlan(shop: ShopContext, operator: Operator, id: string): Promise<QueuePlan> {
  await inTransaction(shop.db, async (tx) => {
    const plan = await lockPlan(tx, id);
    if (plan.doneAt !== null || plan.cancelledAt !== null) throw new ApiError('queue_plan_state');
    const now = shop.clock.now();
    await cancelIn(tx, plan, now, operator.id);
    const state = { occursAt: plan.occursAt.toISOString(), kind: plan.kind, queue: plan.queueKey };
    await audit(tx, {
      ...{ at: now, operatorId: operator.id, action: 'queuePlan.cancelled', subject: `queuePlan:${id}` },
      ...{ before: { ...state, cancelled: false }, after: { ...state, cancelled: true } },
    });
  });
  const [plan] = await readPlansWhere(shop.db, 'WHERE id = ?', [id]);
  if (plan === undefined) throw new ApiError('queue_plan_not_found');
  return plan;
}

/** Cancels a plan that is locked. @param by null: the shop itself, because the schedule was changed */
export async function cancelIn(
  tx: Tx,
  plan: Pick<QueuePlan, 'id'> & AnnouncedPlan,
  now: Date,
  by: OperatorId | null,
): Promise<void> {
  await execute(tx, 'UPDATE queue_plans SET cancelled_at = ?, cancelled_by_id = ? WHERE id = ?', [
    now,
    by,
    plan.id,
  ]);
  await announcePlan(tx, plan, now, 'cancelled');
}

const nextRow = z.object({ occurs_at: timeColumn });

/** When the next announced reset, or wind-down, of one of some queues is; null: none is announced. */
export async function nextPlanOf(
  executor: Executor,
  kind: QueuePlan['kind'],
  queueIds: readonly string[],
): Promise<Date | null> {
  if (queueIds.length === 0) return null;
  const row = await queryOne(
    executor,
    `SELECT occurs_at FROM queue_plans
     WHERE open = 1 AND kind = ? AND (queue_key IS NULL OR queue_key IN (SELECT queue_key FROM queues WHERE id IN (?)))
     ORDER BY occurs_at LIMIT 1`,
    [kind, queueIds],
    nextRow,
  );
  return row?.occurs_at ?? null;
}
