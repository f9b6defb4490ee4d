import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { memberIdColumn, idColumn } from '../server/src/db/columns';
import { z } from 'zod';
import { ensureDatabase } from '../scripts/database';
import { freePort } from '../scripts/ports';
import { ClearError, say, step } from '../scripts/terminal';
import { runChecks } from '../server/src/db/checks';
import { query, queryOne } from '../server/src/db/query';
import type { Measured } from './support/measured';
import { ApiClients, type Taken } from './support/apiClients';
import { DEEDS, type Material } from './support/apiRequests';
import { openBigShop, type BigShop } from './support/bigShop';
import { wholeNumbers } from './support/options';
import { seededRandom } from './support/random';
import { ownerToken, startServer } from './support/server';
import { inHundredths } from './support/settling';

/** Issue of the shop: no list, detail or write takes longer than this, but for one in a hundred. */
const LIMIT_MS = 200;
/** So many of the members are signed in. */
const ASKERS = 1_000;

/**
 * The API of a shop with a million orders, asked over HTTP by some clients side by side in a mix like that of a day. Beside each
 * other in the same run: the API, `/healthz` (one SELECT 1 over HTTP, the floor of any route), and the same SELECT without HTTP.
 */
export async function benchApi(args: readonly string[]): Promise<Measured> {
  const options = { orders: 1_000_000, clients: 8, seconds: 60, check: 1 };
  const { orders, clients, seconds, check } = wholeNumbers(args, options);
  const { url, stop } = await ensureDatabase();
  const folder = mkdtempSync(path.join(tmpdir(), 'paifan-bench-'));
  let shop: BigShop | undefined;
  let server: ChildProcess | undefined;
  try {
    const begun = performance.now();
    shop = await openBigShop(url, orders);
    const generatedSeconds = Math.round((performance.now() - begun) / 1000);
    if (check === 1) await checkBooks(shop);
    const port = await freePort(34_800);
    server = startServer({ DATABASE_URL: shop.url, PORT: String(port), folder });
    const asking = await prepare(shop, port);
    await asking.untilHealthy();
    const material = await gather(shop);
    await step(`${material.members.length} members sign in`, () => asking.signIn(material.members));
    await step(`each of ${DEEDS.length} deeds is done once`, async () => {
      for (const deed of DEEDS) await deed.run(asking.send, material);
    });
    await step('warming up', () => ask(asking, material, clients, Math.ceil(seconds / 4)));
    asking.forget();
    const cpuBefore = await cpuSeconds(server);
    const bareMs: number[] = [];
    await step(`${clients} clients ask for ${seconds} s`, () =>
      Promise.all([ask(asking, material, clients, seconds), askBare(shop as BigShop, seconds, bareMs)]),
    );
    const cpu = (await cpuSeconds(server)) - cpuBefore;
    return { ...report(asking.taken(), bareMs, seconds, cpu), orders, clients, generatedSeconds };
  } finally {
    server?.kill('SIGKILL');
    await shop?.drop();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkBooks({ db }: BigShop): Promise<void> {
  const findings = await step('the books are checked', (detail) =>
    runChecks(db, async (done, total) => detail(`${done} of ${total}`)),
  );
  const [first] = findings;
  if (first) throw new ClearError(`The books are wrong: ${first.check}: ${first.subject}: ${first.problem}.`);
}

/** Clients that know an operator's token. */
async function prepare({ db }: BigShop, port: number): Promise<ApiClients> {
  return new ApiClients(port, await ownerToken(db));
}

const orderRow = z.object({ no: z.string(), member_id: memberIdColumn });
const entryRow = z.object({ id: idColumn, member_id: memberIdColumn });

const memberRow = z.object({ id: memberIdColumn });

/** Some of the members, with their orders and entries from all over the time, for requests to name. */
async function gather({ db, size }: BigShop): Promise<Material> {
  const random = seededRandom(11);
  const every = Math.max(1, Math.floor(size.members / ASKERS));
  const members = (await query(db, 'SELECT id FROM members WHERE id % ? = 0', [every], memberRow)).map(
    ({ id }) => id,
  );
  const orders = await query(
    db,
    'SELECT no, member_id FROM orders WHERE member_id IN (?)',
    [members],
    orderRow,
  );
  const entries = await query(
    db,
    'SELECT id, member_id FROM entries WHERE member_id IN (?)',
    [members],
    entryRow,
  );
  const some = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  return {
    ...{ size, random, members },
    member: () => some(members),
    order: () => {
      const { no, member_id: member } = some(orders);
      return { no, member };
    },
    entry: () => {
      const { id, member_id: member } = some(entries);
      return { id, member };
    },
  };
}

/** Each client does one deed after another; now and then `/healthz` is asked. */
async function ask(clients: ApiClients, material: Material, count: number, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1000;
  const total = DEEDS.reduce((sum, { weight }) => sum + weight, 0);
  const next = () => {
    let left = material.random() * total;
    return DEEDS.find(({ weight }) => (left -= weight) < 0) ?? DEEDS[0];
  };
  const one = async (): Promise<void> => {
    for (let turn = 0; performance.now() < until; turn += 1) {
      if (turn % 10 === 0) await clients.askHealth();
      await next()?.run(clients.send, material);
    }
  };
  await Promise.all(Array.from({ length: count }, one));
}

const oneRow = z.object({ one: z.int() });

async function askBare({ db }: BigShop, seconds: number, times: number[]): Promise<void> {
  const until = performance.now() + seconds * 1000;
  while (performance.now() < until) {
    const begun = performance.now();
    await queryOne(db, 'SELECT 1 AS one', [], oneRow);
    times.push(performance.now() - begun);
    await pause(20);
  }
}

const at = (sorted: readonly number[], share: number): number =>
  inHundredths(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
const sorted = (times: readonly number[]): number[] => [...times].sort((a, b) => a - b);

/** The processor's time that a process has had: it is the same on a loaded machine. 0 where the system does not tell. */
async function cpuSeconds({ pid }: ChildProcess): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the name, which may have spaces: user and system time in hundredths are fields 14 and 15 of all.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / 100;
}

function report({ routes, health }: Taken, bare: readonly number[], seconds: number, cpu: number): Measured {
  const rows = [...routes]
    .map(([key, times]) => ({
      key,
      asked: times.length,
      p50: at(sorted(times), 0.5),
      p99: at(sorted(times), 0.99),
    }))
    .sort((a, b) => b.p99 - a.p99);
  for (const { key, asked, p50, p99 } of rows)
    say(`  ${key.padEnd(44)} ${String(asked).padStart(6)}   p50 ${p50} ms   p99 ${p99} ms`);
  const all = sorted([...routes.values()].flat());
  return {
    ours: at(all, 0.99),
    yardstick: at(sorted(health), 0.99),
    p50Ms: at(all, 0.5),
    p99Ms: at(all, 0.99),
    healthP50Ms: at(sorted(health), 0.5),
    healthP99Ms: at(sorted(health), 0.99),
    bareP50Ms: at(sorted(bare), 0.5),
    bareP99Ms: at(sorted(bare), 0.99),
    answered: all.length,
    perSecond: Math.round(all.length / seconds),
    serverCpuMs: inHundredths((cpu * 1000) / (all.length + health.length)),
    limitMs: LIMIT_MS,
    within: rows.every(({ p99 }) => p99 < LIMIT_MS),
    slowest: rows.slice(0, 8).map(({ key, p50, p99 }) => ({ key, p50, p99 })),
  };
}
