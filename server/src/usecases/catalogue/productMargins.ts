import { isDeepStrictEqual } from 'node:util';
import { ApiError } from '@paifan/shared/errors/errors';
import { productId, type ProductId } from '@paifan/shared/ids/ids';
import type { Catalogue } from '@paifan/shared/rebate/margin/catalogue';
import { checkMargins, type MarginFinding } from '@paifan/shared/rebate/margin/checkMargins';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import type { ItemRules } from '@paifan/shared/settings/rules';
import type { SkuRow, StoreRow } from '../../db/models/catalogue';
import type { Executor } from '../../db/transaction';
import { rulesOfStore } from '../checkout/storeRules';
import { withTitles } from '../settings/marginTitles';
import { named } from '../settings/namedFinding';

/** What of a product decides whether it earns what it gives. */
export interface Earning {
  /** null: a product of the mall. */
  readonly store: StoreRow | null;
  readonly rules: ItemRules;
  readonly skus: readonly Pick<SkuRow, 'name' | 'priceFen' | 'costFen'>[];
}

/** A finding about a product that has no id yet says `product:new`. */
const NEW = productId('new');

function catalogueOf(id: ProductId, { store, rules, skus }: Earning): Catalogue {
  if (store !== null) {
    return {
      products: [],
      stores: [{ id: store.id, rules: rulesOfStore(store), products: [{ id, rules }] }],
    };
  }
  const priced = skus.map(({ name, priceFen, costFen }) => ({
    ...{ name: name === '' ? null : name, priceFen, costFen },
  }));
  return { products: [{ id, rules, skus: priced }], stores: [] };
}

/** What of a product gives more than it earns. What a store gives with all its products is not said here. SPEC section 12. */
function findingsOf(settings: PlatformSettings, id: ProductId, earning: Earning): MarginFinding[] {
  return checkMargins(settings, catalogueOf(id, earning)).filter(
    ({ subject }) => subject.type === 'product' || (subject.type === 'store' && subject.product !== null),
  );
}

const earns = ({ rules, skus }: Earning) => ({
  rules,
  prices: skus.map(({ name, priceFen, costFen }) => ({ name, priceFen, costFen })),
});

/**
 * Judges a product that is saved as publishing settings would. What neither its price nor its rules changed is not judged again.
 * @param before as it was; null: it is new
 * @param overruled names of findings that may pass all the same
 * @returns the names of those that did
 * @throws ApiError margin_exceeded, with the findings that nobody overruled
 */
export async function assertEarns(
  executor: Executor,
  settings: PlatformSettings,
  id: ProductId | null,
  { before, after }: { readonly before: Earning | null; readonly after: Earning },
  overruled: readonly string[],
): Promise<string[]> {
  if (before !== null && isDeepStrictEqual(earns(before), earns(after))) return [];
  const findings = findingsOf(settings, id ?? NEW, after).map(named);
  const blocking = findings.filter(({ name }) => !overruled.includes(name));
  if (blocking.length > 0) {
    const message = '商品的让利超出利润，确认后才能保存';
    throw new ApiError('margin_exceeded', message, { findings: await withTitles(executor, blocking) });
  }
  return findings.map(({ name }) => name);
}
