import { z } from 'zod';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import { execute, query, queryOne } from '../../src/db/query';
import { createTestDatabase, type TestDatabase } from '../support/database';

let base: TestDatabase;
beforeAll(async () => {
  base = await createTestDatabase();
});
afterAll(() => base.drop());

const valueRow = z.object({ value: z.unknown() });
const read = async (expression: string, parameters: readonly string[] = []): Promise<unknown> =>
  (await queryOne(base.db, `SELECT ${expression} AS value`, parameters, valueRow))?.value;

describe('what a column is in code', () => {
  test('ids are strings, whatever their size', async () => {
    const row = z.object({ id: z.unknown(), queue_id: z.unknown() });
    const rows = await query(
      base.db,
      'SELECT 7 AS id, CAST(9007199254740993 AS UNSIGNED) AS queue_id',
      [],
      row,
    );
    expect(rows).toEqual([{ id: '7', queue_id: '9007199254740993' }]);
  });

  test('amounts are whole numbers; one that code cannot hold exactly is an error and not another amount', async () => {
    expect(await read('CAST(9007199254740991 AS SIGNED)')).toBe(9007199254740991);
    await expect(read('CAST(9007199254740993 AS SIGNED)')).rejects.toThrow(
      /more than a whole number in code can hold/,
    );
  });

  test('a sum of whole numbers is a whole number', async () => {
    expect(await read('(SELECT SUM(x) FROM (SELECT 1 AS x UNION ALL SELECT 2) numbers)')).toBe(3);
  });

  test.each([
    ['0.650000', '0.65'],
    ['1.000000', '1'],
    ['10.000000', '10'],
    ['0.000000', '0'],
    ['0.000001', '0.000001'],
  ])('a ratio kept as %s is %s', async (kept, value) => {
    expect(await read('CAST(? AS DECIMAL(12,6))', [kept])).toBe(value);
  });

  test('a time is a Date in UTC, to the millisecond, there and back', async () => {
    const at = new Date('2026-01-05T10:00:00.123Z');
    expect(await read("CAST('2026-01-05 10:00:00.123' AS DATETIME(3))")).toEqual(at);
    const row = await queryOne(base.db, 'SELECT CAST(:at AS DATETIME(3)) AS value', { at }, valueRow);
    expect(row?.value).toEqual(at);
  });

  test('a day is its text', async () => expect(await read("CAST('2026-01-05' AS DATE)")).toBe('2026-01-05'));
});

describe('models', () => {
  const product = {
    categoryId: 'tea',
    title: '龙井茶 🍵',
    summary: '',
    detail: '',
    picture: '',
    source: 'selfOperated',
    priceFen: fen(16_800),
    sold: 5,
    onSale: true,
    rebate: { entitlementRatio: ratio('1.3'), spendTiers: [{ days: 30, minFen: 1, ratio: ratio('2') }] },
    createdAt: new Date('2026-01-05T10:00:00.123Z'),
  } as const;

  /** What the columns say of a product that was not told of them. */
  const byDefault = {
    ...{ merchantId: null, storeId: null, code: null, freightTemplateId: null, listedAt: null },
    ...{ pictures: [], detailPictures: [], specNames: [], weightGrams: 0, version: 1 },
    ...{ offersExpress: true, offersPickup: true },
  };

  test('a row is read as it was written: id, amounts, switches, times and rules', async () => {
    await base.db.categories.create({ id: 'tea', name: '茶', sort: 1 });
    const { id } = await base.db.products.create(product);
    expect(typeof id).toBe('string');
    const found = await base.db.products.findByPk(id);
    expect(found?.get({ plain: true })).toEqual({ ...byDefault, ...product, id });
  });

  test('what does not fit a column is refused, not cut', async () => {
    await expect(base.db.categories.create({ id: 'x'.repeat(33), name: '茶', sort: 1 })).rejects.toThrow(
      /too long/,
    );
  });

  test('a statement changes what it says, and tells how many rows', async () => {
    const take = (sold: number): Promise<number> =>
      execute(
        base.db,
        "UPDATE products SET sold = sold - :sold WHERE category_id = 'tea' AND sold >= :sold",
        { sold },
      );
    expect(await take(5)).toBe(1);
    expect(await take(1)).toBe(0);
  });
});
