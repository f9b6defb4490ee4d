import { z } from 'zod';
import { loadConfig } from '../../src/config';
import { runChecks } from '../../src/db/checks';
import { closeDatabase, openDatabase } from '../../src/db/connect';
import { query } from '../../src/db/query';
import { createShop, type Shop } from '../../src/shop';
import { createClient } from '../support/client';
import { createTestDatabase } from '../support/database';
import { beginHistory, resultIn, writeTask } from '../support/history';
import { mallHistory, quietWorker } from '../support/mallHistory';
import { mall, startTestShop, type TestShop } from '../support/shop';

/* Each with connections of its own, as in processes of their own. The torture has the processes. */

describe('two workers on one database', () => {
  test.each([
    ['one hot queue', 0],
    ['many queues', 25],
  ])('settle %s once, while tasks keep coming', async (_what, queues) => {
    const base = await createTestDatabase();
    const other = openDatabase(base.url);
    const played = mallHistory({ orders: 60, queues, completed: [0, 3, 40, 59] });
    await beginHistory(base.db, played.history);
    const workers = [base.db, other].map((db) => quietWorker(db, { batchSize: 4, pollMs: 30 }));
    for (const worker of workers) worker.start();
    let number = 0;
    for (const task of played.events.flatMap(({ tasks }) => tasks)) {
      number += 1;
      await writeTask(base.db, task, number);
    }
    await Promise.all(workers.map((worker) => worker.stop()));
    // What came after the last look of both.
    await quietWorker(base.db).settleAll();
    const blamed = await query(
      base.db,
      'SELECT id, error FROM settlement_tasks WHERE error IS NOT NULL',
      [],
      z.object({ id: z.string(), error: z.string() }),
    );
    expect(blamed).toEqual([]);
    expect(await resultIn(base.db, played)).toEqual(played.expected);
    expect(await runChecks(base.db)).toEqual([]);
    await closeDatabase(other);
    await base.drop();
  });
});

describe('two servers on one database', () => {
  let first: TestShop;
  let second: Shop;
  let urls: readonly string[];

  beforeAll(async () => {
    first = await startTestShop();
    const { url } = first.config.database;
    second = await createShop({
      // The second one never asks WeChat here, so no port of the simulator has to be right.
      config: loadConfig({ NODE_ENV: 'test', DATABASE_URL: url }, { simulator: { port: 1 } }),
      services: ['web'],
      clock: first.clock,
      simulator: { keys: first.simulator.box.keys },
    });
    urls = [first.url, second.web?.url ?? ''];
  });
  afterAll(async () => {
    await second.stop();
    await first.stop();
  });

  test('make one order of one request that comes to both', async () => {
    const ann = await first.signIn('ann');
    const basket = mall(await first.addProduct());
    const quote = await ann.call('POST /api/orders/quote', { body: basket });
    const body = { basket, expectedTotalFen: quote.totalFen, expectedEntitledFen: quote.entitledFen };
    const headers = { 'Idempotency-Key': 'the-same-at-both' };
    const orders = await Promise.all(
      [...urls, ...urls, ...urls].map((url) =>
        createClient(url, ann.token).call('POST /api/orders', { body, headers }),
      ),
    );
    expect(new Set(orders.map(({ no }) => no)).size).toBe(1);
  });

  test('record one payment of notifications that come to both', async () => {
    const bob = await first.signIn('bob');
    const order = await first.place(bob, mall(await first.addProduct()));
    await first.pay(bob, order.no);
    const answers = await Promise.all(
      [...urls, ...urls, ...urls, ...urls].map(async (url) => {
        const { headers, body } = first.simulator.notificationFor(order.no);
        const answer = await fetch(`${url}/pay/wechat/notify`, {
          method: 'POST',
          headers,
          body: new Uint8Array(body),
        });
        return answer.status;
      }),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    await Promise.all([first.shop.worker.settleAll(), second.worker.settleAll()]);
    await first.settle();
    expect(await runChecks(first.db)).toEqual([]);
    const read = await createClient(urls[1] ?? '', bob.token).call('GET /api/orders/:no', {
      params: { no: order.no },
    });
    expect(read).toMatchObject({ state: 'paid', settled: true });
  });
});
