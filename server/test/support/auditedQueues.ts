import { randomBytes } from 'node:crypto';
import type { RouteKey } from '@paifan/shared/contract/contract';
import { queueKey, type DividendId, type QueueKey } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import type { Call } from './client';
import { operatorWith, type TestOperator } from './operators';
import type { TestShop } from './shop';

/* An example of each thing that an operator does to a queue, and of a dividend, for the tests of the audit log. */

type QueueWrite = Extract<
  RouteKey,
  | `POST /api/admin/queues/${string}`
  | `POST /api/admin/queue-${'merges' | 'plans'}${string}`
  | `POST /api/admin/dividends${string}`
>;

type Examples = { readonly [K in QueueWrite]: (actor: TestOperator) => Promise<Call<K>> | Call<K> };

const keyed = () => ({ 'Idempotency-Key': randomBytes(8).toString('hex') });

/** @param shopOf the shop, once it has started */
export function queueExamples(shopOf: () => TestShop): Examples {
  /** A queue in which nobody waits, of a product that is not there. */
  const aQueue = async (
    number: number,
    changes: { waitingCount?: number; closed?: boolean } = {},
  ): Promise<QueueKey> => {
    const { db, clock } = shopOf();
    const key = queueKey(`product:${number}`);
    await db.sequelize.query(
      'INSERT INTO queues (queue_key, closed, waiting_count, created_at) VALUES (:key, :closed, :waitingCount, :now)',
      { replacements: { key, closed: false, waitingCount: 0, now: clock.now(), ...changes } },
    );
    return key;
  };
  const aDividend = (name: string) => ({
    body: { name, amountFen: 0, confirmed: true as const, expectedPaidFen: fen(0) },
    headers: keyed(),
  });
  /** By somebody else. */
  const prepared = async (name: string): Promise<DividendId> => {
    const other = await operatorWith(shopOf(), 'finance');
    return (await other.call('POST /api/admin/dividends', aDividend(name))).id;
  };
  return {
    'POST /api/admin/queues/:key/pause': async () => ({ params: { key: await aQueue(9001) } }),
    'POST /api/admin/queues/:key/resume': async () => {
      const key = await aQueue(9002);
      await shopOf().db.sequelize.query('UPDATE queues SET paused = 1 WHERE queue_key = ?', {
        replacements: [key],
      });
      return { params: { key } };
    },
    'POST /api/admin/queues/pause-all': () => ({ body: { reason: '盘点' } }),
    'POST /api/admin/queues/resume-all': async (actor) => {
      await actor.call('POST /api/admin/queues/pause-all', { body: { reason: '盘点' } });
      return { body: { reason: '完成' } };
    },
    'POST /api/admin/queue-merges': async () => {
      await aQueue(9003, { waitingCount: 1 });
      return { body: { target: queueKey('mall') }, headers: keyed() };
    },
    'POST /api/admin/queues/:key/merge': async () => ({
      params: { key: await aQueue(9004) },
      body: { from: [await aQueue(9005)] },
      headers: keyed(),
    }),
    'POST /api/admin/queues/:key/reset': async () => ({
      params: { key: await aQueue(9006) },
      body: {},
      headers: keyed(),
    }),
    'POST /api/admin/queues/:key/wind-down': async () => ({
      params: { key: await aQueue(9007) },
      body: { mode: 'line' },
      headers: keyed(),
    }),
    'POST /api/admin/queue-plans/:id/cancel': async (actor) => {
      const params = { key: await aQueue(9008) };
      const { id } = await actor.call('POST /api/admin/queues/:key/reset', {
        params,
        body: {},
        headers: keyed(),
      });
      return { params: { id } };
    },
    'POST /api/admin/queues/:key/reopen': async () => ({
      params: { key: await aQueue(9009, { closed: true }) },
    }),
    'POST /api/admin/dividends': () => aDividend('三月'),
    'POST /api/admin/dividends/:id/approve': async () => ({
      params: { id: await prepared('四月') },
      body: { confirmed: true, expectedPaidFen: fen(0) },
    }),
    'POST /api/admin/dividends/:id/reject': async () => ({
      params: { id: await prepared('五月') },
      body: { note: '写错了' },
    }),
  };
}
