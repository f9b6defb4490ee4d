import { createHash } from 'node:crypto';
import { memberId, orderId, productId } from '@paifan/shared/ids/ids';
import { fen, ZERO_FEN } from '@paifan/shared/money/fen';
import { quoteLine } from '@paifan/shared/rebate/settle/place';
import { defaultSettings } from '@paifan/shared/settings/platformSettings';
import { createScratchDatabase, dropDatabase } from '../../scripts/database/scratch';
import { closeDatabase, openDatabase, type Database } from '../../server/src/db/connect';
import { insertRows } from '../../server/src/db/bulk';
import { migrate } from '../../server/src/db/migrate';
import type { SqlValue } from '../../server/src/db/query';
import { inTransaction, type Tx } from '../../server/src/db/transaction';
import { seededRandom } from './random';

/** What a shop is made of. The same options give the same rows, to the byte. */
export interface PaidShopOptions {
  /** Products: each has a queue of its own, or all share the queue of the mall. */
  readonly products: number;
  readonly oneQueue: boolean;
  readonly members: number;
}

/** A scratch database with a shop in it: real schema, default settings, members with inviters, products. */
export interface PaidShop {
  readonly db: Database;
  readonly url: string;
  /** Writes orders that are paid, with their settlement tasks, as a day of payments leaves them; nothing is settled yet. */
  pay(orders: number): Promise<void>;
  drop(): Promise<void>;
}

const OPENED_AT = Date.parse('2026-01-05T02:00:00Z');
const ROWS_AT_ONCE = 1000;
const hash = createHash('sha256').update('bench').digest();

/** Opens one on the server of `serverUrl`. Drop it in the end. */
export async function openPaidShop(serverUrl: string, options: PaidShopOptions): Promise<PaidShop> {
  const url = await createScratchDatabase(serverUrl, 'paifan_bench');
  await migrate(url);
  const db = openDatabase(url, { poolSize: 20 });
  await writeShop(db, options);
  const next = orderMaker(options);
  return {
    db,
    url,
    async pay(orders) {
      for (let left = orders; left > 0; left -= ROWS_AT_ONCE) {
        const some = Array.from({ length: Math.min(left, ROWS_AT_ONCE) }, next);
        await inTransaction(db, (tx) => writeOrders(tx, some));
      }
    },
    async drop() {
      await closeDatabase(db);
      await dropDatabase(url);
    },
  };
}

const settingsOf = ({ oneQueue }: PaidShopOptions) => ({ ...defaultSettings(), mallSharesQueue: oneQueue });

async function writeShop(db: Database, options: PaidShopOptions): Promise<void> {
  const opened = new Date(OPENED_AT);
  const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  await db.settingsVersions.create({
    id: '1',
    settings: settingsOf(options),
    note: 'benchmark',
    publishedBy: 'benchmark',
    publishedAt: opened,
  });
  await db.categories.create({ id: 'all', name: 'all', sort: 1 });
  await inTransaction(db, async (tx) => {
    const members = ['id', 'openid', 'nickname', 'avatar', 'inviter_id', 'invite_code', 'joined_at'];
    await insertRows(
      tx,
      'members',
      members,
      numbers(options.members).map((id) => [
        ...[id, `openid-${id}`, `member ${id}`, '', id < 6 ? null : Math.floor(id / 6)],
        ...[String(id).padStart(8, '0'), opened],
      ]),
    );
    const products = ['id', 'category_id', 'title', 'summary', 'detail', 'picture', 'source', 'price_fen'];
    await insertRows(
      tx,
      'products',
      [...products, 'on_sale', 'rebate', 'created_at'],
      numbers(options.products).map((id) => [
        ...[id, 'all', `product ${id}`, '', '', '', 'selfOperated', 1000, true, '{}', opened],
      ]),
    );
    await insertRows(
      tx,
      'skus',
      ['id', 'product_id', 'name', 'price_fen', 'cost_fen', 'stock'],
      numbers(options.products).map((id) => [id, id, '', 1000, 600, 1_000_000]),
    );
  });
}

interface PaidOrder {
  readonly order: SqlValue[];
  readonly line: SqlValue[];
  readonly task: SqlValue[];
}

const MEMBER_PAYS = ['id', 'no', 'member_id', 'kind', 'state', 'total_fen', 'settings_version_id'];
const ORDER = [...MEMBER_PAYS, 'idempotency_key', 'request_hash', 'placed_at', 'expires_at', 'paid_at'];
const LINE_PAID = [
  'order_id',
  'line_no',
  'product_id',
  'sku_id',
  'title',
  'unit_price_fen',
  'quantity',
  'paid_fen',
];
const LINE = [...LINE_PAID, 'cost_fen', 'queue_key', 'terms', 'explanation'];
const TASK = ['queue_key', 'kind', 'cause', 'order_id', 'at'];

/**
 * Orders of one line, a second apart, of whichever member and product, 5 to 500 yuan, many small and few large, at a margin of 40 %. By
 * the default settings an order gives a tenth, which pays one entry in part, or up to some dozens of small ones.
 */
function orderMaker(options: PaidShopOptions): () => PaidOrder {
  const settings = settingsOf(options);
  const random = seededRandom(20_260_105);
  const pick = (count: number): number => 1 + Math.floor(random() * count);
  let id = 0;
  return () => {
    id += 1;
    const at = new Date(OPENED_AT + id * 1000);
    const product = pick(options.products);
    const member = String(pick(options.members));
    const paidFen = fen(500 + Math.floor(random() ** 3 * 49_500));
    const { terms, explanation } = quoteLine(
      { kind: 'mall', product: { id: productId(String(product)), rules: {} }, store: null, paidFen },
      { level: null, spent: () => ZERO_FEN },
      settings,
    );
    const no = `BENCH${String(id).padStart(20, '0')}`;
    return {
      order: [
        ...[orderId(String(id)), no, memberId(member), 'mall', 'paid', paidFen, 1, no, hash, at, at, at],
      ],
      line: [
        ...[
          id,
          0,
          product,
          product,
          `product ${product}`,
          paidFen,
          1,
          paidFen,
          Math.floor((paidFen * 3) / 5),
        ],
        ...[terms.queue, JSON.stringify(terms), JSON.stringify(explanation)],
      ],
      task: [terms.queue, 'paid', String(id), id, at],
    };
  };
}

async function writeOrders(tx: Tx, orders: readonly PaidOrder[]): Promise<void> {
  await insertRows(
    tx,
    'orders',
    ORDER,
    orders.map(({ order }) => order),
  );
  await insertRows(
    tx,
    'order_lines',
    LINE,
    orders.map(({ line }) => line),
  );
  await insertRows(
    tx,
    'settlement_tasks',
    TASK,
    orders.map(({ task }) => task),
  );
}
