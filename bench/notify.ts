import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { ensureDatabase } from '../scripts/database';
import { freePort } from '../scripts/ports';
import { ClearError, step } from '../scripts/terminal';
import { systemClock } from '../server/src/clock';
import { countColumn, fenColumn } from '../server/src/db/columns';
import { execute, query, queryOne } from '../server/src/db/query';
import { inTransaction } from '../server/src/db/transaction';
import { rfc3339 } from '../server/src/gateways/wechat/beijingTime';
import { loadOrCreateKeys, type BoxKeys } from '../server/src/simulator/keys';
import { signNotice } from '../server/src/simulator/notices';
import type { Measured } from './support/measured';
import { requestBytes, sendAll, type LoadResult } from './support/httpLoad';
import { wholeNumbers } from './support/options';
import { openPaidShop, type PaidShop } from './support/paidShop';
import { commitTime } from './support/recording';
import { inHundredths, median } from './support/settling';

const CONNECTIONS = 64;
const SERVERS = {
  ours: ['server/src/main.ts', '--services', 'web'],
  yardstick: ['bench/support/bareKoa.ts'],
} as const;

/**
 * Notifications of WeChat Pay over HTTP, each of another order, on 64 connections: verified, decrypted, recorded and durable
 * when they are acknowledged. Beside it, by turns, `yardstick`: a bare Koa that reads the same bytes and verifies the signature.
 */
export async function benchNotify(args: readonly string[]): Promise<Measured> {
  const { size, rounds } = wholeNumbers(args, { size: 5000, rounds: 3 });
  const { url, stop } = await ensureDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'paifan-bench-'));
  const running: ChildProcess[] = [];
  let shop: PaidShop | undefined;
  try {
    const keys = await loadOrCreateKeys(folder);
    const fsyncMs = await step('the time of a commit', () => commitTime(url));
    shop = await openPaidShop(url, { products: 200, oneQueue: true, members: 5000 });
    const { db } = shop;
    const total = size * (rounds + 1);
    await step(`${total} orders with open payments`, () => place(shop as PaidShop, total));
    const ports = { ours: await freePort(34_600), yardstick: await freePort(34_700) };
    for (const name of ['ours', 'yardstick'] as const) {
      running.push(start(SERVERS[name], { DATABASE_URL: shop.url, PORT: String(ports[name]), folder }));
      await untilHealthy(ports[name]);
    }
    const results: { ours: LoadResult; yardstick: LoadResult }[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const requests = await step(`${size} notifications are signed`, () =>
        sign(shop as PaidShop, keys, round * size, size),
      );
      const result = await step(round === 0 ? 'warming up' : `round ${round} of ${rounds}`, async () => ({
        yardstick: await sendAll(ports.yardstick, requests, CONNECTIONS),
        ours: await sendAll(ports.ours, requests, CONNECTIONS),
      }));
      if (round > 0) results.push(result);
    }
    const paid = await queryOne(
      db,
      `SELECT COUNT(*) AS orders FROM orders o JOIN settlement_tasks t ON t.order_id = o.id
       JOIN journals j ON j.order_id = o.id WHERE o.state = 'paid'`,
      [],
      z.object({ orders: countColumn }),
    );
    if (paid?.orders !== total) throw new ClearError(`${paid?.orders} of ${total} orders are paid.`);
    const latencies = results.flatMap(({ ours }) => ours.latencies).sort((a, b) => a - b);
    return {
      ours: Math.round(median(results.map(({ ours }) => ours.perSecond))),
      yardstick: Math.round(median(results.map(({ yardstick }) => yardstick.perSecond))),
      ratio: inHundredths(median(results.map(({ ours, yardstick }) => ours.perSecond / yardstick.perSecond))),
      p50Ms: inHundredths(latencies[Math.floor(latencies.length / 2)] ?? 0),
      p99Ms: inHundredths(latencies[Math.floor(latencies.length * 0.99)] ?? 0),
      size,
      rounds,
      connections: CONNECTIONS,
      fsyncMs: inHundredths(fsyncMs),
    };
  } finally {
    for (const child of running) child.kill('SIGKILL');
    await shop?.drop();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Orders that wait for their money. */
async function place({ db, pay }: PaidShop, orders: number): Promise<void> {
  await pay(orders);
  await inTransaction(db, async (tx) => {
    await execute(tx, 'DELETE FROM settlement_tasks');
    await execute(
      tx,
      "UPDATE orders SET state = 'placed', paid_at = NULL, placed_at = UTC_TIMESTAMP(3), expires_at = UTC_TIMESTAMP(3) + INTERVAL 1 DAY",
    );
    await execute(
      tx,
      `INSERT INTO payments (order_id, out_trade_no, amount_fen, state, prepay_id, created_at)
       SELECT id, no, total_fen, 'open', CONCAT('wx', no), placed_at FROM orders`,
    );
  });
}

const paymentRow = z.object({ no: z.string(), total_fen: fenColumn, openid: z.string() });

/** Genuine notifications of some orders, as bytes. */
async function sign({ db }: PaidShop, keys: BoxKeys, from: number, count: number): Promise<Buffer[]> {
  const rows = await query(
    db,
    'SELECT o.no, o.total_fen, m.openid FROM orders o JOIN members m ON m.id = o.member_id ORDER BY o.id LIMIT ? OFFSET ?',
    [count, from],
    paymentRow,
  );
  const box = { keys, mode: 'certificate', clock: systemClock } as const;
  return rows.map(({ no, total_fen: total, openid }) => {
    const plaintext = {
      ...{ mchid: keys.mchid, appid: keys.appid, out_trade_no: no, attach: '', trade_state: 'SUCCESS' },
      ...{ trade_state_desc: '支付成功', payer: { openid }, transaction_id: `42${no}`, trade_type: 'JSAPI' },
      ...{ bank_type: 'OTHERS', success_time: rfc3339(new Date()), promotion_detail: [] },
      amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' },
    };
    const { headers, body } = signNotice(box, {
      id: no,
      eventType: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      originalType: 'transaction',
      plaintext,
    });
    return requestBytes('/pay/wechat/notify', headers, body);
  });
}

function start(
  program: readonly string[],
  { folder, ...env }: { DATABASE_URL: string; PORT: string; folder: string },
): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', ...program], {
    env: {
      ...{ PATH: process.env['PATH'], NODE_ENV: 'test', LOG_LEVEL: 'info', PAIFAN_LOCAL_DIRECTORY: folder },
      ...{ PAIFAN_SIMULATOR_PORT: '1', ...env },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

async function untilHealthy(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null);
    if (answer?.status === 200) return;
    await pause(100);
  }
  throw new ClearError(`The server on port ${port} did not open within 30 s.`);
}
