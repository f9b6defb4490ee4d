/*
 * The shop of the naive model: the history as it is written (scenarios/README.md, "A history") and plain arrays of everything
 * that has happened. Nothing is indexed and nothing is counted ahead: every rule looks through the arrays again.
 */
import type { Millionths } from './arithmetic';

export type Prize = { ratio: string; weight: number };
export type Lottery = { type: 'fixed'; prizes: Prize[] } | { type: 'range'; min: string; max: string };
export type RandomReturn = { cashSlots: number; pointsSlots: number };
export type Asset = 'points' | 'love' | 'voucher';
export type Kind = 'mall' | 'store' | 'cashier';

export type Settings = {
  enabled?: boolean;
  scheme?: 'perOrder' | 'union';
  deductedOrdersJoin?: boolean;
  settleOn?: 'paid' | 'completed';
  payoutOrder?: 'strict' | 'completedFirst';
  unclaimed?: 'return' | 'carry';
  capAtProfit?: boolean;
  payOwnOrder?: boolean;
  extractionRatio?: string;
  entitlementRatio?: string;
  levelRatios?: Record<string, string>;
  lottery?: Lottery | null;
  exchange?: Partial<Record<Asset, { ratio: string; credit?: 'available' | 'frozen' }>>;
  mallSharesQueue?: boolean;
  storesShareQueue?: boolean;
  cashiersShareQueue?: boolean;
  randomReturn?: RandomReturn | null;
  payoutsPaused?: boolean;
  union?: { poolRatio?: string; dailyCapFen?: number | null };
  acceleration?: { directRatio?: string; indirectRatio?: string };
  referral?: { directRatio?: string; indirectRatio?: string; freezeDays?: number };
  team?: { levelRatios?: Record<string, string>; maxDepth?: number };
  recruitment?: { ratio?: string };
  dividend?: { weights?: Record<string, number> };
};

export type Part = {
  enabled?: boolean;
  extractionRatio?: string;
  entitlementRatio?: string;
  levelRatios?: Record<string, string>;
  spendTiers?: { days: number; minFen: number; ratio: string }[];
  lottery?: Lottery | null;
  rewardWindows?: { from: string; to: string; fromDate?: string; toDate?: string }[];
  maxPerMember?: number | null;
  maxPerMemberPerDay?: number | null;
  randomReturn?: RandomReturn | null;
};

export type Product = { id: string; rebate?: Part };
export type Store = {
  id: string;
  commissionRatio?: string;
  recruiter?: string;
  rebate?: Part;
  cashier?: Part;
};

export type OrderEvent = {
  type: 'order';
  id: string;
  member: string;
  kind: Kind;
  store?: string;
  deductedFen?: number;
  lines: { product?: string; paidFen: number; costFen?: number; slot?: 'cash' | 'points' }[];
};
export type ShopEvent = { at: string } & (
  | OrderEvent
  | { type: 'pay' | 'complete'; order: string }
  | { type: 'refund'; order: string; line: number; amountFen: number }
  | { type: 'draw'; entry: string; outcome: string }
  | { type: 'exchange'; entry: string; asset: Asset }
  | { type: 'reset'; queue?: string; joinedUntil?: string }
  | { type: 'pause' | 'resume'; queue?: string }
  | { type: 'unionPayout' }
  | { type: 'dividend'; amountFen: number }
  | { type: 'setLevel'; member: string; level: string | null }
);
export type History = {
  settings: Settings;
  products: Product[];
  stores: Store[];
  members: { id: string; level?: string | null; inviter?: string | null }[];
  events: ShopEvent[];
};

export type Balance = 'cashFen' | 'frozenFen' | 'points' | 'love' | 'loveFrozen' | 'voucher';
export type Member = { id: string; level: string | null; inviter: Member | null } & Record<Balance, number>;

/** One line of an order, with what was fixed when it was placed (SPEC section 3). */
export type Line = {
  order: Order;
  number: number;
  product: Product | null;
  paidFen: number;
  costFen: number;
  refundedFen: number;
  slot: 'cash' | 'points';
  queue: string;
  rebateIsOn: boolean;
  extraction: Millionths;
  ratio: Millionths;
  source: string;
  lottery: Lottery | null;
  contributedFen: number;
};
export type Order = {
  id: string;
  kind: Kind;
  member: Member;
  store: Store | null;
  deducted: boolean;
  state: 'placed' | 'paid' | 'completed' | 'refunded';
  placedAt: number;
  completedAt: number | null;
  lines: Line[];
};
export type Entry = {
  id: string;
  line: Line;
  joinedAt: number;
  ratio: Millionths;
  mayDraw: boolean;
  entitledFen: number;
  rewardedFen: number;
  state: 'waiting' | 'done' | 'exchanged' | 'converted' | 'cleared' | 'cancelled';
  /** What the entry brought when it was exchanged or converted, and at which ratio. */
  brought: { balance: Balance; amount: number; ratio: Millionths } | null;
};
export type Reward = {
  kind: 'direct' | 'indirect' | 'team' | 'recruitment';
  line: Line;
  member: Member;
  ratio: Millionths;
  amountFen: number;
  state: 'frozen' | 'released' | 'cancelled';
};
export type Account = 'promotion' | 'pool' | 'memberCash' | 'memberFrozen' | 'dividend';

export type Shop = {
  settings: Settings;
  products: Product[];
  stores: Store[];
  members: Member[];
  orders: Order[];
  entries: Entry[];
  rewards: Reward[];
  pools: Record<string, number>;
  everythingIsPaused: boolean;
  pausedQueues: string[];
  accounts: Record<Account, number>;
  now: number;
};

/** "*net paid* of a line = paid − refunded so far." */
export function netPaid(line: Line): number {
  return line.paidFen - line.refundedFen;
}

/** Moves fen between two accounts of the ledger; balances are credit positive. */
export function move(shop: Shop, from: Account, to: Account, fen: number): void {
  shop.accounts[from] -= fen;
  shop.accounts[to] += fen;
}

/** The store whose commission, recruiter and switches an order follows; mall orders have none. */
export function storeOf(order: Order): Store {
  if (order.store === null) throw new Error(`order ${order.id} has no store`);
  return order.store;
}

export function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new Error(`no such ${what}`);
  return thing;
}
