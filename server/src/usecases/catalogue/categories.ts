import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { OperatorId } from '@paifan/shared/ids/ids';
import { audit, type AuditEntry } from '../../db/audit';
import { countColumn } from '../../db/columns';
import { isDuplicate } from '../../db/errors';
import type { CategoryRow } from '../../db/models/catalogue';
import { query } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { renameCategoryTerms } from './terms';

type Office = Pick<ShopContext, 'db' | 'clock'>;

const countedRow = z.object({ id: z.string(), name: z.string(), products: countColumn });
export type CountedCategory = z.output<typeof countedRow>;

/** Categories in their order, with how many products each has. */
export const readCountedCategories = ({ db }: Pick<ShopContext, 'db'>): Promise<CountedCategory[]> =>
  query(
    db,
    `SELECT c.id, c.name, (SELECT COUNT(*) FROM products p WHERE p.category_id = c.id) AS products
     FROM categories c ORDER BY c.sort, c.id`,
    [],
    countedRow,
  );

/** All of them under their locks: whoever else changes one waits. */
const lockCategories = ({ db }: Pick<ShopContext, 'db'>, tx: Tx): Promise<CategoryRow[]> =>
  db.categories.findAll({ order: [['id', 'ASC']], lock: tx.LOCK.UPDATE, transaction: tx });

const auditCategory = (tx: Tx, by: OperatorId, at: Date, entry: Omit<AuditEntry, 'at' | 'operatorId'>) =>
  audit(tx, { ...entry, at, operatorId: by });

async function refusingTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error, 'categories_name')) throw new ApiError('category_taken');
    throw error;
  }
}

/** Adds a category behind all others. @throws ApiError category_taken, forbidden_phrase */
export async function createCategory(office: Office, by: OperatorId, name: string): Promise<CountedCategory> {
  assertAllowedTexts({ name });
  return refusingTaken(() =>
    inTransaction(office.db, async (tx) => {
      const known = await lockCategories(office, tx);
      const id = randomBytes(5).toString('hex');
      const sort = Math.max(0, ...known.map((category) => category.sort)) + 1;
      await office.db.categories.create({ id, name, sort }, { transaction: tx });
      await auditCategory(tx, by, office.clock.now(), {
        ...{ action: 'category.created', subject: `category:${id}`, before: null, after: { name, sort } },
      });
      return { id, name, products: 0 };
    }),
  );
}

/** Renames a category; its products are found by the new name. @throws ApiError category_not_found, category_taken, forbidden_phrase */
export async function renameCategory(
  office: Office,
  by: OperatorId,
  id: string,
  name: string,
): Promise<CountedCategory> {
  assertAllowedTexts({ name });
  return refusingTaken(() =>
    inTransaction(office.db, async (tx) => {
      const row = find(await lockCategories(office, tx), id);
      const before = { name: row.name };
      await row.update({ name }, { transaction: tx });
      await renameCategoryTerms(tx, { categoryId: id, from: before.name, to: name });
      await auditCategory(tx, by, office.clock.now(), {
        ...{ action: 'category.changed', subject: `category:${id}`, before, after: { name } },
      });
      const products = await office.db.products.count({ where: { categoryId: id }, transaction: tx });
      return { id, name, products };
    }),
  );
}

/** Puts the categories in this order. @throws ApiError category_not_found unless each of them is named once */
export async function sortCategories(
  office: Office,
  by: OperatorId,
  ids: readonly string[],
): Promise<CountedCategory[]> {
  await inTransaction(office.db, async (tx) => {
    const known = await lockCategories(office, tx);
    if (new Set(ids).size !== ids.length || ids.length !== known.length)
      throw new ApiError('category_not_found');
    const before = [...known].sort((a, b) => a.sort - b.sort).map(({ id }) => id);
    for (const [sort, id] of ids.entries()) await find(known, id).update({ sort }, { transaction: tx });
    await auditCategory(tx, by, office.clock.now(), {
      ...{ action: 'category.sorted', subject: 'categories:all', before: { ids: before }, after: { ids } },
    });
  });
  return readCountedCategories(office);
}

/** Takes a category away. @throws ApiError category_not_found, category_in_use */
export async function deleteCategory(office: Office, by: OperatorId, id: string): Promise<void> {
  await inTransaction(office.db, async (tx) => {
    const row = find(await lockCategories(office, tx), id);
    const used = await office.db.products.findOne({
      where: { categoryId: id },
      attributes: ['id'],
      transaction: tx,
    });
    if (used !== null) throw new ApiError('category_in_use');
    await row.destroy({ transaction: tx });
    await auditCategory(tx, by, office.clock.now(), {
      ...{ action: 'category.deleted', subject: `category:${id}` },
      ...{ before: { name: row.name }, after: null },
    });
  });
}

function find(categories: readonly CategoryRow[], id: string): CategoryRow {
  const row = categories.find((category) => category.id === id);
  if (row === undefined) throw new ApiError('category_not_found');
  return row;
}
