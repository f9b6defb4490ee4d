import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { isRefundable, ORDER_STATES } from '@paifan/shared/orders/states';
import { fenColumn, idColumn } from '../../src/db/columns';
import type { Database } from '../../src/db/connect';
import { isDuplicate } from '../../src/db/errors';
import { execute, query, queryOne } from '../../src/db/query';
import { inTransaction, type Executor, type Tx } from '../../src/db/transaction';
import type { Chance } from '../../src/demo/random';
import { insist } from './patience';
import type { TorturedShop } from './shop';

/*
 * What no page of the shop does yet, written as a use case writes it: the change and its task in one transaction, under a
 * cause that is unique, so that it may be tried again when its commit was not answered.
 */

interface NewTask {
  readonly queue: string;
  readonly kind: 'refunded' | 'exchange' | 'reset' | 'pause' | 'resume';
  readonly cause: string;
  readonly orderId?: string;
  readonly payload: object | null;
}

const writeTask = (executor: Executor, { queue, kind, cause, orderId, payload }: NewTask): Promise<number> =>
  execute(
    executor,
    'INSERT INTO settlement_tasks (queue_key, kind, cause, order_id, payload, at) VALUES (?, ?, ?, ?, ?, ?)',
    [queue, kind, cause, orderId ?? null, payload === null ? null : JSON.stringify(payload), new Date()],
  );

/** Does it once: a second try finds the cause of the first one there, and undoes the rest. */
async function once(work: () => Promise<unknown>): Promise<void> {
  await insist(work).catch((error: unknown) => {
    if (!isDuplicate(error, 'settlement_tasks_once')) throw error;
  });
}

const orderRow = z.object({ id: idColumn, state: z.enum(ORDER_STATES) });
const lineRow = z.object({ line_no: z.int(), queue_key: z.string(), rest_fen: fenColumn });

/** Refunds a part of a line, or all that is left of it. */
export async function refundSome(db: Database, orderNo: string, chance: Chance): Promise<void> {
  const cause = randomUUID();
  const pick = chance.below(1_000);
  const percent = chance.pick([
    [100, 1],
    [10 + chance.below(80), 1],
  ]);
  await once(() =>
    inTransaction(db, async (tx) => {
      const order = await queryOne(
        tx,
        'SELECT id, state FROM orders WHERE no = ? FOR UPDATE',
        [orderNo],
        orderRow,
      );
      if (order === null || !isRefundable(order.state)) return;
      const lines = await linesOf(tx, order.id);
      const line = lines[pick % lines.length];
      const amountFen = line === undefined ? 0 : Math.ceil((line.rest_fen * percent) / 100);
      if (line === undefined || amountFen === 0) return;
      await execute(
        tx,
        'UPDATE order_lines SET refunded_fen = refunded_fen + ? WHERE order_id = ? AND line_no = ?',
        [amountFen, order.id, line.line_no],
      );
      const left = lines.reduce((sum, { rest_fen }) => sum + rest_fen, 0) - amountFen;
      if (left === 0) await execute(tx, "UPDATE orders SET state = 'refunded' WHERE id = ?", [order.id]);
      const payload = { line: line.line_no, amountFen };
      await writeTask(tx, { queue: line.queue_key, kind: 'refunded', cause, orderId: order.id, payload });
    }),
  );
}

const linesOf = (tx: Tx, orderId: string): Promise<z.output<typeof lineRow>[]> =>
  query(
    tx,
    'SELECT line_no, queue_key, paid_fen - refunded_fen AS rest_fen FROM order_lines WHERE order_id = ?',
    [orderId],
    lineRow,
  );

/** Somebody pauses and resumes queues, resets one now and then, and members exchange entries; until it is over. */
export async function keepInterfering(
  shop: TorturedShop,
  chance: Chance,
  isOver: () => boolean,
): Promise<void> {
  const queues = [...shop.products.map((id) => `product:${id}`), `cashier:${shop.store}`];
  while (!isOver()) {
    await pause(100 + chance.below(500));
    const queue = queues[chance.below(queues.length)] ?? '';
    const kind = chance.pick([
      ['pause', 3],
      ['resume', 6],
      ['reset', 1],
      ['exchange', 8],
    ] as const);
    const cause = randomUUID();
    if (kind === 'exchange') await exchangeSome(shop.db, cause);
    else {
      const payload = kind === 'reset' ? lateBy(chance.below(4_000)) : { what: 'queue' };
      await once(() => writeTask(shop.db, { queue, kind, cause, payload }));
    }
  }
  for (const queue of queues) {
    const cause = randomUUID();
    await once(() => writeTask(shop.db, { queue, kind: 'resume', cause, payload: { what: 'queue' } }));
  }
}

/** A reset that comes so late: who joined since its time stays. */
const lateBy = (ms: number): object => ({ joinedUntil: new Date(Date.now() - ms).toISOString() });

const waitingRow = z.object({ queue_key: z.string(), order_id: idColumn, line_no: z.int() });

async function exchangeSome(db: Database, cause: string): Promise<void> {
  const entry = await insist(() =>
    queryOne(
      db,
      `SELECT q.queue_key, e.order_id, e.line_no FROM entries e JOIN queues q ON q.id = e.queue_id
       WHERE e.state = 'waiting' ORDER BY RAND() LIMIT 1`,
      [],
      waitingRow,
    ),
  );
  if (entry === null) return;
  const payload = { entry: `${entry.order_id}/${entry.line_no}`, asset: 'points' };
  await once(() => writeTask(db, { queue: entry.queue_key, kind: 'exchange', cause, payload }));
}
