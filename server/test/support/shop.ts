import type { BodyInputOf, ResponseOf } from '@paifan/shared/contract/contract';
import { productId, type MemberId, type ProductId, type StoreId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { marginName } from '@paifan/shared/rebate/margin/checkMargins';
import { confirmationsNeeded } from '@paifan/shared/settings/confirmations';
import { defaultSettings, type PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { ItemRules, PlaceRules } from '@paifan/shared/settings/rules';
import { manualClock, type ManualClock } from '../../src/clock';
import { loadConfig, type Config } from '../../src/config';
import type { Database } from '../../src/db/connect';
import type { ProductRow, SkuRow, StoreRow } from '../../src/db/models/catalogue';
import type { Logger } from '../../src/log';
import { createShop, type Service, type Shop } from '../../src/shop';
import type { Simulator } from '../../src/simulator/simulator';
import type { ShopContext } from '../../src/usecases/context';
import { checkShopMargins } from '../../src/usecases/settings/checkMargins';
import { indexProducts } from '../../src/usecases/catalogue/terms';
import { publishSettings } from '../../src/usecases/settings/settings';
import { createClient, type Client } from './client';
import { createTestDatabase } from './database';
import { testKeys } from './keys';

export type Order = ResponseOf<'GET /api/orders/:no'>;
export type Basket = BodyInputOf<'POST /api/orders/quote'>;

export interface TestShopOptions {
  /** Stands still unless it is moved; a morning in Shanghai unless given. */
  clock?: ManualClock;
  mode?: 'certificate' | 'publicKey';
  demo?: boolean;
  /** What runs by itself; web and simulator unless given: worker, jobs and deliveries wait to be told. */
  services?: readonly Service[];
  /** How often the simulator sends what is due; 0, by hand, unless given. */
  tickMs?: number;
  logger?: Logger;
  /** Laid over config/*.json. */
  config?: object;
}

/** A signed-in member. */
export interface Person extends Client {
  id: MemberId;
  openid: string;
  token: string;
  inviteCode: string;
}

/** A whole shop on a database and ports of its own. */
export interface TestShop {
  readonly url: string;
  readonly shop: Shop;
  readonly config: Config;
  readonly context: ShopContext;
  readonly db: Database;
  readonly simulator: Simulator;
  readonly clock: ManualClock;
  /** Nobody signed in. */
  readonly anyone: Client;
  /** Signs in as the person with this openid, who becomes a member, and gets an address, with the first sign-in. */
  signIn(openid: string, scene?: string): Promise<Person>;
  addProduct(
    product?: Partial<
      Pick<ProductRow, 'title' | 'priceFen' | 'onSale' | 'categoryId'> & Pick<SkuRow, 'costFen' | 'stock'>
    > & { rebate?: ItemRules },
  ): Promise<ProductId>;
  /** Pieces of a product of one SKU. */
  stockOf(product: string): Promise<number>;
  addStore(
    store?: Partial<Pick<StoreRow, 'name' | 'commissionRatio' | 'recruiterId'>> & { cashier?: PlaceRules },
  ): Promise<StoreId>;
  /** Publishes settings, whether they fit or not: the defaults with these changes. */
  publish(changes: Partial<PlatformSettings>): Promise<void>;
  /** Quotes and places an order. */
  place(buyer: Client, basket: Basket): Promise<Order>;
  /** Prepares the payment and pays it at the simulator; the notification is not delivered yet. */
  pay(buyer: Client, orderNo: string): Promise<void>;
  /** Places, pays, delivers the notification and settles. */
  buy(buyer: Client, basket: Basket): Promise<Order>;
  /** Delivers the simulator's notifications that are due. */
  deliver(): Promise<void>;
  /** Settles all open tasks and delivers the messages. */
  settle(): Promise<void>;
  /** Every row of every table but job_runs and migrations, to see whether anything changed. */
  snapshot(): Promise<Record<string, unknown[]>>;
  stop(): Promise<void>;
}

/** A basket of the mall with one product. */
export const mall = (productId: ProductId, quantity = 1): Extract<Basket, { kind: 'mall' }> => ({
  kind: 'mall',
  items: [{ productId, quantity }],
});

/** A payment at a store's cashier. */
export const cashier = (storeId: StoreId, amountFen: number): Basket => ({
  kind: 'cashier',
  storeId,
  amountFen: fen(amountFen),
});

/** A clock that runs, and can be moved all the same; for shops that a browser uses. */
export function runningClock(): ManualClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    advance: (milliseconds) => {
      offset += milliseconds;
    },
    set: (date) => {
      offset = date.getTime() - Date.now();
    },
  };
}

/** 10:00 in Shanghai. */
const MORNING = new Date('2026-03-02T02:00:00Z');

/** Starts a shop for tests: real database, real protocol, a clock that is moved by hand. Stop it in `afterAll`. */
export async function startTestShop(options: TestShopOptions = {}): Promise<TestShop> {
  const clock = options.clock ?? manualClock(MORNING);
  const database = await createTestDatabase();
  const config = loadConfig(
    { NODE_ENV: 'test', DATABASE_URL: database.url, LOG_LEVEL: process.env.LOG_LEVEL },
    { demo: options.demo ?? false, simulator: { mode: options.mode ?? 'certificate' }, ...options.config },
  );
  const shop = await createShop({
    config,
    services: options.services ?? ['web', 'simulator'],
    clock,
    logger: options.logger,
    simulator: { keys: await testKeys(), statePath: null, tickMs: options.tickMs ?? 0 },
  });
  const { context, db, simulator, web } = shop;
  if (!simulator || !web) throw new Error('a test shop needs its web server and its simulator');
  await db.categories.create({ id: 'goods', name: '好物', sort: 1 });

  const anyone = createClient(web.url);
  const testShop: TestShop = {
    url: web.url,
    shop,
    config,
    context,
    db,
    simulator,
    clock,
    anyone,

    async signIn(openid, scene) {
      const code = simulator.payer.loginCode(openid);
      const { token, member } = await anyone.call('POST /api/session', { body: { code, scene } });
      await giveAddress(db, member.id, clock.now());
      return { ...createClient(web.url, token), id: member.id, openid, token, inviteCode: member.inviteCode };
    },

    async addProduct({ rebate = {}, costFen = fen(0), stock = 1_000, ...product } = {}) {
      const row = await db.products.create({
        categoryId: 'goods',
        title: '龙井茶',
        summary: '明前新茶',
        detail: '产自西湖。',
        picture: '/pictures/products/longjing-tea.svg',
        source: 'selfOperated',
        priceFen: fen(10_000),
        onSale: true,
        createdAt: clock.now(),
        ...product,
        rebate,
      });
      await db.skus.create({ productId: row.id, name: '', priceFen: row.priceFen, costFen, stock });
      await indexProducts(context);
      return row.id;
    },

    async stockOf(product) {
      const { stock } = await db.skus.findOne({
        where: { productId: productId(product) },
        rejectOnEmpty: true,
      });
      return stock;
    },

    async addStore({ cashier = {}, ...store } = {}) {
      const row = await db.stores.create({
        name: '老街面馆',
        trade: '餐饮',
        picture: '/pictures/stores/noodle-house.svg',
        address: '老街 8 号',
        district: '上城区',
        openingHours: '07:00–21:00',
        phone: '0571-00000000',
        commissionRatio: ratio('0.3'),
        recruiterId: null,
        rebate: {},
        createdAt: clock.now(),
        ...store,
        cashier,
      });
      return row.id;
    },

    async publish(changes) {
      clock.advance(1);
      const settings = { ...defaultSettings(), ...changes };
      const unfitting = await checkShopMargins(context.db, settings);
      await publishSettings(context, {
        settings,
        note: '测试',
        publishedBy: 'test',
        confirmed: confirmationsNeeded(settings),
        overruled: unfitting.map(({ subject }) => marginName(subject)),
      });
    },

    async place(buyer, basket) {
      const quote = await buyer.call('POST /api/orders/quote', { body: basket });
      const { totalFen: expectedTotalFen, entitledFen: expectedEntitledFen } = quote;
      return buyer.call('POST /api/orders', { body: { basket, expectedTotalFen, expectedEntitledFen } });
    },

    async pay(buyer, no) {
      const params = await buyer.call('POST /api/orders/:no/payment', { params: { no } });
      const sheet = simulator.payer.openSheet(params);
      simulator.payer.pay(sheet.prepayId);
    },

    async buy(buyer, basket) {
      const { no } = await testShop.place(buyer, basket);
      await testShop.pay(buyer, no);
      await testShop.deliver();
      await testShop.settle();
      return buyer.call('GET /api/orders/:no', { params: { no } });
    },

    async deliver() {
      await simulator.runDue();
    },

    async settle() {
      await shop.worker.settleAll();
      await shop.scheduler.runJob('deliverOutbox');
    },

    snapshot: () => readEverything(db),

    async stop() {
      await shop.stop();
      await database.drop();
    },
  };
  return testShop;
}

/** Orders go there unless a test says otherwise. */
export const HOME = {
  ...{ name: '陈安', phone: '13900000000', regionCode: '330102' },
  ...{ province: '浙江省', city: '杭州市', district: '上城区', detail: '老街 1 号' },
};

/** Gives a member a default address, as long as there is none. */
async function giveAddress(db: Database, memberId: MemberId, createdAt: Date): Promise<void> {
  if ((await db.addresses.count({ where: { memberId } })) > 0) return;
  // Two sign-ins of one person at once: the first one's address is enough.
  await db.addresses.bulkCreate(
    [
      {
        ...{ ...HOME, memberId, createdAt, isDefault: true },
        ...{ idempotencyKey: 'home', requestHash: Buffer.alloc(32) },
      },
    ],
    { ignoreDuplicates: true },
  );
}

const LEFT_OUT: ReadonlySet<string> = new Set(['migrations', 'migrations_lock', 'job_runs']);

async function readEverything(db: Database): Promise<Record<string, unknown[]>> {
  const names = (await db.sequelize.getQueryInterface().showAllTables())
    .map(String)
    .filter((name) => !LEFT_OUT.has(name));
  const tables: Record<string, unknown[]> = {};
  for (const name of names.sort()) {
    const [rows] = await db.sequelize.query(`SELECT * FROM \`${name}\` ORDER BY 1, 2`);
    tables[name] = rows;
  }
  return tables;
}
