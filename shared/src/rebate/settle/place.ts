import type { ProductId, QueueKey, StoreId } from '../../ids/ids';
import type { Fen } from '../../money/fen';
import { floorShare, ZERO_RATIO, type Ratio } from '../../money/ratio';
import type { OrderKind } from '../../orders/states';
import type { Brake } from '../../settings/kinds';
import type { PlatformSettings } from '../../settings/platformSettings';
import type { ItemRules, RandomReturn, StoreRules } from '../../settings/rules';
import { brakedTerms, type Coverage } from '../brake/brake';
import { queueOf } from '../queue/lines';
import { type Asker, type AskedRule, type RulesByOwner, chooseRatio } from '../ratio/choose';
import type { LimitScope, PlaceOwner, Gate, LineTerms, OrderTerms, RandomReturnTerms } from './terms';
import {
  askExtraction,
  askSwitches,
  extractionOf,
  isRebateOn,
  type AskedExtraction,
  type AskedSwitch,
  type LineRules,
} from './lineRules';

/** The settings that an order's terms come from. */
export type TermSettings = Pick<
  PlatformSettings,
  | 'enabled'
  | 'scheme'
  | 'deductedOrdersJoin'
  | 'settleOn'
  | 'capAtProfit'
  | 'payOwnOrder'
  | 'extractionRatio'
  | 'entitlementRatio'
  | 'levelRatios'
  | 'lottery'
  | 'exchange'
  | 'mallSharesQueue'
  | 'storesShareQueue'
  | 'cashiersShareQueue'
  | 'randomReturn'
  | 'union'
  | 'acceleration'
  | 'referral'
  | 'team'
  | 'recruitment'
  | 'pointsPerYuan'
  | 'deductions'
  | 'brake'
>;

/** The platform's rules that an order follows from when it is placed. SPEC section 3. */
export const orderTerms = (settings: TermSettings): OrderTerms => ({
  scheme: settings.scheme,
  settleOn: settings.settleOn,
  capAtProfit: settings.capAtProfit,
  payOwnOrder: settings.payOwnOrder,
  deductedOrdersJoin: settings.deductedOrdersJoin,
  unionPoolRatio: settings.union.poolRatio,
  acceleration: settings.acceleration,
  referral: settings.referral,
  team: settings.team,
  recruitmentRatio: settings.recruitment.ratio,
  pointsPerYuan: settings.pointsPerYuan,
  pointsValueRatio: settings.deductions.points?.valueRatio ?? ZERO_RATIO,
});

/** A line that is about to be ordered. */
export interface LineToPlace {
  readonly kind: OrderKind;
  /** With a mall or store order: the product and its own rules. */
  readonly product: { readonly id: ProductId; readonly rules: ItemRules } | null;
  /** With a store or cashier order. */
  readonly store: { readonly id: StoreId; readonly rules: StoreRules } | null;
  readonly paidFen: Fen;
}

/** Whose rules an order of each kind follows. */
function rulesOf({ kind, product, store }: LineToPlace): LineRules {
  if (kind === 'mall') return { product: product?.rules };
  return kind === 'store'
    ? { product: product?.rules, store: store?.rules.rebate }
    : { cashier: store?.rules.cashier };
}

const gate = (scope: LimitScope, rules: ItemRules): Gate => ({
  scope,
  windows: rules.rewardWindows ?? [],
  maxPerMember: rules.maxPerMember ?? null,
  maxPerMemberPerDay: rules.maxPerMemberPerDay ?? null,
});

/** SPEC section 6: of the product for a mall order, of product and store for a store order, of the cashier for a cashier's. */
function gatesOf(line: LineToPlace, { product, store, cashier }: LineRules): Gate[] {
  const gates: Gate[] = [];
  if (line.product !== null && product !== undefined) gates.push(gate(`product:${line.product.id}`, product));
  if (line.store !== null && store !== undefined) gates.push(gate(`store:${line.store.id}`, store));
  if (line.store !== null && cashier !== undefined) gates.push(gate(`cashier:${line.store.id}`, cashier));
  return gates;
}

/** SPEC section 6: the order's own store or cashier decides, if it has set anything; else the platform. */
function randomReturnOf(
  line: LineToPlace,
  rules: LineRules,
  settings: TermSettings,
): RandomReturnTerms | null {
  const own = line.kind === 'store' ? rules.store?.randomReturn : rules.cashier?.randomReturn;
  const rule: RandomReturn | null = own === undefined ? settings.randomReturn : own;
  if (rule === null) return null;
  const pointsRatio = settings.exchange.points?.ratio;
  if (pointsRatio === undefined) throw new Error('a random return needs a points ratio in exchange');
  const owner: PlaceOwner =
    own === undefined || line.store === null
      ? 'platform'
      : `${line.kind === 'cashier' ? 'cashier' : 'store'}:${line.store.id}`;
  return { ...rule, owner, pointsRatio };
}

/**
 * A line's terms as they are fixed when its order is placed. `asked`, if given, is filled with the rules that were asked for
 * the entitlement ratio.
 * @throws Error when product or store are missing for the kind, or a random return has no points ratio.
 */
export function lineTerms(
  line: LineToPlace,
  buyer: Asker,
  settings: TermSettings,
  asked?: AskedRule[],
): LineTerms {
  const rules = rulesOf(line);
  const byOwner: RulesByOwner = { ...rules, platform: settings };
  return {
    queue: queueOf(line.kind, line.product?.id ?? null, line.store?.id ?? null, settings),
    rebateOn: isRebateOn(rules, settings),
    extractionRatio: extractionOf(rules, settings),
    ...chooseRatio(line.kind, byOwner, buyer, asked),
    gates: gatesOf(line, rules),
    randomReturn: randomReturnOf(line, rules, settings),
  };
}

/** A queue as it is when somebody asks what an order would get there. */
export interface QueueStanding extends Coverage {
  /** It was wound down: nobody joins it, and nothing is given to it. */
  readonly closed: boolean;
}

/** The brake that a line's ratio came under: by how much of what it would be, and why. */
export interface QuotedBrake {
  readonly ratioBefore: Ratio;
  readonly brake: Brake;
  readonly coverage: Coverage;
}

/**
 * Which rules were asked when a line was placed, in order, and what each said: kept with the order, so that it can be
 * explained at any time. SPEC section 12, explain.
 */
export interface PlacingExplanation {
  readonly switches: readonly AskedSwitch[];
  /** Is the rebate off because the queue was closed? */
  readonly closed: boolean;
  readonly extraction: readonly AskedExtraction[];
  /** For the entitlement ratio, up to the rule that chose it. */
  readonly entitlement: readonly AskedRule[];
  /** Null when the ratio is what the rules chose. */
  readonly brake: QuotedBrake | null;
}

/** What the buyer sees before paying. */
export interface LineQuote {
  readonly terms: LineTerms;
  /** What the entry will be entitled to if the line joins; 0 when it will not. */
  readonly entitledFen: Fen;
  readonly explanation: PlacingExplanation;
}

/**
 * A line's terms with the explanation for the confirm page. SPEC sections 3, 5 and 12.
 * @param standingOf the queues as they are now; one that nobody has joined yet is not there
 */
export function quoteLine(
  line: LineToPlace,
  buyer: Asker,
  settings: TermSettings,
  standingOf: (queue: QueueKey) => QueueStanding | undefined = () => undefined,
): LineQuote {
  const entitlement: AskedRule[] = [];
  const chosen = lineTerms(line, buyer, settings, entitlement);
  const standing = standingOf(chosen.queue);
  const closed = standing?.closed === true && chosen.rebateOn;
  const open = closed ? { ...chosen, rebateOn: false } : chosen;
  const { brake } = settings;
  const terms = standing === undefined ? open : brakedTerms(open, standing, brake);
  const rules = rulesOf(line);
  return {
    terms,
    entitledFen: floorShare(line.paidFen, terms.rebateOn ? terms.entitlementRatio : ZERO_RATIO),
    explanation: {
      switches: askSwitches(rules, settings),
      closed,
      extraction: askExtraction(rules, settings),
      entitlement,
      brake:
        terms === open || standing === undefined || brake === null
          ? null
          : { ratioBefore: open.entitlementRatio, brake, coverage: standing },
    },
  };
}
