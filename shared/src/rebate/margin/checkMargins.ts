import type { ProductId, StoreId } from '../../ids/ids';
import {
  addFractions,
  compareFractions,
  fraction,
  fractionOf,
  multiplyFractions,
  NO_FRACTION,
  roundedDownText,
  roundedUpText,
  subtractFraction,
  type Fraction,
} from '../../money/fraction';
import { compareRatio, ZERO_RATIO, type Ratio } from '../../money/ratio';
import type { PlatformSettings } from '../../settings/platformSettings';
import type { ItemRules } from '../../settings/rules';
import type { RuleOwner } from '../ratio/chains';
import { extractionOf, extractionOwner, isRebateOn, type LineRules } from '../settle/lineRules';
import type { Catalogue, CatalogueProduct, CatalogueSku, CatalogueStore } from './catalogue';

/** What was checked: a version of a mall product, a store's online sales, or its cashier. */
export type MarginSubject =
  | { readonly type: 'product'; readonly product: ProductId; readonly sku: string | null }
  /** With a product: one whose own rules decide what an order of it in this store gives; else all other products. */
  | { readonly type: 'store'; readonly store: StoreId; readonly product: ProductId | null }
  | { readonly type: 'cashier'; readonly store: StoreId };

export type MarginTermKind =
  'extraction' | 'unionPool' | 'direct' | 'indirect' | 'team' | 'recruitment' | 'paymentFee' | 'points';

/**
 * Something that gives more than it earns. Shares are of net paid, as decimals with at most 6 decimals: what is given is
 * rounded up and the margin down, so that an excess of any size is seen.
 */
export interface MarginFinding {
  readonly subject: MarginSubject;
  /** All that a purchase gives, in the order of SPEC section 12, also what is 0. */
  readonly terms: readonly { readonly kind: MarginTermKind; readonly ratio: string }[];
  /** Whose extraction ratio it is; null: the rebate is off, or the scheme is `union`. */
  readonly extractionFrom: RuleOwner | null;
  readonly sum: string;
  /** (price − cost) ÷ price, or the commission; below zero when the cost is above the price; null for a price of 0. */
  readonly margin: string | null;
  /** sum − margin; null for a price of 0. */
  readonly over: string | null;
}

/** The settings that the guard weighs. */
export type MarginSettings = Pick<
  PlatformSettings,
  | 'enabled'
  | 'scheme'
  | 'extractionRatio'
  | 'union'
  | 'referral'
  | 'team'
  | 'recruitment'
  | 'paymentFeeRatio'
  | 'pointsPerYuan'
  | 'deductions'
>;

type Term = readonly [kind: MarginTermKind, share: Fraction];

/** The differentials of a chain of inviters add up to the highest ratio among them. SPEC section 9. */
function highestTeamRatio({ levelRatios, maxDepth }: PlatformSettings['team']): Ratio {
  if (maxDepth === 0) return ZERO_RATIO;
  return Object.values(levelRatios).reduce(
    (highest, ratio) => (compareRatio(ratio, highest) > 0 ? ratio : highest),
    ZERO_RATIO,
  );
}

/** Points given for a yuan, at what they are worth when they are deducted. SPEC section 3. */
const pointsShare = ({ pointsPerYuan, deductions }: MarginSettings): Fraction =>
  multiplyFractions(fractionOf(pointsPerYuan), fractionOf(deductions.points?.valueRatio ?? ZERO_RATIO));

/** What the queue gets of it; a loss gives nothing to a union's pool. */
function queueTerm(rules: LineRules, margin: Fraction | null, settings: MarginSettings): Term {
  const isOn = isRebateOn(rules, settings);
  if (settings.scheme === 'union') {
    const earns = isOn && margin !== null && margin.numerator > 0n;
    const share = earns ? multiplyFractions(fractionOf(settings.union.poolRatio), margin) : NO_FRACTION;
    return ['unionPool', share];
  }
  return ['extraction', isOn ? fractionOf(extractionOf(rules, settings)) : NO_FRACTION];
}

/** What every purchase gives, also one whose rebate is off. SPEC section 6. */
const otherTerms = (settings: MarginSettings, recruitment: readonly Term[]): Term[] => [
  ['direct', fractionOf(settings.referral.directRatio)],
  ['indirect', fractionOf(settings.referral.indirectRatio)],
  ['team', fractionOf(highestTeamRatio(settings.team))],
  ...recruitment,
  ['paymentFee', fractionOf(settings.paymentFeeRatio)],
  ['points', pointsShare(settings)],
];

/** Lists a subject when it does not fit: when a margin of null, that of nothing paid, hides a loss, or when more is given. */
function check(
  subject: MarginSubject,
  rules: LineRules,
  margin: Fraction | null,
  recruitment: readonly Term[],
  settings: MarginSettings,
): MarginFinding[] {
  const terms = [queueTerm(rules, margin, settings), ...otherTerms(settings, recruitment)];
  const sum = addFractions(terms.map(([, share]) => share));
  if (margin !== null && compareFractions(sum, margin) <= 0) return [];
  const isExtracted = settings.scheme === 'perOrder' && isRebateOn(rules, settings);
  return [
    {
      subject,
      terms: terms.map(([kind, share]) => ({ kind, ratio: roundedUpText(share) })),
      extractionFrom: isExtracted ? extractionOwner(rules) : null,
      sum: roundedUpText(sum),
      margin: margin === null ? null : roundedDownText(margin),
      over: margin === null ? null : roundedUpText(subtractFraction(sum, margin)),
    },
  ];
}

function checkSku(
  { id: product, rules }: CatalogueProduct,
  { name: sku, priceFen, costFen }: CatalogueSku,
  settings: MarginSettings,
): MarginFinding[] {
  // Of nothing paid nothing is given: only the cost is lost, and no share of the price says how much.
  if (priceFen === 0 && costFen === 0) return [];
  const margin = priceFen === 0 ? null : fraction(priceFen - costFen, priceFen);
  return check({ type: 'product', product, sku }, { product: rules }, margin, [], settings);
}

/** Do the product's own rules decide what an order of it in a store gives? */
const decidesItself = ({ enabled, extractionRatio }: ItemRules): boolean =>
  enabled === false || extractionRatio !== undefined;

function checkStore(
  { id: store, rules, products }: CatalogueStore,
  settings: MarginSettings,
): MarginFinding[] {
  const commission = fractionOf(rules.commissionRatio);
  const recruitment: Term[] = [
    [
      'recruitment',
      rules.recruiter === null
        ? NO_FRACTION
        : multiplyFractions(fractionOf(settings.recruitment.ratio), commission),
    ],
  ];
  const checkPart = (subject: MarginSubject, part: LineRules): MarginFinding[] =>
    check(subject, part, commission, recruitment, settings);
  return [
    ...checkPart({ type: 'store', store, product: null }, { store: rules.rebate }),
    ...products
      .filter((product) => decidesItself(product.rules))
      .flatMap(({ id: product, rules: own }) =>
        checkPart({ type: 'store', store, product }, { product: own, store: rules.rebate }),
      ),
    ...checkPart({ type: 'cashier', store }, { cashier: rules.cashier }),
  ];
}

/**
 * The margin guard: every mall product (each of its versions) and every store, its online sales and its cashier apart, that
 * gives more than it earns under these settings, published or not; an empty list: everything fits. Compared exactly. SPEC
 * section 12.
 */
export const checkMargins = (settings: MarginSettings, { products, stores }: Catalogue): MarginFinding[] => [
  ...products.flatMap((product) => product.skus.flatMap((sku) => checkSku(product, sku, settings))),
  ...stores.flatMap((store) => checkStore(store, settings)),
];

/** Names what was checked, to overrule the guard for it: `product:12`, `product:12/red`, `store:3/product:7`, `cashier:3`. */
export function marginName(subject: MarginSubject): string {
  switch (subject.type) {
    case 'product':
      return subject.sku === null
        ? `product:${subject.product}`
        : `product:${subject.product}/${subject.sku}`;
    case 'store':
      return subject.product === null
        ? `store:${subject.store}`
        : `store:${subject.store}/product:${subject.product}`;
    case 'cashier':
      return `cashier:${subject.store}`;
  }
}
