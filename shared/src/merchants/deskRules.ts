import { compareRatio, type Ratio } from '../money/ratio';
import { sharesQueue } from '../rebate/queue/lines';
import type { PlatformSettings, SettingKey } from '../settings/platformSettings';
import type { Lottery, PlaceRules, StoreRules } from '../settings/rules';

/*
 * Which rules of its stores a merchant sets by itself. SPEC section 10 gives a store's online sales and its cashier rules of their own;
 * what would be paid by the platform or by other stores stays the platform's. Operators set everything.
 */

export type RuleKey = keyof PlaceRules;
/** Where a store takes orders: online, or at its cashier. */
export type RulePlace = keyof Pick<StoreRules, 'rebate' | 'cashier'>;
export const RULE_PLACES = ['rebate', 'cashier'] as const satisfies readonly RulePlace[];

/** They only narrow who stands in line, and when. */
const NARROWING = ['enabled', 'rewardWindows', 'maxPerMember', 'maxPerMemberPerDay'] as const;
/** They say what a line takes in and what it owes: a store's own where the line is its own. */
const RATIOS = ['extractionRatio', 'entitlementRatio', 'levelRatios', 'spendTiers', 'lottery'] as const;

// prettier-ignore
/** What a desk is told of the platform's settings. */
export const SETTINGS_FOR_DESK = [
  'enabled', 'extractionRatio', 'entitlementRatio', 'levelRatios', 'lottery', 'randomReturn', 'settleOn', 'payoutOrder',
  'unclaimed', 'capAtProfit', 'deductedOrdersJoin', 'scheme', 'mallSharesQueue', 'storesShareQueue', 'cashiersShareQueue',
] as const satisfies readonly SettingKey[];
export type SettingsForDesk = Pick<PlatformSettings, (typeof SETTINGS_FOR_DESK)[number]>;

/** Do orders of this place stand in one line with those of other stores? SPEC section 4. */
export const sharesLine = (settings: SettingsForDesk, place: RulePlace): boolean =>
  sharesQueue(place === 'rebate' ? 'store' : 'cashier', settings);

/** The rules of a place that its merchant sets. In a line with others, its ratios would be paid by their orders. */
export const deskRuleKeys = (settings: SettingsForDesk, place: RulePlace): readonly RuleKey[] =>
  sharesLine(settings, place) ? NARROWING : [...RATIOS, ...NARROWING];

const ratiosOfLottery = (lottery: Lottery | null | undefined): readonly Ratio[] => {
  if (!lottery) return [];
  return lottery.type === 'range' ? [lottery.max] : lottery.prizes.map(({ ratio }) => ratio);
};

const highest = (ratios: readonly Ratio[]): Ratio | null =>
  ratios.reduce<Ratio | null>(
    (most, each) => (most === null || compareRatio(each, most) > 0 ? each : most),
    null,
  );

/**
 * The highest entitlement ratio that a merchant gives: the highest of the platform's own rules. An entitlement can be exchanged for points
 * and vouchers, which the platform pays.
 */
export const highestAtDesk = ({ entitlementRatio, levelRatios, lottery }: SettingsForDesk): Ratio =>
  highest([entitlementRatio, ...Object.values(levelRatios), ...ratiosOfLottery(lottery)]) ?? entitlementRatio;

const entitlementOf = (rules: PlaceRules, key: RuleKey): Ratio | null => {
  switch (key) {
    case 'entitlementRatio':
      return rules.entitlementRatio ?? null;
    case 'levelRatios':
      return highest(Object.values(rules.levelRatios ?? {}));
    case 'spendTiers':
      return highest((rules.spendTiers ?? []).map(({ ratio }) => ratio));
    case 'lottery':
      return highest(ratiosOfLottery(rules.lottery));
    default:
      return null;
  }
};

/** A rule that a merchant may not set so. */
export interface RefusedRule {
  readonly place: RulePlace;
  readonly key: RuleKey;
  readonly why: 'reserved' | 'tooHigh';
}

/** The same whatever the order of the keys in it. */
const canonical = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );

export const isSameRule = (key: RuleKey, a: PlaceRules, b: PlaceRules): boolean =>
  (key in a && a[key] !== undefined) === (key in b && b[key] !== undefined) &&
  canonical(a[key]) === canonical(b[key]);

/** What a merchant may not change as it would; what stays as it is may be whatever an operator made it. */
export function refusedRules(
  settings: SettingsForDesk,
  before: Pick<StoreRules, RulePlace>,
  after: Pick<StoreRules, RulePlace>,
): readonly RefusedRule[] {
  const most = highestAtDesk(settings);
  return RULE_PLACES.flatMap((place) => {
    const own = deskRuleKeys(settings, place);
    const keys = new Set([...Object.keys(before[place]), ...Object.keys(after[place])] as RuleKey[]);
    return [...keys].flatMap((key): RefusedRule[] => {
      if (isSameRule(key, before[place], after[place])) return [];
      if (!own.includes(key)) return [{ place, key, why: 'reserved' }];
      const given = entitlementOf(after[place], key);
      return given !== null && compareRatio(given, most) > 0 ? [{ place, key, why: 'tooHigh' }] : [];
    });
  });
}
