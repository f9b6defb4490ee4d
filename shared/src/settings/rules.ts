import type { Ratio } from '../money/ratio';
import type { MemberId } from '../ids/ids';

/** A member level's name, as the operator chose it (`v1`, `gold` …). */
export type Level = string;
export type LevelRatios = Readonly<Record<Level, Ratio>>;

/** What a table by level has for a level; undefined for none. A level is a name the operator chose: it may be `toString`. */
export const atLevel = <Value>(
  table: Readonly<Record<Level, Value>>,
  level: Level | null,
): Value | undefined =>
  level !== null && Object.prototype.hasOwnProperty.call(table, level) ? table[level] : undefined;

/** `{days, minFen, ratio}`: who spent at least `minFen` in the last `days` × 24 h gets `ratio`. SPEC section 5. */
export interface SpendTier {
  readonly days: number;
  readonly minFen: number;
  readonly ratio: Ratio;
}

/** The right to one draw: prizes with whole weights, or any hundredth from `min` to `max`. SPEC section 7. */
export type Lottery =
  | { readonly type: 'fixed'; readonly prizes: readonly { readonly ratio: Ratio; readonly weight: number }[] }
  | { readonly type: 'range'; readonly min: Ratio; readonly max: Ratio };

/** `from ≤ hh:mm < to` in Shanghai, on the days from `fromDate` to `toDate`, both included. SPEC section 6. */
export interface RewardWindow {
  readonly from: string;
  readonly to: string;
  readonly fromDate?: string;
  readonly toDate?: string;
}

/** Of every `cashSlots + pointsSlots` entries in a row, `pointsSlots` are turned into points. SPEC section 6. */
export interface RandomReturn {
  readonly cashSlots: number;
  readonly pointsSlots: number;
}

export type ExchangeAsset = 'points' | 'love' | 'voucher';

/** What a waiting entry can be given up for, each asset only if it is set. SPEC section 7. */
export interface ExchangeRules {
  readonly points?: { readonly ratio: Ratio };
  readonly love?: { readonly ratio: Ratio; readonly credit?: 'available' | 'frozen' };
  readonly voucher?: { readonly ratio: Ratio };
}

/** The rules that choose the entitlement ratio; the platform has them too. SPEC section 5. */
export interface RatioRules {
  readonly entitlementRatio?: Ratio;
  readonly levelRatios?: LevelRatios;
  readonly spendTiers?: readonly SpendTier[];
  readonly lottery?: Lottery | null;
}

/** A product's, a store's or a cashier's own rules: what is absent is not set. SPEC section 10. */
export interface ItemRules extends RatioRules {
  readonly enabled?: boolean;
  readonly extractionRatio?: Ratio;
  readonly rewardWindows?: readonly RewardWindow[];
  readonly maxPerMember?: number;
  readonly maxPerMemberPerDay?: number;
}

/** A store's rules for its online sales or its cashier. `randomReturn` absent: the platform's; null: none. */
export interface PlaceRules extends ItemRules {
  readonly randomReturn?: RandomReturn | null;
}

/** What the rules need to know of a store. */
export interface StoreRules {
  readonly commissionRatio: Ratio;
  readonly recruiter: MemberId | null;
  readonly rebate: PlaceRules;
  readonly cashier: PlaceRules;
}
