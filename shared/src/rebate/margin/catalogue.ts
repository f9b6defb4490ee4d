import type { ProductId, StoreId } from '../../ids/ids';
import type { Fen } from '../../money/fen';
import type { ItemRules, StoreRules } from '../../settings/rules';

/*
 * What is sold, as far as the margin guard looks at it. SPEC section 12.
 */

/** A version of a product with a price of its own. `name` tells it from the others; null: the product has no others. */
export interface CatalogueSku {
  readonly name: string | null;
  readonly priceFen: Fen;
  /** For a supplier's product the supply price. */
  readonly costFen: Fen;
}

/** A mall product. */
export interface CatalogueProduct {
  readonly id: ProductId;
  readonly rules: ItemRules;
  readonly skus: readonly CatalogueSku[];
}

/** A store and what it offers online; its price does not matter, for the platform's margin is its commission. */
export interface CatalogueStore {
  readonly id: StoreId;
  readonly rules: StoreRules;
  readonly products: readonly { readonly id: ProductId; readonly rules: ItemRules }[];
}

export interface Catalogue {
  readonly products: readonly CatalogueProduct[];
  readonly stores: readonly CatalogueStore[];
}
