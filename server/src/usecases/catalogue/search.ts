import { queryTermsOf } from '@paifan/shared/catalogue/terms';
import type { SqlParameter } from '../../db/query';
import { PLACES } from './terms';

/** A FROM over `products p`, of all products or of those that a query finds. */
export interface FoundSql {
  readonly from: string;
  readonly parameters: Readonly<Record<string, SqlParameter>>;
  /** How many of the query's words stand in the title; null: nothing is searched for. */
  readonly titleHits: string | null;
}

const EVERYTHING: FoundSql = { from: 'products p', parameters: {}, titleHits: null };

/**
 * What a query finds: products that have all its words.
 * @param search empty: everything
 * @returns null: the query says nothing that could be found
 */
export function foundSql(search: string): FoundSql | null {
  if (search === '') return EVERYTHING;
  const terms = queryTermsOf(search);
  if (terms.length === 0) return null;
  // One word may begin several of a product, which is found once.
  const tables = terms.map(({ isPrefix }, index) =>
    isPrefix
      ? `(SELECT product_id, BIT_OR(places) AS places FROM product_terms WHERE term LIKE :term${index} GROUP BY product_id) t${index}`
      : `(SELECT product_id, places FROM product_terms WHERE term = :term${index}) t${index}`,
  );
  const [first = '', ...others] = tables;
  const joins = others.map((table, index) => `JOIN ${table} ON t${index + 1}.product_id = t0.product_id`);
  return {
    // Words first: whatever the order of the list is, only what is found is looked at.
    from: `${[first, ...joins].join(' ')} STRAIGHT_JOIN products p ON p.id = t0.product_id`,
    // A word has letters, figures and characters only: nothing in it means more to LIKE.
    parameters: Object.fromEntries(
      terms.map(({ term, isPrefix }, index) => [`term${index}`, isPrefix ? `${term}%` : term]),
    ),
    titleHits: terms.map((_, index) => `(t${index}.places & ${PLACES.title})`).join(' + '),
  };
}
