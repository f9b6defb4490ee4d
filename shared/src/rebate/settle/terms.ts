import type { QueueKey } from '../../ids/ids';
import type { Ratio } from '../../money/ratio';
import type { LevelRatios, Lottery, RandomReturn, RewardWindow } from '../../settings/rules';
import type { RuleSource } from '../ratio/chains';

/** Whose random return it is: `platform`, `store:<id>` or `cashier:<id>`. */
export type PlaceOwner = 'platform' | `store:${string}` | `cashier:${string}`;

/** What limits count: entries for `product:<id>`, from `store:<id>`'s store orders or at `cashier:<id>`. SPEC section 6. */
export type LimitScope = `product:${string}` | `store:${string}` | `cashier:${string}`;

/*
 * What is fixed with an order when it is placed, and kept with it: a later change of settings never changes it.
 * SPEC section 3. Both are plain JSON.
 */

/** The platform's rules that the order follows: they come from one version of the settings. */
export interface OrderTerms {
  readonly scheme: 'perOrder' | 'union';
  readonly settleOn: 'paid' | 'completed';
  readonly capAtProfit: boolean;
  readonly payOwnOrder: boolean;
  readonly deductedOrdersJoin: boolean;
  readonly unionPoolRatio: Ratio;
  readonly acceleration: { readonly directRatio: Ratio; readonly indirectRatio: Ratio };
  /** `freezeDays` holds for every frozen reward. */
  readonly referral: {
    readonly directRatio: Ratio;
    readonly indirectRatio: Ratio;
    readonly freezeDays: number;
  };
  readonly team: { readonly levelRatios: LevelRatios; readonly maxDepth: number };
  readonly recruitmentRatio: Ratio;
  /** Points given for a yuan of the purchase, and what a point is worth in yuan when it is deducted. */
  readonly pointsPerYuan: Ratio;
  readonly pointsValueRatio: Ratio;
}

/** A product's, store's or cashier's condition for joining, judged at payment. SPEC section 6. */
export interface Gate {
  readonly scope: LimitScope;
  readonly windows: readonly RewardWindow[];
  readonly maxPerMember: number | null;
  readonly maxPerMemberPerDay: number | null;
}

/** A random return with its owner, and what a points place gets for the entitlement. */
export interface RandomReturnTerms extends RandomReturn {
  readonly owner: PlaceOwner;
  readonly pointsRatio: Ratio;
}

/** A line's own terms. */
export interface LineTerms {
  readonly queue: QueueKey;
  readonly rebateOn: boolean;
  readonly extractionRatio: Ratio;
  readonly entitlementRatio: Ratio;
  /** The rule that chose the entitlement ratio. */
  readonly source: RuleSource;
  /** The right to one draw, if that rule is a lottery. */
  readonly lottery: Lottery | null;
  readonly gates: readonly Gate[];
  readonly randomReturn: RandomReturnTerms | null;
  /** What the ratio was multiplied by, if the brake was on when the order was placed: a drawn ratio is multiplied too. */
  readonly brakeFactor?: Ratio;
}
