import { z } from 'zod';
import { rootOf } from '@paifan/shared/rebate/proof/seal';
import type { CheckFinding } from './checks';
import { countColumn, dayColumn, queueKeyColumn } from './columns';
import { query } from './query';
import { sha256 } from './sha256';
import type { Tx } from './transaction';

const SHOWN = 100;

const brokenRow = z.object({ day: dayColumn, queue_key: queueKeyColumn, seq: countColumn });
const rootRow = z.object({ day: dayColumn, queues: countColumn, hash: z.string() });
const sealRow = z
  .object({ queue_key: queueKeyColumn, seq: countColumn, hash: z.string() })
  .transform(({ queue_key, ...seal }) => ({ ...seal, queue: queue_key }));

/** Every seal is the hash of its event, and every root that of its day's seals and the root before. */
export async function rootProblems(tx: Tx): Promise<CheckFinding[]> {
  const broken = await query(
    tx,
    `SELECT s.day, q.queue_key, s.seq FROM chain_seals s
     JOIN queues q ON q.id = s.queue_id
     LEFT JOIN queue_events e ON e.queue_id = s.queue_id AND e.seq = s.seq
     WHERE e.hash IS NULL OR e.hash <> s.hash ORDER BY s.day, q.queue_key LIMIT ${SHOWN}`,
    [],
    brokenRow,
  );
  const findings = broken.map(({ day, queue_key, seq }): CheckFinding => ({
    check: 'chain-seals',
    subject: `queue ${queue_key}, seal of ${day}`,
    problem: `event ${seq} does not have the hash that was sealed`,
  }));
  const roots = await query(
    tx,
    'SELECT day, queues, LOWER(HEX(hash)) AS hash FROM chain_roots ORDER BY day',
    [],
    rootRow,
  );
  let previous = '';
  for (const { day, queues, hash } of roots) {
    const seals = await query(
      tx,
      `SELECT q.queue_key, s.seq, LOWER(HEX(s.hash)) AS hash FROM chain_seals s JOIN queues q ON q.id = s.queue_id
       WHERE s.day = ?`,
      [day],
      sealRow,
    );
    if (seals.length !== queues || rootOf(previous, day, seals, sha256) !== hash)
      findings.push({
        check: 'chain-seals',
        subject: `seals of ${day}`,
        problem: 'its root is not that of its seals and of the root before',
      });
    previous = hash;
  }
  return findings.slice(0, SHOWN);
}
