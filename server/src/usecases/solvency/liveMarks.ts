import { z } from 'zod';
import type { LiveTopic } from '@paifan/shared/operators/live';
import type { QueueKey } from '@paifan/shared/ids/ids';
import { countColumn, queueKeyColumn } from '../../db/columns';
import { query, queryOne } from '../../db/query';
import type { Executor } from '../../db/transaction';
import { readNeedsPerson } from './solvency';

/*
 * Whether a figure changed is told without reading the figure: every movement of money is a journal, every event of a line a number in
 * its chain. So a look costs the same on a busy day as on a quiet one.
 */

/** For each topic a text that is another one as soon as something changed. */
export type Marks = Readonly<Record<LiveTopic, string>>;

/** Journals are numbered before they are committed: one below the newest may become visible after it. */
const LATE_JOURNALS = 5_000;

const marksRow = z.object({ journals: z.string(), chains: z.string() });

/** Where everything stands now. */
export async function readMarks(executor: Executor): Promise<Marks> {
  const row = await queryOne(
    executor,
    `SELECT (SELECT CONCAT(COALESCE(MAX(j.id), 0), '/', COUNT(*)) FROM journals j, (SELECT MAX(id) AS id FROM journals) newest
        WHERE j.id + ? > newest.id) AS journals,
       (SELECT CAST(COALESCE(SUM(chain_seq), 0) AS CHAR) FROM queues) AS chains`,
    [LATE_JOURNALS],
    marksRow,
  );
  if (row === null) throw new Error('a sum has one row');
  const needsPerson = JSON.stringify(await readNeedsPerson(executor));
  return { today: row.journals, queues: row.chains, needsPerson };
}

const chainRow = z.object({ queue_key: queueKeyColumn, chain_seq: countColumn });

/** How far the chain of each line has come. */
export async function readChains(executor: Executor): Promise<ReadonlyMap<QueueKey, number>> {
  const rows = await query(executor, 'SELECT queue_key, chain_seq FROM queues', [], chainRow);
  return new Map(rows.map((row) => [row.queue_key, row.chain_seq]));
}
