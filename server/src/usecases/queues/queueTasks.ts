import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { EntryId, QueueKey } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { Refusal } from '@paifan/shared/rebate/settle/desk';
import { insertRows } from '../../db/bulk';
import { countColumn, flagColumn, idColumn, queueKeyColumn } from '../../db/columns';
import { query } from '../../db/query';
import { findDeskQueues } from '../../db/queueDesk';
import type { Tx } from '../../db/transaction';

const queueRow = z
  .object({
    id: idColumn,
    queue_key: queueKeyColumn,
    closed: flagColumn,
    paused: flagColumn,
    all_paused: flagColumn,
    waiting_count: countColumn,
  })
  .transform((row) => ({
    id: row.id,
    key: row.queue_key,
    closed: row.closed,
    paused: row.paused || row.all_paused,
    waitingCount: row.waiting_count,
  }));

/** A queue as an operator's use case sees it, without a lock: what holds when the task is settled is judged then. */
export type FoundQueue = z.output<typeof queueRow>;

export const findQueues = (tx: Tx, keys: readonly QueueKey[]): Promise<FoundQueue[]> =>
  query(
    tx,
    'SELECT id, queue_key, closed, paused, all_paused, waiting_count FROM queues WHERE queue_key IN (?)',
    [keys],
    queueRow,
  );

/** What stands in a queue when an operator decides about it, for the audit log. */
export interface Standing {
  readonly waiting: number;
  readonly outstandingFen: Fen;
  readonly poolFen: Fen;
}

/** By key; what nobody has joined yet is not there. */
export async function standingsOf(
  tx: Tx,
  keys: readonly QueueKey[],
): Promise<Readonly<Record<QueueKey, Standing>>> {
  const queues = await findDeskQueues(tx, keys);
  return Object.fromEntries(
    queues.map(({ key, waitingCount: waiting, outstandingFen, poolFen }) => [
      key,
      { waiting, outstandingFen, poolFen },
    ]),
  );
}

const SENTENCES: Partial<Record<Refusal, string>> = {
  noSuchQueue: '队列不存在',
  sameQueue: '队列不能与自身合并，也不能重复选择',
  otherScheme: '工会队列与其他队列不能合并',
  queueClosed: '队列已结束',
  queuePaused: '队列正在暂停，请先恢复',
  notClosed: '队列没有结束',
};

/** A rule's refusal, for an operator. */
export const refuse = (refusal: Refusal, details: object): ApiError =>
  new ApiError(refusal === 'noSuchQueue' ? 'queue_not_found' : 'queue_state', SENTENCES[refusal], {
    refusal,
    ...details,
  });

/** What happens to a queue as a whole. */
export type QueueTaskKind = 'merge' | 'windDown' | 'reopen' | 'pause' | 'resume' | 'reset' | 'unionPayout';

/**
 * Writes a task about a queue as a whole. Nudge the worker after the commit.
 * @param cause names it, once and for all; a new name unless given
 * @returns its cause
 */
export async function writeQueueTask(
  tx: Tx,
  queue: QueueKey,
  kind: QueueTaskKind,
  payload: object | null,
  at: Date,
  cause: string = randomUUID(),
): Promise<string> {
  await insertRows(
    tx,
    'settlement_tasks',
    ['queue_key', 'kind', 'cause', 'payload', 'at'],
    [[queue, kind, cause, payload === null ? null : JSON.stringify(payload), at]],
  );
  return cause;
}

/** What a member asks for an entry. */
export interface EntryTask {
  /** Where the entry stands now: a merge that comes first hands the task on. */
  readonly queue: QueueKey;
  readonly kind: 'draw' | 'exchange';
  readonly cause: string;
  /** `request` names the row that settlement answers. */
  readonly payload: { readonly entry: EntryId; readonly request: string };
  readonly at: Date;
}

/** Writes a task about one entry. Nudge the worker after the commit. @throws when there is one of this cause already */
export const writeEntryTask = (tx: Tx, { queue, kind, cause, payload, at }: EntryTask): Promise<void> =>
  insertRows(
    tx,
    'settlement_tasks',
    ['queue_key', 'kind', 'cause', 'payload', 'at'],
    [[queue, kind, cause, JSON.stringify(payload), at]],
  );
