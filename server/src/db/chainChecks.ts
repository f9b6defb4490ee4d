import { z } from 'zod';
import { readBody, type ChainBody } from '@paifan/shared/rebate/proof/body';
import { startOfChain } from '@paifan/shared/rebate/proof/chain';
import type { Happening } from '@paifan/shared/rebate/proof/happenings';
import { linkProblems } from '@paifan/shared/rebate/proof/verify';
import { tablesProblems, type Told } from './chainAgreement';
import { readChain, type StoredChainEvent } from './chainReads';
import type { CheckFinding } from './checks';
import { countColumn, fenColumn, idColumn, queueKeyColumn } from './columns';
import type { Database } from './connect';
import { query, queryOne } from './query';
import { rootProblems } from './sealChecks';
import { sha256 } from './sha256';
import { inTransaction, type Tx } from './transaction';

/** Events read at once: what is in memory is bounded by this, however long a chain is. */
const PAGE = 1_000;
const QUEUES_AT_ONCE = 500;
/** Findings told of one queue: what is wrong at the start of a chain is often wrong to its end. */
const SHOWN = 100;

const queueRow = z
  .object({
    id: idColumn,
    queue_key: queueKeyColumn,
    next_position: countColumn,
    pool_fen: fenColumn,
    debt_fen: fenColumn,
    chain_seq: countColumn,
    chain_hash: z.string().nullable(),
    inflow_fen: fenColumn,
    paid_fen: fenColumn,
  })
  .transform((row) => ({ ...row, key: row.queue_key }));
type CheckedQueue = z.output<typeof queueRow>;

/** What a chain comes to, to be held against the sums of the queue. */
interface Sums {
  nextPosition: number;
  poolFen: number;
  inflowFen: number;
  paidFen: number;
}

/**
 * Audits every chain from its first event, in pages: numbers without a gap, each hash that of its body and the one before, the
 * head as the queue's row has it, the seals as the events are, the roots as the seals are; and that the bodies tell what the
 * tables hold. Nothing is changed; all of it sees the same moment. docs/PROOF.md.
 * @returns [] when the chains are right; at most 100 findings a queue
 */
export const checkChains = (db: Database, pageSize = PAGE): Promise<CheckFinding[]> =>
  inTransaction(
    db,
    async (tx) => {
      const findings: CheckFinding[] = [];
      for (let after = '0'; ;) {
        const queues = await queuesAfter(tx, after);
        for (const queue of queues) findings.push(...(await checkChain(tx, queue, pageSize)).slice(0, SHOWN));
        const last = queues.at(-1);
        if (last === undefined) return [...findings, ...(await rootProblems(tx))];
        after = last.id;
      }
    },
    'one moment',
  );

const queuesAfter = (tx: Tx, id: string): Promise<CheckedQueue[]> =>
  query(
    tx,
    `SELECT q.id, q.queue_key, q.next_position, q.pool_fen, q.debt_fen, q.chain_seq, LOWER(HEX(q.chain_hash)) AS chain_hash,
       (SELECT COALESCE(SUM(inflow_fen), 0) FROM queue_days WHERE queue_id = q.id) AS inflow_fen,
       (SELECT COALESCE(SUM(paid_fen), 0) FROM queue_days WHERE queue_id = q.id) AS paid_fen
     FROM queues q WHERE q.id > ? ORDER BY q.id LIMIT ${QUEUES_AT_ONCE}`,
    [id],
    queueRow,
  );

async function checkChain(tx: Tx, queue: CheckedQueue, pageSize: number): Promise<CheckFinding[]> {
  const findings: CheckFinding[] = [];
  const find = (check: string, event: number | null, problem: string): void => {
    const subject = `queue ${queue.key}${event === null ? '' : `, event ${event}`}`;
    findings.push({ check, subject, problem });
  };
  let head = startOfChain(queue.key, sha256);
  const sums: Sums = { nextPosition: 1, poolFen: 0, inflowFen: 0, paidFen: 0 };
  let begunAt = 0;
  for (;;) {
    const page = await readChain(tx, queue, head.seq, pageSize);
    const last = page.at(-1);
    if (last === undefined || findings.length >= SHOWN) break;
    const told: Told[] = [];
    for (const event of page) {
      const { seq } = event;
      if (seq !== head.seq + 1) find('chain-links', seq, `it follows event ${head.seq}`);
      for (const problem of linkProblems(event, sha256)) find('chain-links', seq, problem);
      const body = bodyOf(event, (problem) => find('chain-bodies', seq, problem));
      if (body !== null) {
        if (event.taskId === null) begunAt = body.at;
        told.push({ seq, taskId: event.taskId, body });
        for (const happening of body.happenings)
          add(sums, happening, (problem) => find('chain-bodies', seq, problem));
      }
      head = event;
    }
    for (const { seq, problem } of await tablesProblems(tx, queue, told)) find('chain-tables', seq, problem);
  }
  if (head.seq !== queue.chain_seq || (head.seq > 0 ? head.hash : null) !== queue.chain_hash)
    find('chain-heads', null, `its chain ends with event ${head.seq}, its row says ${queue.chain_seq}`);
  for (const problem of sumProblems(queue, sums)) find('chain-sums', null, problem);
  for (const problem of await untoldTasks(tx, queue, begunAt)) find('chain-tables', null, problem);
  return findings;
}

function bodyOf({ seq, body }: StoredChainEvent, find: (problem: string) => void): ChainBody | null {
  try {
    const read = readBody(body);
    if (read.seq !== seq) find(`its body says that it is event ${read.seq}`);
    return read;
  } catch (error) {
    find(`its body cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

function add(sums: Sums, happening: Happening, find: (problem: string) => void): void {
  switch (happening[0]) {
    case 'before': {
      const [, nextPosition, , , poolFen, inflowFen, paidFen] = happening;
      Object.assign(sums, { nextPosition, poolFen, inflowFen, paidFen });
      return;
    }
    case 'joined':
      if (happening[1] !== sums.nextPosition)
        find(`position ${happening[1]} joins, and ${sums.nextPosition} is next`);
      sums.nextPosition = happening[1] + 1;
      return;
    case 'contributed':
      sums.poolFen += happening[1];
      sums.inflowFen += happening[1];
      return;
    case 'withdrawn':
      sums.poolFen -= happening[1];
      sums.inflowFen -= happening[1];
      return;
    case 'tookOver':
      sums.poolFen += happening[4];
      return;
    case 'merged':
      sums.nextPosition = happening[1] + happening[2];
      return;
    case 'wentOver':
      sums.poolFen -= happening[3];
      return;
    case 'swept':
      sums.poolFen -= happening[1];
      return;
    case 'paidOut':
    case 'accelerated':
    case 'shared':
      sums.poolFen -= happening[2];
      sums.paidFen += happening[2];
      return;
    case 'takenBack':
      sums.poolFen += happening[2];
      sums.paidFen -= happening[2];
      return;
    case 'takenBackElsewhere':
      sums.poolFen += happening[3];
      sums.paidFen -= happening[3];
      return;
    case 'completedFirst':
    case 'completed':
    case 'entitled':
    case 'left':
    case 'reset':
    case 'paused':
    case 'resumed':
    case 'woundDown':
    case 'reopened':
    case 'forwarded':
    case 'refused':
      return;
  }
}

/** What its events come to is what the queue's row and its days say. */
function sumProblems(queue: CheckedQueue, sums: Sums): string[] {
  const compared: readonly [what: string, told: number, kept: number][] = [
    ['next position', sums.nextPosition, queue.next_position],
    ['pool less debt', sums.poolFen, queue.pool_fen - queue.debt_fen],
    ['inflow', sums.inflowFen, queue.inflow_fen],
    ['payouts', sums.paidFen, queue.paid_fen],
  ];
  return compared
    .filter(([, told, kept]) => told !== kept)
    .map(([what, told, kept]) => `${what}: its chain says ${told}, its tables ${kept}`);
}

/** Tasks of the queue that were settled, since the chain began, and that no event tells of, be it another queue's after a merge. */
async function untoldTasks(tx: Tx, queue: CheckedQueue, begunAt: number): Promise<string[]> {
  const row = await queryOne(
    tx,
    `SELECT COUNT(*) AS tasks, MIN(t.id) AS first_id FROM settlement_tasks t
     LEFT JOIN queue_events e ON e.task_id = t.id
     WHERE t.queue_key = :key AND t.settled_at > :begun AND e.seq IS NULL`,
    { key: queue.key, begun: new Date(begunAt) },
    z.object({ tasks: countColumn, first_id: idColumn.nullable() }),
  );
  if (row === null || row.tasks === 0) return [];
  return [`${row.tasks} settled tasks are told by no event, the first of them ${row.first_id}`];
}
