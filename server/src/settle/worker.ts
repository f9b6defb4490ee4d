import { randomUUID } from 'node:crypto';
import type { QueueKey } from '@paifan/shared/ids/ids';
import type { Clock } from '../clock';
import type { Database } from '../db/connect';
import { messageOf } from '../db/errors';
import type { Logger } from '../log';
import { BatchFailed, settleBatch } from './batch';
import { claimQueues, releaseQueues, renewLeases, type OpenQueue } from './claim';
import { SettleAlone } from './facts';
import { holdQueue, isServerTrouble } from './poison';

export interface SettleWorkerOptions {
  readonly db: Database;
  /** Says when tasks were settled. */
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many tasks a transaction settles at most; 1000 if not given. */
  readonly batchSize?: number;
  /** How often open tasks are looked for without a nudge, in milliseconds; 1000 if not given. */
  readonly pollMs?: number;
}

/** Settles what was paid and completed, queue by queue. Any number of them may work on one database. */
export interface SettleWorker {
  /** Begins to look for open tasks. */
  start(): void;
  /** Ends: the batch in hand is settled first. */
  stop(): Promise<void>;
  /** There may be something to do, now. Costs nothing to call too often. */
  nudge(): void;
  /**
   * Settles what is open now and returns when it is done, whether or not the worker was started. What another worker has in
   * hand, and queues that wait after an error, are left alone.
   */
  settleAll(): Promise<Settled>;
}

export interface Settled {
  readonly tasks: number;
  readonly batches: number;
}

/** Renewing costs a commit, so it is done once a few batches, long before a lease ends. */
const RENEW_MS = 3000;

/** Makes a worker; it does nothing before `start` or `settleAll`. */
export function createSettleWorker({
  db,
  clock,
  logger,
  batchSize = 1000,
  pollMs = 1000,
}: SettleWorkerOptions): SettleWorker {
  const owner = randomUUID();
  let running = false;
  let nudged = false;
  /** The batch in hand is the last one. */
  let stopping = false;
  let wake: () => void = () => undefined;
  let loop: Promise<void> = Promise.resolve();
  /** One turn at a time: a worker does not compete with itself. */
  let turns: Promise<unknown> = Promise.resolve();

  async function turn(): Promise<Settled> {
    const settled = { tasks: 0, batches: 0 };
    const claimed = await claimQueues(db, owner, clock.now());
    const hands = claimed.map(({ key }) => key);
    let renewedAt = Date.now();
    const keepLeases = async (): Promise<void> => {
      if (Date.now() - renewedAt < RENEW_MS) return;
      await renewLeases(db, hands, owner);
      renewedAt = Date.now();
    };
    const count = (tasks: number): void => {
      settled.tasks += tasks;
      settled.batches += tasks > 0 ? 1 : 0;
    };
    try {
      for (const pack of packsOf(claimed, batchSize)) await settlePack(pack, count, keepLeases);
    } finally {
      await releaseQueues(db, hands, owner);
    }
    return settled;
  }

  /** Settles a pack in one transaction after the other, until all is settled; after an error queue by queue. */
  async function settlePack(
    pack: readonly QueueKey[],
    count: (tasks: number) => void,
    keepLeases: () => Promise<void>,
  ): Promise<void> {
    let left = pack;
    while (left.length > 1 && !stopping) {
      await keepLeases();
      try {
        const { tasks, drained } = await settleBatch(db, left, batchSize, clock.now());
        count(tasks);
        left = left.filter((key) => !drained.includes(key));
      } catch (error) {
        if (!(error instanceof SettleAlone) && !(error instanceof BatchFailed)) throw error;
        if (error instanceof BatchFailed && isServerTrouble(error.cause)) throw error;
        break;
      }
    }
    for (const key of left) await settleQueue(key, count, keepLeases);
  }

  /** Settles one queue. What fails is halved until it is one task: that one holds the queue up. */
  async function settleQueue(
    queue: QueueKey,
    count: (tasks: number) => void,
    keepLeases: () => Promise<void>,
  ): Promise<void> {
    let limit = batchSize;
    while (!stopping) {
      await keepLeases();
      try {
        const { tasks, drained } = await settleBatch(db, [queue], limit, clock.now());
        count(tasks);
        if (drained.length > 0 || tasks === 0) return;
      } catch (error) {
        if (!(error instanceof BatchFailed) || isServerTrouble(error.cause)) throw error;
        const [taskId = ''] = error.taskIds;
        if (error.taskIds.length === 1) return hold(queue, taskId, error.cause);
        limit = Math.ceil(error.taskIds.length / 2);
      }
    }
  }

  async function hold(queue: QueueKey, taskId: string, cause: unknown): Promise<void> {
    const held = await holdQueue(db, queue, taskId, cause);
    logger.error(
      { queue, taskId, ...held, err: cause },
      'a settlement task failed; its queue stands still until it is tried again',
    );
  }

  function oneTurn(): Promise<Settled> {
    const next = turns.then(turn, turn);
    turns = next.catch(() => undefined);
    return next;
  }

  async function run(): Promise<void> {
    while (running) {
      nudged = false;
      const didSomething = await oneTurn().then(
        ({ tasks }) => tasks > 0,
        (error: unknown) => {
          logger.error({ err: error }, `the settlement was interrupted and goes on: ${messageOf(error)}`);
          return false;
        },
      );
      if (running && !nudged && !didSomething) await sleep();
    }
  }

  function sleep(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  return {
    start() {
      if (running) return;
      running = true;
      stopping = false;
      loop = run();
    },
    async stop() {
      running = false;
      stopping = true;
      wake();
      await loop;
      await turns;
    },
    nudge() {
      nudged = true;
      wake();
    },
    async settleAll() {
      stopping = false;
      const all = { tasks: 0, batches: 0 };
      for (;;) {
        const { tasks, batches } = await oneTurn();
        if (tasks === 0) return all;
        all.tasks += tasks;
        all.batches += batches;
      }
    },
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
