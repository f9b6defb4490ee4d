import type { QueueKey } from '@paifan/shared/ids/ids';
import type { Clock } from '../clock';
import type { Database } from '../db/connect';
import { isServerTrouble } from '../db/errors';
import type { Logger } from '../log';
import { settleBatch } from './batch';
import { BatchFailed } from './batchResult';
import { claimQueues, releaseQueues, renewLeases, type OpenQueue } from './claim';
import { SettleAlone } from './facts';
import { holdQueue } from './poison';

/** What a turn works with. */
export interface TurnTools {
  readonly db: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many tasks a transaction settles at most. */
  readonly batchSize: number;
  /** Names the worker in its leases. */
  readonly owner: string;
  /** Is the batch in hand to be the last one? */
  readonly isStopping: () => boolean;
}

/** What a turn did. */
export interface TurnResult {
  readonly queues: number;
  readonly tasks: number;
  readonly batches: number;
}

/** A turn under way: its tools, and how it settles a batch of some queues. */
interface Turn extends TurnTools {
  readonly settle: (queues: readonly QueueKey[], limit: number) => ReturnType<typeof settleBatch>;
}

/** Takes some queues with open tasks, settles all that is open in them, and gives them back. */
export async function takeTurn(tools: TurnTools): Promise<TurnResult> {
  const { db, clock, batchSize, owner } = tools;
  const claimed = await claimQueues(db, owner, clock.now());
  const keys = claimed.map(({ key }) => key);
  const keepLeases = leaseKeeper(db, keys, owner);
  const done = { tasks: 0, batches: 0 };
  const settle: Turn['settle'] = async (queues, limit) => {
    await keepLeases();
    const result = await settleBatch(db, queues, limit, clock.now());
    done.tasks += result.tasks;
    done.batches += result.tasks > 0 ? 1 : 0;
    return result;
  };
  try {
    for (const pack of packsOf(claimed, batchSize)) await settlePack({ ...tools, settle }, pack);
  } finally {
    await releaseQueues(db, keys, owner);
  }
  return { queues: keys.length, ...done };
}

/** Renewing costs a commit, so it is done once a few batches, long before a lease ends. */
const RENEW_MS = 3000;

function leaseKeeper(db: Database, keys: readonly QueueKey[], owner: string): () => Promise<void> {
  let renewedAt = Date.now();
  return async () => {
    if (Date.now() - renewedAt < RENEW_MS) return;
    await renewLeases(db, keys, owner);
    renewedAt = Date.now();
  };
}

/** Queues that are settled in one transaction: as many as have no more tasks together than a batch holds. */
function packsOf(queues: readonly OpenQueue[], batchSize: number): QueueKey[][] {
  const packs: QueueKey[][] = [];
  let room = 0;
  for (const { key, tasks } of queues) {
    const pack = packs.at(-1);
    if (pack === undefined || tasks > room) {
      packs.push([key]);
      room = batchSize - tasks;
    } else {
      pack.push(key);
      room -= tasks;
    }
  }
  return packs;
}

/** Settles the queues of a pack together, batch after batch; what has to be apart, or fails, goes on queue by queue. */
async function settlePack(turn: Turn, pack: readonly QueueKey[]): Promise<void> {
  let left = pack;
  while (left.length > 1 && !turn.isStopping()) {
    try {
      const { tasks, drained } = await turn.settle(left, turn.batchSize);
      if (tasks === 0) return;
      left = left.filter((key) => !drained.includes(key));
    } catch (error) {
      if (!(error instanceof SettleAlone)) blameOf(error);
      break;
    }
  }
  for (const key of left) await settleQueue(turn, key);
}

/** Settles one queue. What fails is halved until it is one task: that one holds the queue up. */
async function settleQueue(turn: Turn, queue: QueueKey): Promise<void> {
  let limit = turn.batchSize;
  while (!turn.isStopping()) {
    try {
      const { tasks, drained } = await turn.settle([queue], limit);
      if (tasks === 0 || drained.length > 0) return;
    } catch (error) {
      const { taskIds, cause } = blameOf(error);
      const [oldest = ''] = taskIds;
      if (taskIds.length === 1) return hold(turn, queue, oldest, cause);
      limit = Math.ceil(taskIds.length / 2);
    }
  }
}

/** The batch that is to blame; an error that is not a batch's fault is thrown on. */
function blameOf(error: unknown): BatchFailed {
  if (!(error instanceof BatchFailed) || isServerTrouble(error.cause)) throw error;
  return error;
}

async function hold({ db, logger }: Turn, queue: QueueKey, taskId: string, cause: unknown): Promise<void> {
  const held = await holdQueue(db, queue, taskId, cause);
  logger.error(
    { queue, taskId, ...held, err: cause },
    'a settlement task failed; its queue stands still until it is tried again',
  );
}
