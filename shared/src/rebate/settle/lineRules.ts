import type { Ratio } from '../../money/ratio';
import type { PlatformSettings } from '../../settings/platformSettings';
import type { ItemRules, PlaceRules } from '../../settings/rules';
import type { RuleOwner } from '../ratio/chains';

/** Whose rules a line follows beside the platform's: a product's, a store's online sales', a cashier's. */
export interface LineRules {
  readonly product?: ItemRules;
  readonly store?: PlaceRules;
  readonly cashier?: PlaceRules;
}

const OWNERS = ['product', 'store', 'cashier'] as const;

const ownersOf = (rules: LineRules) => OWNERS.filter((owner) => rules[owner] !== undefined);

/** SPEC section 6: the platform's switch, and the product's and store's or the cashier's own; not set is on. */
export const isRebateOn = (
  { product, store, cashier }: LineRules,
  { enabled }: Pick<PlatformSettings, 'enabled'>,
): boolean => enabled && product?.enabled !== false && store?.enabled !== false && cashier?.enabled !== false;

/** SPEC section 5: the product's, else the store's, else the platform's; at a cashier the cashier's, else the platform's. */
export const extractionOf = (
  { product, store, cashier }: LineRules,
  settings: Pick<PlatformSettings, 'extractionRatio'>,
): Ratio =>
  cashier?.extractionRatio ?? product?.extractionRatio ?? store?.extractionRatio ?? settings.extractionRatio;

/** A switch of the rebate that was asked; null: not set, which is on. All must be on. */
export interface AskedSwitch {
  readonly owner: RuleOwner;
  readonly enabled: boolean | null;
}

/** The switches that `isRebateOn` asks, in order. */
export const askSwitches = (
  rules: LineRules,
  { enabled }: Pick<PlatformSettings, 'enabled'>,
): AskedSwitch[] => [
  { owner: 'platform', enabled },
  ...ownersOf(rules).map((owner) => ({ owner, enabled: rules[owner]?.enabled ?? null })),
];

/** Whose extraction ratio it is. */
export const extractionOwner = (rules: LineRules): RuleOwner =>
  ownersOf(rules).find((owner) => rules[owner]?.extractionRatio !== undefined) ?? 'platform';

/** An extraction ratio that was asked; null: not set. The first that is set decides. */
export interface AskedExtraction {
  readonly owner: RuleOwner;
  readonly ratio: Ratio | null;
}

/** The ratios that `extractionOf` asks, in order, up to the one that decides. */
export function askExtraction(
  rules: LineRules,
  settings: Pick<PlatformSettings, 'extractionRatio'>,
): AskedExtraction[] {
  const asked: AskedExtraction[] = [];
  for (const owner of ownersOf(rules)) {
    const ratio = rules[owner]?.extractionRatio ?? null;
    asked.push({ owner, ratio });
    if (ratio !== null) return asked;
  }
  return [...asked, { owner: 'platform', ratio: settings.extractionRatio }];
}
