import { z } from 'zod';
import { termsOf, TERMS_VERSION } from '@paifan/shared/catalogue/terms';
import type { ProductId } from '@paifan/shared/ids/ids';
import { openWrites } from '../../db/bulk';
import { productIdColumn } from '../../db/columns';
import { execute, query } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';

/** Where a word of a product stands, as bits of `places`. */
export const PLACES = { title: 1, text: 2, category: 4 } as const;

const ALL_PLACES = 7;

/** What a product is found by. */
export interface ProductWords {
  readonly id: ProductId;
  readonly title: string;
  /** Summary, and the codes of the product and its SKUs. */
  readonly texts: readonly string[];
  readonly categoryName: string;
}

function placesOf({ title, texts, categoryName }: ProductWords): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  const add = (text: string, place: number): void => {
    for (const term of termsOf(text)) places.set(term, (places.get(term) ?? 0) | place);
  };
  add(title, PLACES.title);
  for (const text of texts) add(text, PLACES.text);
  add(categoryName, PLACES.category);
  return places;
}

/** Takes the words of products anew; in the transaction that changes them. */
export async function indexTerms(tx: Tx, products: readonly ProductWords[]): Promise<void> {
  if (products.length === 0) return;
  const ids = products.map(({ id }) => id);
  await execute(tx, 'DELETE FROM product_terms WHERE product_id IN (?)', [ids]);
  const rows = products.flatMap((product) =>
    [...placesOf(product)].map(([term, places]) => [term, product.id, places] as const),
  );
  const writes = openWrites(tx);
  // In the order of the key, so that two who write never wait for each other in a circle.
  rows.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  await writes.insert('product_terms', ['term', 'product_id', 'places'], rows);
  await writes.done();
  await execute(tx, 'UPDATE products SET terms_version = ? WHERE id IN (?)', [TERMS_VERSION, ids]);
}

const wordsRow = z
  .object({
    id: productIdColumn,
    title: z.string(),
    summary: z.string(),
    code: z.string().nullable(),
    sku_codes: z.string().nullable(),
    category: z.string(),
  })
  .transform(({ id, title, summary, code, sku_codes, category }) => ({
    ...{ id, title, categoryName: category },
    texts: [summary, code ?? '', sku_codes ?? ''],
  }));

const CHUNK = 500;

/**
 * Takes the words of products whose words were never taken, or by older rules: after an upgrade, and of products that came into the
 * database beside the shop.
 * @returns how many
 */
export async function indexProducts({ db }: Pick<ShopContext, 'db'>): Promise<number> {
  for (let indexed = 0; ;) {
    const found = await inTransaction(db, async (tx) => {
      const products = await query(
        tx,
        `SELECT p.id, p.title, p.summary, p.code, c.name AS category,
           (SELECT GROUP_CONCAT(s.code SEPARATOR ' ') FROM skus s WHERE s.product_id = p.id AND s.removed_at IS NULL) AS sku_codes
         FROM products p JOIN categories c ON c.id = p.category_id
         WHERE p.terms_version < ? ORDER BY p.terms_version, p.id LIMIT ${CHUNK} FOR UPDATE`,
        [TERMS_VERSION],
        wordsRow,
      );
      await indexTerms(tx, products);
      return products.length;
    });
    indexed += found;
    if (found < CHUNK) return indexed;
  }
}

/** The words of a category's name changed: those of its products follow, whatever else they say. */
export async function renameCategoryTerms(
  tx: Tx,
  { categoryId, from, to }: { categoryId: string; from: string; to: string },
): Promise<void> {
  const [old, now] = [termsOf(from), termsOf(to)];
  const gone = [...old].filter((term) => !now.has(term));
  const come = [...now].filter((term) => !old.has(term));
  const inCategory = 'product_id IN (SELECT id FROM products WHERE category_id = ?)';
  const { category } = PLACES;
  if (gone.length > 0) {
    await execute(tx, `DELETE FROM product_terms WHERE term IN (?) AND places = ? AND ${inCategory}`, [
      gone,
      category,
      categoryId,
    ]);
    await execute(
      tx,
      `UPDATE product_terms SET places = places & ${ALL_PLACES - category} WHERE term IN (?) AND ${inCategory}`,
      [gone, categoryId],
    );
  }
  for (const term of come)
    await execute(
      tx,
      `INSERT INTO product_terms (term, product_id, places)
       SELECT ?, id, ? FROM products WHERE category_id = ? AND terms_version > 0
       ON DUPLICATE KEY UPDATE places = product_terms.places | ?`,
      [term, category, categoryId, category],
    );
}
