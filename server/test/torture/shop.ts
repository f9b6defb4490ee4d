import path from 'node:path';
import type { MemberId, ProductId, StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { defaultSettings, type PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { freePort } from '../../../scripts/ports';
import { waitUntil } from '../../../scripts/processes';
import { systemClock } from '../../src/clock';
import { openDatabase, type Database } from '../../src/db/connect';
import { migrate } from '../../src/db/migrate';
import type { Chance } from '../../src/demo/random';
import { createLogger } from '../../src/log';
import { loadOrCreateKeys } from '../../src/simulator/keys';
import { createSimulator, type Simulator } from '../../src/simulator/simulator';
import { createClient, type Client } from '../support/client';
import { HOME } from '../support/shop';
import type { TorturedServer } from './databaseServer';
import { ownFolder } from './ownFolder';
import { keepRunning, type KeptProcess } from './processes';

/** The shop that is tortured: two servers and two workers, each in a process of its own, on one database. */
export interface TorturedShop {
  readonly db: Database;
  readonly simulator: Simulator;
  readonly servers: readonly KeptProcess[];
  readonly workers: readonly KeptProcess[];
  /** Where the servers listen. */
  readonly urls: readonly string[];
  readonly products: readonly ProductId[];
  readonly store: StoreId;
  readonly people: readonly TorturedPerson[];
}

/** A member, signed in at both servers: a session holds everywhere. */
export interface TorturedPerson {
  readonly id: MemberId;
  readonly clients: readonly Client[];
}

const PEOPLE = 8;
const PRODUCTS = 4;
const OPEN_LIMIT_MS = 120_000;

/**
 * Small batches and short polls, so that many transactions are under way when something is killed; a short lock wait, so that
 * timeouts happen.
 */
const UNREST = { SETTLEMENT_BATCH_SIZE: '7', SETTLEMENT_POLL_MS: '100', DATABASE_LOCK_WAIT_SECONDS: '1' };

/** Rules that move money in every way; the seed chooses between readings of them. */
function tortureSettings(chance: Chance): PlatformSettings {
  return {
    ...defaultSettings(),
    mallSharesQueue: false,
    extractionRatio: ratio('0.4'),
    entitlementRatio: ratio('1.1'),
    payoutOrder: chance.below(2) === 0 ? 'strict' : 'completedFirst',
    settleOn: chance.below(3) === 0 ? 'completed' : 'paid',
    unclaimed: chance.below(2) === 0 ? 'return' : 'carry',
    capAtProfit: chance.below(2) === 0,
    acceleration: { directRatio: ratio('0.2'), indirectRatio: ratio('0.1') },
    referral: { directRatio: ratio('0.05'), indirectRatio: ratio('0.02'), freezeDays: 0 },
    exchange: { points: { ratio: ratio('0.8') } },
  };
}

/** Opens the shop on an empty database: schema, goods, members, and its processes. */
export async function openTorturedShop(server: TorturedServer, chance: Chance): Promise<TorturedShop> {
  await migrate(server.url);
  const db = openDatabase(server.url, { poolSize: 8, lockWaitSeconds: 1 });
  // Written, not published: what an operator would have to confirm is no matter here.
  await db.settingsVersions.create({
    settings: tortureSettings(chance),
    note: 'torture',
    publishedBy: 'torture',
    publishedAt: systemClock.now(),
  });
  const { products, store } = await fillShelves(db);

  const keys = await loadOrCreateKeys(path.join(ownFolder, 'simulator'));
  const simulator = createSimulator({
    keys,
    clock: systemClock,
    logger: createLogger('silent'),
    mode: 'certificate',
    merchantName: 'torture',
    environment: 'test',
    tickMs: 0, // what it tells the shop is sent by hand
  });
  const { port } = await simulator.start(0);
  const firstPort = await freePort(45_000 + (process.pid % 5_000));
  const ports = [firstPort, await freePort(firstPort + 1)];
  const urls = ports.map((webPort) => `http://127.0.0.1:${webPort}`);
  const env = {
    ...UNREST,
    NODE_ENV: 'test',
    LOG_LEVEL: 'info',
    DATABASE_URL: server.url,
    PUBLIC_URL: urls[0],
    PAIFAN_SIMULATOR_PORT: String(port),
    PAIFAN_LOCAL_DIRECTORY: path.join(ownFolder, 'simulator'),
  };
  const servers = ports.map((webPort, index) =>
    keepRunning(`server-${index + 1}`, 'web,scheduler', { ...env, PORT: String(webPort) }, ownFolder),
  );
  const workers = [1, 2].map((number) => keepRunning(`worker-${number}`, 'worker', env, ownFolder));
  if (!(await waitUntil(() => [...servers, ...workers].every((kept) => kept.isOpen()), OPEN_LIMIT_MS)))
    throw new Error(`the shop did not open; its logs are in ${ownFolder}`);
  const people = await signIn(simulator, urls);
  return { db, simulator, servers, workers, urls, products, store, people };
}

async function fillShelves(db: Database): Promise<{ products: ProductId[]; store: StoreId }> {
  const createdAt = systemClock.now();
  await db.categories.create({ id: 'goods', name: '好物', sort: 1 });
  const products: ProductId[] = [];
  for (let number = 1; number <= PRODUCTS; number += 1) {
    const { id, priceFen } = await db.products.create({
      categoryId: 'goods',
      title: `商品${number}`,
      summary: '',
      detail: '',
      picture: '/pictures/products/longjing-tea.svg',
      source: 'selfOperated',
      priceFen: fen(1_000 + 337 * number),
      onSale: true,
      createdAt,
      rebate: {},
    });
    await db.skus.create({ productId: id, name: '', priceFen, costFen: fen(500), stock: 1_000_000 });
    products.push(id);
  }
  const { id: store } = await db.stores.create({
    name: '面馆',
    trade: '餐饮',
    picture: '/pictures/stores/noodle-house.svg',
    address: '老街 8 号',
    district: '上城区',
    openingHours: '07:00–21:00',
    phone: '0571-00000000',
    commissionRatio: ratio('0.6'),
    recruiterId: null,
    rebate: {},
    createdAt,
    cashier: {},
  });
  return { products, store };
}

/** Members who invited one another, each the next. */
async function signIn(simulator: Simulator, urls: readonly string[]): Promise<TorturedPerson[]> {
  const people: TorturedPerson[] = [];
  let scene: string | undefined;
  const anyone = createClient(urls[0] ?? '');
  for (let number = 1; number <= PEOPLE; number += 1) {
    const code = simulator.payer.loginCode(`torture-${number}`);
    const { token, member } = await anyone.call('POST /api/session', { body: { code, scene } });
    await createClient(urls[0] ?? '', token).call('POST /api/me/addresses', {
      body: HOME,
      headers: { 'Idempotency-Key': `torture-${number}` },
    });
    people.push({ id: member.id, clients: urls.map((url) => createClient(url, token)) });
    scene = member.inviteCode;
  }
  return people;
}

/** Closes the shop, in good order. */
export async function closeTorturedShop({ simulator, servers, workers }: TorturedShop): Promise<void> {
  await Promise.all([...servers, ...workers].map((kept) => kept.stop()));
  await simulator.stop();
}
