import type { Spendable, Spending } from '../checkout/composition';
import type { MemberId, MerchantId, QueueKey } from '../ids/ids';
import type { Fen } from '../money/fen';
import type { WalletBalance } from '../rebate/settle/facts';
import {
  BANK,
  DIVIDEND,
  FEES,
  PROMOTION,
  SALES,
  WECHAT,
  debtAccount,
  issuedAccount,
  memberAccount,
  payableAccount,
  poolAccount,
  reservedAccount,
  setAsideAccount,
  type Account,
} from './accounts';

/** One account's part of a journal; credit is above zero. */
export interface Posting {
  readonly account: Account;
  readonly amount: number;
}

/*
 * The ledger's templates: one row a business event, and its postings. Credit is above zero: what the platform owes
 * somebody grows by a credit. Amounts are given as zero or above; a posting of 0 is left out.
 */

/** A queue's money before and after: below zero the queue owes the platform. */
export interface PoolMove {
  readonly queue: QueueKey;
  readonly beforeFen: number;
  readonly afterFen: number;
}

export interface MemberAmount {
  readonly member: MemberId;
  readonly amountFen: Fen;
}

/** What an order uses of its member's balances. */
interface SpentParts {
  readonly member: MemberId;
  readonly spent: Spending;
}

/** What an order is paid with, or what comes back of it. */
interface PaymentParts extends SpentParts {
  readonly wechatFen: Fen;
}

interface BroughtAmount {
  readonly member: MemberId;
  readonly balance: Exclude<WalletBalance, 'cash' | 'frozen'>;
  readonly amount: Fen;
}

interface PointsAmount {
  readonly member: MemberId;
  /** Hundredths. */
  readonly amount: Fen;
}

/** A withdrawal that went out: what the member received, and the fee; together they were reserved. */
interface WithdrawalParts {
  readonly member: MemberId;
  readonly transferFen: Fen;
  readonly feeFen: Fen;
}

/** What a member hands to another; never money. */
interface Transfer {
  readonly from: MemberId;
  readonly to: MemberId;
  readonly balance: 'points' | 'love' | 'voucher';
  readonly amount: Fen;
}

/** What is put right by hand; `amount` below zero takes it. */
interface Adjustment {
  readonly member: MemberId;
  readonly balance: 'cash' | 'points' | 'love' | 'voucher';
  readonly amount: Fen;
}

interface MerchantAmount {
  readonly merchant: MerchantId;
  readonly amountFen: Fen;
}

/** What goes to a merchant, and from where. */
interface MerchantPayment extends MerchantAmount {
  readonly from: 'bank' | 'wechat';
}

const credit = (account: Account, amount: number): Posting => ({ account, amount });
const debit = (account: Account, amount: number): Posting => ({ account, amount: -amount });

/** The pool holds what is above zero, the debt what is below: a move between the two signs posts to both. */
function poolPostings({ queue, beforeFen, afterFen }: PoolMove): Posting[] {
  return [
    credit(poolAccount(queue), Math.max(afterFen, 0) - Math.max(beforeFen, 0)),
    credit(debtAccount(queue), Math.min(afterFen, 0) - Math.min(beforeFen, 0)),
  ];
}

const issue = ({ member, balance, amount }: BroughtAmount): Posting[] => {
  const account = memberAccount(member, balance);
  if (account.asset === 'money') throw new Error(`${account.code} is money, which is never issued`);
  return [debit(issuedAccount(account.asset), amount), credit(account, amount)];
};

const reversed = (postings: readonly Posting[]): Posting[] =>
  postings.map(({ account, amount }) => ({ account, amount: -amount }));

const SPENDABLE: readonly Spendable[] = ['cash', 'points', 'love', 'voucher'];

const setAside = ({ member, spent }: SpentParts): Posting[] =>
  SPENDABLE.flatMap((balance) => [
    debit(memberAccount(member, balance), spent[balance]),
    credit(setAsideAccount(member, balance), spent[balance]),
  ]);

/** Money is sold for; points, love and the voucher go back to where they came from. */
const sold = ({ wechatFen, spent }: PaymentParts, from: (balance: Spendable) => Account): Posting[] => [
  debit(WECHAT, wechatFen),
  debit(from('cash'), spent.cash),
  credit(SALES, wechatFen + spent.cash),
  ...(['points', 'love', 'voucher'] as const).flatMap((balance) => [
    debit(from(balance), spent[balance]),
    credit(issuedAccount(balance), spent[balance]),
  ]),
];

const granted = ({ member, amountFen }: MemberAmount): Posting[] => [
  debit(PROMOTION, amountFen),
  credit(memberAccount(member, 'frozen'), amountFen),
];

const reserve = ({ member, amountFen }: MemberAmount): Posting[] => [
  debit(memberAccount(member, 'cash'), amountFen),
  credit(reservedAccount(member), amountFen),
];

const owed = ({ merchant, amountFen }: MerchantAmount): Posting[] => [
  debit(SALES, amountFen),
  credit(payableAccount(merchant), amountFen),
];

/** Every business event that moves money or a balance. SPEC sections 2, 6, 7 and 9. */
export const TEMPLATES = {
  /** An order is placed: what it uses of the member's balances is nobody else's until it is paid or closed. */
  setAside,
  /** An order is closed unpaid. Reverses `setAside`. */
  setAsideReturned: (parts: SpentParts) => reversed(setAside(parts)),
  /** An order is paid: WeChat money in, and what was set aside for it. */
  paymentReceived: (parts: PaymentParts) => sold(parts, (balance) => setAsideAccount(parts.member, balance)),
  /** Part of an order, or all of it, goes back the way it came: reverses `setAside` and `paymentReceived` together. */
  paymentRefunded: (parts: PaymentParts) =>
    reversed(sold(parts, (balance) => memberAccount(parts.member, balance))),
  /** Points for a purchase that completed. */
  purchasePointsGiven: (part: PointsAmount) => issue({ ...part, balance: 'points' }),
  /** A refund takes them back, which may leave the balance below zero. Reverses `purchasePointsGiven`. */
  purchasePointsTakenBack: (part: PointsAmount) => reversed(issue({ ...part, balance: 'points' })),
  /** An order gives to the line before it; a queue's debt is filled first. */
  contribution: (move: PoolMove) => [debit(PROMOTION, move.afterFen - move.beforeFen), ...poolPostings(move)],
  /** A refund withdraws what the order gave, which can leave the queue in debt. Reverses `contribution`. */
  contributionWithdrawn: (move: PoolMove) => [
    credit(PROMOTION, move.beforeFen - move.afterFen),
    ...poolPostings(move),
  ],
  /** A queue that is wound down keeps nothing: what nobody is left to be paid from goes back to the platform. */
  poolSwept: (move: PoolMove) => [credit(PROMOTION, move.beforeFen - move.afterFen), ...poolPostings(move)],
  /** A later refund needs part of it after all. Reverses `poolSwept`. */
  poolSweepReturned: (move: PoolMove) => [
    debit(PROMOTION, move.afterFen - move.beforeFen),
    ...poolPostings(move),
  ],
  /** The pool or the debt of a queue becomes that of the queue it is merged into. */
  queueMerged: ({ from, into }: { from: PoolMove; into: PoolMove }) => [
    ...poolPostings(from),
    ...poolPostings(into),
  ],
  /** The pool pays entries, in line or accelerated. */
  payout: ({ move, to }: { move: PoolMove; to: readonly MemberAmount[] }) => [
    ...poolPostings(move),
    ...to.map(({ member, amountFen }) => credit(memberAccount(member, 'cash'), amountFen)),
  ],
  /** What an entry received beyond its entitlement goes back to the pool. Reverses `payout`. */
  payoutTakenBack: ({ move, from }: { move: PoolMove; from: MemberAmount }) => [
    debit(memberAccount(from.member, 'cash'), from.amountFen),
    ...poolPostings(move),
  ],
  /** A reward beside the queue, frozen at first. */
  rewardGranted: granted,
  /** A refund makes a frozen reward smaller. Reverses `rewardGranted`. */
  rewardReduced: (part: MemberAmount) => reversed(granted(part)),
  /** A frozen reward becomes cash. */
  rewardReleased: ({ member, amountFen }: MemberAmount) => [
    debit(memberAccount(member, 'frozen'), amountFen),
    credit(memberAccount(member, 'cash'), amountFen),
  ],
  /** A refund takes a released reward back from the cash balance, which may go below zero. */
  rewardTakenBack: ({ member, amountFen }: MemberAmount) => [
    debit(memberAccount(member, 'cash'), amountFen),
    credit(PROMOTION, amountFen),
  ],
  /** An entry is given up for points, love or a voucher. */
  exchanged: issue,
  /** A points place of the random return. */
  converted: issue,
  /** A refund takes back part of what an exchanged or converted entry brought. Reverses both. */
  broughtTakenBack: (part: BroughtAmount) => reversed(issue(part)),
  /** Frozen love becomes available, day by day. */
  loveReleased: ({ member, amount }: { member: MemberId; amount: Fen }) => [
    debit(memberAccount(member, 'loveFrozen'), amount),
    credit(memberAccount(member, 'love'), amount),
  ],
  /** An amount is set aside for the shareholders of a period. */
  dividendDeclared: ({ amountFen }: { amountFen: Fen }) => [
    debit(PROMOTION, amountFen),
    credit(DIVIDEND, amountFen),
  ],
  /** The shareholders get their parts; the rest carries. */
  dividendPaid: ({ to }: { to: readonly MemberAmount[] }) => [
    ...to.map(({ amountFen }) => debit(DIVIDEND, amountFen)),
    ...to.map(({ member, amountFen }) => credit(memberAccount(member, 'cash'), amountFen)),
  ],
  /** Cash waits for a withdrawal. */
  withdrawalRequested: reserve,
  /** A withdrawal came to nothing: its money is cash again. Reverses `withdrawalRequested`. */
  withdrawalReturned: (part: MemberAmount) => reversed(reserve(part)),
  /** A withdrawal arrived: the money left WeChat Pay's account, the fee stays with the platform. Nothing takes it back. */
  withdrawalPaid: ({ member, transferFen, feeFen }: WithdrawalParts) => [
    debit(reservedAccount(member), transferFen + feeFen),
    credit(WECHAT, transferFen),
    credit(FEES, feeFen),
  ],
  /** A member hands points, love or a voucher to another. Handing it back is a transfer of its own. */
  transferred: ({ from, to, balance, amount }: Transfer) => [
    debit(memberAccount(from, balance), amount),
    credit(memberAccount(to, balance), amount),
  ],
  /** An order completed: part of what was sold is its merchant's or supplier's. */
  payableBooked: owed,
  /** A refund takes part of it back, which may leave the account below zero. Reverses `payableBooked`. */
  payableReduced: (part: MerchantAmount) => reversed(owed(part)),
  /** A merchant was paid. Nothing takes it back. */
  merchantPaid: ({ merchant, amountFen, from }: MerchantPayment) => [
    debit(payableAccount(merchant), amountFen),
    credit(from === 'bank' ? BANK : WECHAT, amountFen),
  ],
  /** A member redeems points, love or a voucher for a gift. */
  giftRedeemed: (part: BroughtAmount) => reversed(issue(part)),
  /** A gift was not sent: what was paid for it goes back. Reverses `giftRedeemed`. */
  giftReturned: issue,
  /** Two operators put a balance right: money against the platform's promotion, the others against what was issued. */
  adjusted: ({ member, balance, amount }: Adjustment) => [
    credit(balance === 'cash' ? PROMOTION : issuedAccount(balance), -amount),
    credit(memberAccount(member, balance), amount),
  ],
} as const;

export type BusinessEvent = keyof typeof TEMPLATES;
export type TemplateInput<Event extends BusinessEvent> = Parameters<(typeof TEMPLATES)[Event]>[0];

type Template<Event extends BusinessEvent> = (input: TemplateInput<Event>) => readonly Posting[];

/** The postings of a business event, without those of 0. */
export function postingsOf<Event extends BusinessEvent>(
  event: Event,
  input: TemplateInput<Event>,
): Posting[] {
  const template = TEMPLATES[event] as Template<Event>;
  return template(input).filter(({ amount }) => amount !== 0);
}
