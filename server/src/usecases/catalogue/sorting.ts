import type { ProductSort } from '@paifan/shared/catalogue/products';
import type { SqlParameter } from '../../db/query';

/** By what a list is sorted, one after the other; the last is unique. */
interface SortKey {
  readonly sql: string;
  readonly down: boolean;
}

const ID_DOWN: SortKey = { sql: 'p.id', down: true };
const SOLD_DOWN: SortKey = { sql: 'p.sold', down: true };

const SORTS: Readonly<Record<ProductSort, readonly SortKey[]>> = {
  newest: [ID_DOWN],
  sold: [SOLD_DOWN, ID_DOWN],
  priceUp: [
    { sql: 'p.price_fen', down: false },
    { sql: 'p.id', down: false },
  ],
  priceDown: [{ sql: 'p.price_fen', down: true }, ID_DOWN],
};

/** The index that has a store's or the mall's products on sale in this order, all of them or those of a category. */
const INDEXES: Readonly<Record<ProductSort, readonly [all: string, ofCategory: string]>> = {
  newest: ['products_of_store', 'products_of_category'],
  sold: ['products_by_sold', 'products_of_category_by_sold'],
  priceUp: ['products_by_price', 'products_of_category_by_price'],
  priceDown: ['products_by_price', 'products_of_category_by_price'],
};

/** Named, for a planner that may choose reads half of the mall and sorts it. */
export function indexFor(sort: ProductSort = 'newest', isOfCategory: boolean): string {
  const [all, ofCategory] = INDEXES[sort];
  return isOfCategory ? ofCategory : all;
}

/** Parts of a SELECT that give one page of a sorted list. */
export interface SortSql {
  /** What the next page starts behind, as the column `place`. */
  readonly place: string;
  /** What is behind the cursor. */
  readonly after: string;
  readonly parameters: Readonly<Record<string, SqlParameter>>;
  readonly order: string;
}

/**
 * A page is found by where the one before ended, never by counting: it is as fast on the thousandth page as on the first.
 * @param titleHits given: what has more of the words in its title comes first, then what was sold more often
 * @param cursor a `place`; one that is not of this sort is the first page
 */
export function sortSql(
  sort: ProductSort | undefined,
  titleHits: string | null,
  cursor: string | null | undefined,
): SortSql {
  const best: readonly SortKey[] | null =
    titleHits === null ? null : [{ sql: `(${titleHits})`, down: true }, SOLD_DOWN, ID_DOWN];
  const keys = sort === undefined ? (best ?? SORTS.newest) : SORTS[sort];
  const values = (cursor ?? '').split('-');
  const isOurs = values.length === keys.length && values.every((value) => /^\d{1,19}$/.test(value));
  return {
    place: `CONCAT_WS('-', ${keys.map(({ sql }) => sql).join(', ')})`,
    after: isOurs ? after(keys, 0) : 'TRUE',
    parameters: isOurs
      ? Object.fromEntries(values.map((value, index) => [`after${index}`, BigInt(value)]))
      : {},
    order: keys.map(({ sql, down }) => `${sql} ${down ? 'DESC' : 'ASC'}`).join(', '),
  };
}

/** `a <= ? AND (a < ? OR (b <= ? AND …))`: the first half lets an index find the place. */
function after(keys: readonly SortKey[], index: number): string {
  const [key, ...rest] = keys;
  if (key === undefined) return 'FALSE';
  const sign = key.down ? '<' : '>';
  const strictly = `${key.sql} ${sign} :after${index}`;
  if (rest.length === 0) return strictly;
  return `${key.sql} ${sign}= :after${index} AND (${strictly} OR (${after(rest, index + 1)}))`;
}
