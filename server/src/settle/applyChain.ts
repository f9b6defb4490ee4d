import { lengthenChain, type ChainEvent, type ChainHead } from '@paifan/shared/rebate/proof/chain';
import type { Writes } from '../db/bulk';
import { sha256 } from '../db/sha256';
import type { Planned } from './applyLine';
import type { QueueWork } from './queueTask';

/** What the chain of a queue grew by: events, and the task that each tells of. */
export interface ChainGrowth {
  readonly queueId: string;
  readonly events: readonly ChainEvent[];
  readonly taskIds: readonly string[];
}

/**
 * Writes what happened in each queue, hashed to what happened before, in the same transaction. SPEC section 12, proof.
 * @param works the tasks of each plan
 * @param heads how far the chains have come in this transaction, by the ids of their queues
 */
export async function applyChain(
  writes: Writes,
  planned: readonly Planned[],
  works: readonly QueueWork[],
  heads: Map<string, ChainHead>,
): Promise<void> {
  const growths = planned.map(({ facts, plan }, index): ChainGrowth => {
    const { key, id: queueId, chain } = facts.queue;
    const work = works[index];
    if (work?.queue !== key) throw new Error(`queue ${key} has a plan and no tasks`);
    const events = lengthenChain(heads.get(queueId) ?? chain, facts, plan, work.tasks, sha256);
    const head = events.at(-1);
    if (head !== undefined) heads.set(queueId, head);
    return { queueId, events, taskIds: work.rows.map(({ id }) => id) };
  });
  await writeGrowths(writes, growths);
}

/** Writes events, and the new heads into the rows of their queues, which are locked. */
export async function writeGrowths(writes: Writes, growths: readonly ChainGrowth[]): Promise<void> {
  await writes.insert(
    'queue_events',
    ['queue_id', 'seq', 'task_id', 'body', 'hash'],
    growths.flatMap(({ queueId, events, taskIds }) =>
      events.map(({ seq, body, hash }, index) => [
        queueId,
        seq,
        taskIds[index] ?? null,
        body,
        Buffer.from(hash, 'hex'),
      ]),
    ),
  );
  await writes.update(
    'queues',
    { id: 'INT UNSIGNED', chain_seq: 'BIGINT UNSIGNED', chain_hash: 'CHAR(64)' },
    headsOf(growths),
    { match: 't.id = v.id', set: 't.chain_seq = v.chain_seq, t.chain_hash = UNHEX(v.chain_hash)' },
  );
}

/** The last head of each queue. */
function headsOf(growths: readonly ChainGrowth[]): [string, number, string][] {
  const heads = new Map<string, [string, number, string]>();
  for (const { queueId, events } of growths) {
    const head = events.at(-1);
    if (head !== undefined) heads.set(queueId, [queueId, head.seq, head.hash]);
  }
  return [...heads.values()];
}
