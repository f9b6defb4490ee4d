/** Where products come from: the three sources of the mall, and what alliance stores sell online. SPEC section 1. */
export const PRODUCT_SOURCES = ['selfOperated', 'supplier', 'supplyChain', 'store'] as const;
export type ProductSource = (typeof PRODUCT_SOURCES)[number];

/** In what order a list of products may come. */
export const PRODUCT_SORTS = ['newest', 'sold', 'priceUp', 'priceDown'] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

/** A SKU is called by its choices; one without any is the product's only one. */
export const skuName = (choices: readonly string[]): string => choices.join(' / ');

/** What is judged of a SKU beside its fields. */
export interface SkuChoices {
  readonly choices: readonly string[];
  readonly onSale: boolean;
}

/** What makes a set of SKUs impossible, each with the index of the SKU that it is about; -1: the product. */
export type SkuProblem =
  /** It has more or fewer choices than the product has spec names. */
  | { readonly problem: 'choices'; readonly sku: number }
  /** Another one before it has the same choices. */
  | { readonly problem: 'twice'; readonly sku: number }
  /** A product with several SKUs has to say what they differ in. */
  | { readonly problem: 'specNames'; readonly sku: -1 }
  /** A product that is on sale sells something. */
  | { readonly problem: 'nothingOnSale'; readonly sku: -1 };

/** Judges the SKUs of a product together. */
export function skuProblems(
  specNames: readonly string[],
  skus: readonly SkuChoices[],
  isOnSale: boolean,
): SkuProblem[] {
  const seen = new Set<string>();
  const problems: SkuProblem[] = [];
  if (new Set(specNames).size < specNames.length || (skus.length > 1 && specNames.length === 0))
    problems.push({ problem: 'specNames', sku: -1 });
  for (const [sku, { choices }] of skus.entries()) {
    const name = skuName(choices);
    if (choices.length !== specNames.length) problems.push({ problem: 'choices', sku });
    else if (seen.has(name)) problems.push({ problem: 'twice', sku });
    seen.add(name);
  }
  if (isOnSale && !skus.some(({ onSale }) => onSale)) problems.push({ problem: 'nothingOnSale', sku: -1 });
  return problems;
}
