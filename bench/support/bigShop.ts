import { randomBytes } from 'node:crypto';
import { productId, type ProductId } from '@paifan/shared/ids/ids';
import { createScratchDatabase, dropDatabase } from '../../scripts/database/scratch';
import { step } from '../../scripts/terminal';
import { defaultSettings } from '@paifan/shared/settings/platformSettings';
import { insertRows } from '../../server/src/db/bulk';
import { closeDatabase, openDatabase, type Database } from '../../server/src/db/connect';
import { migrate } from '../../server/src/db/migrate';
import { execute } from '../../server/src/db/query';
import { inTransaction, type Tx } from '../../server/src/db/transaction';
import { indexTerms } from '../../server/src/usecases/catalogue/terms';
import { bigOrderMaker, writeBigOrders, type BigShopSize } from './bigShopOrders';
import { withWorker } from './settling';

export const sizeFor = (orders: number): BigShopSize => ({
  orders,
  members: Math.max(500, Math.ceil(orders / 20)),
  products: Math.max(100, Math.ceil(orders / 500)),
  stores: Math.max(10, Math.ceil(orders / 20_000)),
});

/** A scratch database with a large shop in it. */
export interface BigShop {
  readonly db: Database;
  readonly url: string;
  readonly size: BigShopSize;
  drop(): Promise<void>;
}

const ORDERS_AT_ONCE = 2_000;
const SETTLED_AT_ONCE = 4_000;
const MESSAGES_AT_ONCE = 100_000;
/** Trade began so long ago. */
const DAYS = 400;

/** Makes one on the server of `serverUrl`. Drop it in the end. */
export async function openBigShop(serverUrl: string, orders: number): Promise<BigShop> {
  const url = await createScratchDatabase(serverUrl, 'paifan_bench');
  const db = openDatabase(url, { poolSize: 20 });
  const drop = async (): Promise<void> => {
    await closeDatabase(db);
    await dropDatabase(url);
  };
  try {
    await migrate(url);
    const size = sizeFor(orders);
    const openedAt = Date.now() - DAYS * 86_400_000;
    await step(`${size.members} members, ${size.products} products, ${size.stores} stores`, () =>
      writeShop(db, size, new Date(openedAt)),
    );
    await step(`${orders} orders, settled by the worker`, (detail) => trade(db, url, size, openedAt, detail));
    await step('messages are delivered', (detail) => deliver(db, detail));
    await step('the optimizer learns the sizes', () => analyze(db));
    return { db, url, size, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

async function writeShop(db: Database, size: BigShopSize, opened: Date): Promise<void> {
  const published = { note: 'benchmark', publishedBy: 'benchmark', publishedAt: opened };
  await db.settingsVersions.create({ id: '1', settings: defaultSettings(), ...published });
  for (const [sort, name] of CATEGORIES.entries())
    await db.categories.create({ id: `c${sort}`, name, sort: sort + 1 });
  await inTransaction(db, (tx) => writeMembers(tx, size, opened));
  await inTransaction(db, (tx) => writeAddresses(tx, size, opened));
  await inTransaction(db, (tx) => writeStores(tx, size, opened));
  await inTransaction(db, (tx) => writeProducts(tx, size, opened));
}

const CATEGORIES = ['茶叶', '水果', '粮油', '家居', '服饰', '数码', '母婴', '酒水'];
const THINGS = [
  '龙井茶',
  '普洱茶',
  '苹果',
  '橙子',
  '大米',
  '菜油',
  '台灯',
  '床单',
  '衬衫',
  '耳机',
  '奶粉',
  '黄酒',
];
const WORDS = ['明前', '有机', '特级', '家庭装', '礼盒', '轻便', '加厚', '经典', '新款', '原产地'];

/** Everybody is invited by somebody earlier: a tree of sixfold branching. */
async function writeMembers(tx: Tx, { members }: BigShopSize, opened: Date): Promise<void> {
  const code = (id: number): string => id.toString(36).toUpperCase().padStart(8, '0');
  await insertRows(
    tx,
    'members',
    ['id', 'openid', 'nickname', 'avatar', 'inviter_id', 'invite_code', 'joined_at'],
    numbers(members).map((id) => [
      ...[id, `openid-${id}`, `会员${id}`, '', id < 6 ? null : Math.floor(id / 6), code(id)],
      new Date(opened.getTime() + id * 1000),
    ]),
  );
}

/** Where everybody's goods go. */
async function writeAddresses(tx: Tx, { members }: BigShopSize, opened: Date): Promise<void> {
  const place = ['收货人', '13800000000', '330102', '浙江省', '杭州市', '上城区', '老街 8 号', true];
  await insertRows(
    tx,
    'addresses',
    [
      ...[
        'member_id',
        'name',
        'phone',
        'region_code',
        'province',
        'city',
        'district',
        'detail',
        'is_default',
      ],
      ...['idempotency_key', 'request_hash', 'created_at'],
    ],
    numbers(members).map((id) => [id, ...place, 'first', Buffer.alloc(32), opened]),
  );
}

async function writeStores(tx: Tx, { stores }: BigShopSize, opened: Date): Promise<void> {
  const columns = ['id', 'name', 'trade', 'picture', 'address', 'district', 'opening_hours', 'phone'];
  await insertRows(
    tx,
    'stores',
    [...columns, 'commission_ratio', 'rebate', 'cashier', 'created_at', 'latitude_e6', 'longitude_e6'],
    numbers(stores).map((id) => [
      ...[id, `门店${id}`, '餐饮', '', `老街 ${id} 号`, '上城区', '07:00–21:00', '0571-00000000'],
      ...['0.3', '{}', '{}', opened, 30_270_000 + id * 37, 120_150_000 + id * 41],
    ]),
  );
}

/** Two SKUs each. */
async function writeProducts(tx: Tx, { products }: BigShopSize, opened: Date): Promise<void> {
  const pick = (list: readonly string[], id: number): string => list[id % list.length] ?? '';
  const title = (id: number): string => `${pick(WORDS, Math.floor(id / 12))}${pick(THINGS, id)} ${id} 号`;
  const columns = [
    'id',
    'category_id',
    'title',
    'summary',
    'detail',
    'picture',
    'source',
    'price_fen',
    'sold',
  ];
  await insertRows(
    tx,
    'products',
    [...columns, 'on_sale', 'rebate', 'created_at', 'listed_at', 'spec_names', 'code'],
    numbers(products).map((id) => [
      ...[id, `c${id % CATEGORIES.length}`, title(id), '好物', '产地直发。', '', 'selfOperated'],
      ...[1000 + (id % 300) * 100, id % 97, id % 50 !== 0, '{}', opened, opened, '["规格"]', `P${id}`],
    ]),
  );
  const skus = ['id', 'product_id', 'name', 'choices', 'code', 'price_fen', 'cost_fen', 'stock', 'sort'];
  await insertRows(
    tx,
    'skus',
    skus,
    numbers(products * 2).map((id) => {
      const product = Math.ceil(id / 2);
      const name = id % 2 === 1 ? '单份' : '双份';
      const price = (1000 + (product % 300) * 100) * (id % 2 === 1 ? 1 : 2);
      return [
        ...[id, product, name, JSON.stringify([name]), `S${id}`, price, Math.floor((price * 3) / 5)],
        ...[1_000_000, id % 2],
      ];
    }),
  );
  for (let from = 0; from < products; from += 500) {
    const words = numbers(products)
      .slice(from, from + 500)
      .map((id) => ({
        ...{ id: productId(String(id)) as ProductId, title: title(id), texts: ['好物', `P${id}`] },
        categoryName: pick(CATEGORIES, id),
      }));
    await indexTerms(tx, words);
  }
}

/** Orders come, and the worker settles them meanwhile in a process of its own. */
async function trade(
  db: Database,
  url: string,
  size: BigShopSize,
  openedAt: number,
  detail: (text: string) => void,
): Promise<void> {
  const next = bigOrderMaker(size, openedAt, Date.now());
  let written = 0;
  let isAll = false;
  const write = async (): Promise<void> => {
    for (; written < size.orders; written += ORDERS_AT_ONCE) {
      const some = numbers(Math.min(ORDERS_AT_ONCE, size.orders - written)).map(() => next());
      await inTransaction(db, (tx) => writeBigOrders(tx, some));
      detail(`${written} orders`);
    }
    isAll = true;
  };
  await withWorker({ url, batch: SETTLED_AT_ONCE, record: false }, async (settleAll) => {
    const settle = async (): Promise<void> => {
      while (!isAll) await settleAll();
      await settleAll();
    };
    await Promise.all([write(), settle()]);
  });
  // What follows a settlement in the running shop: its figures, and how many pieces were sold.
  await execute(db, 'DELETE FROM figure_tasks');
  await execute(
    db,
    `INSERT INTO member_figures (member_id, spent_fen, completed_orders)
     SELECT member_id, SUM(total_fen), COUNT(*) FROM orders WHERE state = 'completed' GROUP BY member_id`,
  );
}

/** Every message that the outbox holds is in an inbox, one in three is read. */
async function deliver(db: Database, detail: (text: string) => void): Promise<void> {
  for (let from = 0; ; from += MESSAGES_AT_ONCE) {
    const delivered = await execute(
      db,
      `INSERT INTO messages (outbox_id, member_id, kind, title, body, order_id, at, read_at, wechat_state)
       SELECT id, member_id, kind, '排队进展', '您的权益有新的进展，点击查看。', NULL, created_at,
         IF(id % 3 = 0, created_at, NULL), IF(kind = 'rewarded', IF(id % 3 = 0, 'sent', 'notAccepted'), 'none')
       FROM outbox WHERE id > ? AND id <= ?`,
      [from, from + MESSAGES_AT_ONCE],
    );
    await execute(db, 'UPDATE outbox SET next_try_at = NULL WHERE id > ? AND id <= ?', [
      from,
      from + MESSAGES_AT_ONCE,
    ]);
    detail(`${from} messages`);
    if (delivered === 0) return;
  }
}

async function analyze(db: Database): Promise<void> {
  const names = (await db.sequelize.getQueryInterface().showAllTables()).map(String);
  await db.sequelize.query(`ANALYZE TABLE ${names.map((name) => `\`${name}\``).join(', ')}`);
}

/** A name that no other request has. */
export const newKey = (): string => randomBytes(12).toString('hex');
