import { z } from 'zod';
import { rootOf, type Seal } from '@paifan/shared/rebate/proof/seal';
import { insertRows } from './bulk';
import { countColumn, dayColumn, queueKeyColumn, timeColumn } from './columns';
import type { Database } from './connect';
import type { Page, PageRequest } from './paging';
import { execute, query, queryOne } from './query';
import { sha256 } from './sha256';
import { inTransaction, type Executor, type Tx } from './transaction';

/** One hash over all chains at the end of a day. */
export interface DayRoot {
  /** `YYYY-MM-DD`, in Shanghai. */
  readonly day: string;
  readonly queues: number;
  readonly hash: string;
  /** Of the last day that was sealed before; null for the first. */
  readonly previousHash: string | null;
  readonly sealedAt: Date;
}

const headRow = z
  .object({ queue_id: z.string(), queue_key: queueKeyColumn, seq: countColumn, hash: z.string() })
  .transform(({ queue_id, queue_key, seq, hash }) => ({ queueId: queue_id, queue: queue_key, seq, hash }));

const latestRow = z.object({ day: dayColumn, hash: z.string() });

/**
 * Seals a day: notes how far every chain has come, and one hash over all of it and the day before. A day is sealed once.
 * @returns its root; null when that day, or a later one, is sealed already
 */
export const sealDay = (db: Database, day: string, now: Date): Promise<DayRoot | null> =>
  inTransaction(db, (tx) => seal(tx, day, now), 'one moment');

async function seal(tx: Tx, day: string, now: Date): Promise<DayRoot | null> {
  const latest = await queryOne(
    tx,
    'SELECT day, LOWER(HEX(hash)) AS hash FROM chain_roots ORDER BY day DESC LIMIT 1',
    [],
    latestRow,
  );
  if (latest !== null && latest.day >= day) return null;
  const heads = await query(
    tx,
    `SELECT id AS queue_id, queue_key, chain_seq AS seq, LOWER(HEX(chain_hash)) AS hash FROM queues
     WHERE chain_hash IS NOT NULL ORDER BY queue_key`,
    [],
    headRow,
  );
  const previousHash = latest?.hash ?? null;
  const hash = rootOf(previousHash ?? '', day, heads, sha256);
  // Another process may seal the day at this moment: its row is the one that counts.
  const inserted = await execute(
    tx,
    'INSERT IGNORE INTO chain_roots (day, queues, hash, sealed_at) VALUES (?, ?, ?, ?)',
    [day, heads.length, Buffer.from(hash, 'hex'), now],
  );
  if (inserted === 0) return null;
  await insertRows(
    tx,
    'chain_seals',
    ['day', 'queue_id', 'seq', 'hash'],
    heads.map(({ queueId, seq, hash: head }) => [day, queueId, seq, Buffer.from(head, 'hex')]),
  );
  return { day, queues: heads.length, hash, previousHash, sealedAt: now };
}

const rootRow = z
  .object({
    day: dayColumn,
    queues: countColumn,
    hash: z.string(),
    previous_hash: z.string().nullable(),
    sealed_at: timeColumn,
  })
  .transform(({ previous_hash, sealed_at, ...root }): DayRoot => ({
    ...root,
    previousHash: previous_hash,
    sealedAt: sealed_at,
  }));

const SELECT_ROOT = `
  SELECT day, queues, LOWER(HEX(hash)) AS hash,
    (SELECT LOWER(HEX(b.hash)) FROM chain_roots b WHERE b.day < r.day ORDER BY b.day DESC LIMIT 1) AS previous_hash, sealed_at
  FROM chain_roots r`;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The sealed days, newest first; the cursor is a day. */
export async function readRoots(executor: Executor, { cursor, limit }: PageRequest): Promise<Page<DayRoot>> {
  const before = cursor && DAY.test(cursor) ? cursor : '9999-12-31';
  const rows = await query(
    executor,
    `${SELECT_ROOT} WHERE day < ? ORDER BY day DESC LIMIT ?`,
    [before, limit + 1],
    rootRow,
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.day ?? null) : null };
}

/** The root of a day; null when it is not sealed. */
export const readRoot = (executor: Executor, day: string): Promise<DayRoot | null> =>
  queryOne(executor, `${SELECT_ROOT} WHERE day = ?`, [day], rootRow);

/** What was sealed of each queue on a day, in order of the queues' keys; the cursor is a queue's key. */
export async function readSeals(
  executor: Executor,
  day: string,
  { cursor, limit }: PageRequest,
): Promise<Page<Seal>> {
  const rows = await query(
    executor,
    `SELECT s.queue_id, q.queue_key, s.seq, LOWER(HEX(s.hash)) AS hash
     FROM chain_seals s JOIN queues q ON q.id = s.queue_id
     WHERE s.day = ? AND q.queue_key > ? ORDER BY q.queue_key LIMIT ?`,
    [day, cursor ?? '', limit + 1],
    headRow,
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.queue ?? null) : null };
}

/** A seal of one queue, with the day that it was published on and that day's root. */
export interface CoveringSeal {
  readonly day: string;
  readonly seq: number;
  readonly hash: string;
  readonly root: string;
}

const coveringRow = z.object({ day: dayColumn, seq: countColumn, hash: z.string(), root: z.string() });

/** For events of a queue, by their numbers: the first seal that covers each, oldest first. Events of today have none yet. */
export async function readSealsCovering(
  executor: Executor,
  queueId: string,
  seqs: readonly number[],
): Promise<readonly CoveringSeal[]> {
  if (seqs.length === 0) return [];
  const first = seqs.map(
    () => '(SELECT day FROM chain_seals WHERE queue_id = ? AND seq >= ? ORDER BY seq, day LIMIT 1)',
  );
  return query(
    executor,
    `SELECT s.day, s.seq, LOWER(HEX(s.hash)) AS hash, LOWER(HEX(r.hash)) AS root
     FROM chain_seals s JOIN chain_roots r ON r.day = s.day
     WHERE s.queue_id = ? AND s.day IN (${first.join(', ')}) ORDER BY s.day`,
    [queueId, ...seqs.flatMap((seq) => [queueId, seq])],
    coveringRow,
  );
}
