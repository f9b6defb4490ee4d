import type { ProductId, StoreId } from '../../ids/ids';
import type { Fen } from '../../money/fen';
import { floorShare, ZERO_RATIO, type Ratio } from '../../money/ratio';
import type { OrderKind } from '../../orders/states';
import type { PlatformSettings } from '../../settings/platformSettings';
import type { ItemRules, PlaceRules, RandomReturn, StoreRules } from '../../settings/rules';
import { queueOf } from '../queue/lines';
import type { Asker, AskedRule, RulesByOwner } from '../ratio/choose';
import { chooseRatio } from '../ratio/choose';
import type { LimitScope, PlaceOwner } from './facts';
import type { Gate, LineTerms, OrderTerms, RandomReturnTerms } from './terms';

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

/** Whose rules an order of each kind follows: a product's, a store's online sales', a cashier's. */
interface LineRules {
  readonly product?: ItemRules;
  readonly store?: PlaceRules;
  readonly cashier?: PlaceRules;
}

function rulesOf({ kind, product, store }: LineToPlace): LineRules {
  if (kind === 'mall') return { product: product?.rules };
  return kind === 'store'
    ? { product: product?.rules, store: store?.rules.rebate }
    : { cashier: store?.rules.cashier };
}

/** SPEC section 6: the platform's switch, and the product's and store's or the cashier's own; not set is on. */
const isRebateOn = ({ product, store, cashier }: LineRules, { enabled }: TermSettings): boolean =>
  enabled && [product, store, cashier].every((rules) => rules?.enabled !== false);

/** SPEC section 5: the product's, else the store's, else the platform's; at a cashier the cashier's, else the platform's. */
const extractionOf = ({ product, store, cashier }: LineRules, settings: TermSettings): Ratio =>
  cashier?.extractionRatio ?? product?.extractionRatio ?? store?.extractionRatio ?? settings.extractionRatio;

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

/** What the buyer sees before paying. */
export interface LineQuote {
  readonly terms: LineTerms;
  /** What the entry will be entitled to if the line joins; 0 when it will not. */
  readonly entitledFen: Fen;
  /** The rules that were asked, in order, and why each applied or not. */
  readonly asked: readonly AskedRule[];
}

/** A line's terms with the explanation for the confirm page. SPEC sections 3 and 5. */
export function quoteLine(line: LineToPlace, buyer: Asker, settings: TermSettings): LineQuote {
  const asked: AskedRule[] = [];
  const terms = lineTerms(line, buyer, settings, asked);
  return {
    terms,
    entitledFen: floorShare(line.paidFen, terms.rebateOn ? terms.entitlementRatio : ZERO_RATIO),
    asked,
  };
}
