import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Database } from '../db/connect';
import type { Logger } from '../log';
import { takeTurn, type TurnResult } from './turn';

export interface SettleWorkerOptions {
  readonly db: Database;
  /** Says when tasks were settled. */
  readonly clock: Clock;
  readonly logger: Logger;
  /** How many tasks a transaction settles at most; 4000 if not given. */
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

/** Makes a worker; it does nothing before `start` or `settleAll`. */
export function createSettleWorker(options: SettleWorkerOptions): SettleWorker {
  const { db, clock, logger, batchSize = 4000, pollMs = 1000 } = options;
  const owner = randomUUID();
  let running = false;
  let stopping = false;
  let nudged = false;
  let wake: () => void = () => undefined;
  let loop: Promise<void> = Promise.resolve();
  /** One turn at a time: a worker does not compete with itself. */
  let turns: Promise<unknown> = Promise.resolve();

  function nextTurn(): Promise<TurnResult> {
    const turn = turns.then(() =>
      takeTurn({ db, clock, logger, batchSize, owner, isStopping: () => stopping }),
    );
    turns = turn.catch(() => undefined);
    return turn;
  }

  /** Whatever goes wrong, the worker goes on: what it did not settle is still there. */
  async function turnInLoop(): Promise<boolean> {
    try {
      return (await nextTurn()).tasks > 0;
    } catch (error) {
      logger.error({ err: error }, 'the settlement was interrupted and goes on');
      return false;
    }
  }

  async function run(): Promise<void> {
    while (running) {
      nudged = false;
      const didSomething = await turnInLoop();
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
        const { queues, tasks, batches } = await nextTurn();
        all.tasks += tasks;
        all.batches += batches;
        if (queues === 0 || stopping) return all;
      }
    },
  };
}
