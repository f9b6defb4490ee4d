import { ensureDatabase } from '../scripts/database';
import { step } from '../scripts/terminal';
import { systemClock } from '../server/src/clock';
import { insertRows } from '../server/src/db/bulk';
import type { Database } from '../server/src/db/connect';
import { execute } from '../server/src/db/query';
import { inTransaction } from '../server/src/db/transaction';
import { indexProducts } from '../server/src/usecases/catalogue/terms';
import { readProducts, type ProductQuery } from '../server/src/usecases/catalogue/readCatalogue';
import type { Measured } from './support/measured';
import { wholeNumbers } from './support/options';
import { openPaidShop } from './support/paidShop';
import { seededRandom } from './support/random';
import { inHundredths, median } from './support/settling';

const PAGE = 20;
const ROWS_AT_ONCE = 5_000;

/** What titles and summaries are made of: some words stand in every tenth product, most in few. */
const COMMON = ['茶', '龙井', '手工', '新鲜', '礼盒', '农家', '有机', '家用', '大号', '经典'];
const GLYPHS = '春夏秋冬山水云月风花雪松竹梅兰菊桃李杏石金木火土青红白黑大小长短高低明清远近天地江河湖海';

/**
 * The first page of a search among many products, by what is looked for, beside the same page without a search and beside a LIKE over
 * title and summary, which is what an index of words replaces.
 */
export async function benchSearch(args: readonly string[]): Promise<Measured> {
  const { size, reads } = wholeNumbers(args, { size: 100_000, reads: 60 });
  const { url, stop } = await ensureDatabase();
  const shop = await openPaidShop(url, { products: 1, oneQueue: true, members: 1 });
  try {
    const { db } = shop;
    await step(`${size} products`, (detail) => writeProducts(db, size, detail));
    const begun = performance.now();
    await step('Their words', () => indexProducts({ db }));
    const indexMs = performance.now() - begun;
    const rare = `第${size}号`;
    const queries: Readonly<Record<string, Omit<ProductQuery, 'limit'>>> = {
      none: {},
      rare: { search: rare },
      character: { search: '茶' },
      common: { search: '龙井' },
      words: { search: '手工龙井礼盒' },
      letters: { search: 'ab' },
      commonByPrice: { search: '龙井', sort: 'priceUp' },
      nothing: { search: '龙井 永远没有' },
    };
    const times: Record<string, { p50: number; p99: number }> = {};
    for (const [name, query] of Object.entries(queries))
      times[name] = await step(`${reads} reads: ${name}`, () =>
        timesOf(reads, () => readProducts({ db, clock: systemClock }, null, { ...query, limit: PAGE })),
      );
    const like = await step('LIKE', () => timesOf(Math.ceil(reads / 10), () => readByLike(db, rare)));
    const searches = Object.entries(times).filter(([name]) => name !== 'none');
    const ours = Math.max(...searches.map(([, { p99 }]) => p99));
    return {
      ours,
      yardstick: like.p50,
      ratio: inHundredths(ours / like.p50),
      ...{ likeMs: like.p50, indexSeconds: inHundredths(indexMs / 1000), times, size, reads },
    };
  } finally {
    await shop.drop();
    await stop();
  }
}

async function writeProducts(db: Database, size: number, detail: (text: string) => void): Promise<void> {
  const random = seededRandom(11);
  const pick = <T>(list: ArrayLike<T>): T => list[Math.floor(random() * list.length)] as T;
  const word = (length: number): string => Array.from({ length }, () => pick(GLYPHS)).join('');
  const letters = (): string => Math.floor(random() * 36 ** 4).toString(36);
  for (let from = 2; from <= size + 1; from += ROWS_AT_ONCE) {
    const ids = Array.from({ length: Math.min(ROWS_AT_ONCE, size + 2 - from) }, (_, index) => from + index);
    await inTransaction(db, async (tx) => {
      await insertRows(
        tx,
        'products',
        [
          'id',
          'category_id',
          'title',
          'summary',
          'detail',
          'picture',
          'source',
          'price_fen',
          'sold',
          'on_sale',
          'rebate',
          'created_at',
        ],
        ids.map((id) => [
          ...[id, 'all', `${pick(COMMON)}${word(3)}${pick(COMMON)} ${letters()} ${100 + (id % 900)}g`],
          ...[
            `${word(6)}，${pick(COMMON)}${word(4)}，第${id - 1}号`,
            '',
            '',
            'selfOperated',
            100 + Math.floor(random() * 100_000),
          ],
          ...[Math.floor(random() ** 4 * 10_000), true, '{}', new Date(Date.UTC(2026, 0, 1))],
        ]),
      );
      await execute(
        tx,
        `INSERT INTO skus (product_id, name, price_fen, cost_fen, stock) SELECT id, '', price_fen, 0, 100 FROM products WHERE id >= ?`,
        [from],
      );
    });
    detail(`${from} products`);
  }
}

const readByLike = (db: Database, text: string): Promise<number> =>
  execute(
    db,
    `SELECT id FROM products WHERE store_id IS NULL AND on_sale = 1 AND (title LIKE ? OR summary LIKE ?) ORDER BY id DESC LIMIT ${PAGE}`,
    [`%${text}%`, `%${text}%`],
  );

/** Median and p99 in ms. A first quarter, which fills the caches, is not counted. */
async function timesOf(reads: number, read: () => Promise<unknown>): Promise<{ p50: number; p99: number }> {
  const times: number[] = [];
  for (let turn = -Math.ceil(reads / 4); turn < reads; turn += 1) {
    const begun = performance.now();
    await read();
    if (turn >= 0) times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  const p99 = times[Math.min(times.length - 1, Math.ceil(times.length * 0.99) - 1)] ?? 0;
  return { p50: inHundredths(median(times)), p99: inHundredths(p99) };
}
