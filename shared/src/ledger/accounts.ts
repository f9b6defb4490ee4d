import type { MemberId, MerchantId, QueueKey } from '../ids/ids';
import type { Spendable } from '../checkout/composition';
import type { WalletBalance } from '../rebate/settle/facts';

/** What is counted in an account: money in fen; points, love and vouchers in hundredths. A journal balances for each. */
export type Asset = 'money' | 'points' | 'love' | 'voucher';

/** The accounts that belong to the platform as a whole. */
export type PlatformAccount =
  | 'wechat'
  | 'bank'
  | 'sales'
  | 'promotion'
  | 'dividend'
  | 'fees'
  | 'pointsIssued'
  | 'loveIssued'
  | 'voucherIssued';

/** Every balance that a member sees: those that the rules move, and the cash that waits for a withdrawal. */
export type MemberBalance = WalletBalance | 'reserved';

/** An account of the ledger. `code` names it for ever; exactly one of member, queue or neither owns it. */
export interface Account {
  readonly code: string;
  readonly asset: Asset;
  readonly member?: MemberId;
  readonly balance?: WalletBalance;
  readonly queue?: QueueKey;
}

const BALANCE_ASSETS: Readonly<Record<WalletBalance, Asset>> = {
  cash: 'money',
  frozen: 'money',
  points: 'points',
  love: 'love',
  loveFrozen: 'love',
  voucher: 'voucher',
};

/** What a member has: credit is what the platform owes the member. */
export const memberAccount = (member: MemberId, balance: WalletBalance): Account => ({
  code: `member:${member}:${balance}`,
  asset: BALANCE_ASSETS[balance],
  member,
  balance,
});

/** Cash of a member that waits for a withdrawal. No rule of the rebate knows it. */
export const reservedAccount = (member: MemberId): Account => ({
  code: `member:${member}:reserved`,
  asset: 'money',
  member,
});

/** What a member's order that is not paid yet keeps of a balance. No rule of the rebate knows it. */
export const setAsideAccount = (member: MemberId, balance: Spendable): Account => ({
  code: `member:${member}:setAside:${balance}`,
  asset: BALANCE_ASSETS[balance],
  member,
});

/** The account of any balance that a member sees. */
export const balanceAccount = (member: MemberId, balance: MemberBalance): Account =>
  balance === 'reserved' ? reservedAccount(member) : memberAccount(member, balance);

/** The money in a queue that is not paid out yet; never below zero. */
export const poolAccount = (queue: QueueKey): Account => ({
  code: `queue:${queue}:pool`,
  asset: 'money',
  queue,
});

/** What a queue owes the platform (a debit balance); never above zero. */
export const debtAccount = (queue: QueueKey): Account => ({
  code: `queue:${queue}:debt`,
  asset: 'money',
  queue,
});

/** What the platform owes a merchant or a supplier; below zero after a refund of what was paid out already. */
export const payableAccount = (merchant: MerchantId): Account => ({
  code: `merchant:${merchant}:payable`,
  asset: 'money',
});

const platform = (code: PlatformAccount, asset: Asset): Account => ({ code, asset });

/** Money that WeChat Pay holds for the platform. */
export const WECHAT = platform('wechat', 'money');
/** What was paid out of the platform's bank account. What it moves there from WeChat Pay by itself is not booked. */
export const BANK = platform('bank', 'money');
/** What was sold. */
export const SALES = platform('sales', 'money');
/** What the platform spends on rebates, rewards and dividends out of its margin. */
export const PROMOTION = platform('promotion', 'money');
/** Dividends set aside and not yet paid. */
export const DIVIDEND = platform('dividend', 'money');
/** What members paid for withdrawals. */
export const FEES = platform('fees', 'money');
export const POINTS_ISSUED = platform('pointsIssued', 'points');
export const LOVE_ISSUED = platform('loveIssued', 'love');
export const VOUCHER_ISSUED = platform('voucherIssued', 'voucher');

/** Where a member's points, love or voucher come from and go to. */
export const issuedAccount = (asset: Exclude<Asset, 'money'>): Account =>
  ({ points: POINTS_ISSUED, love: LOVE_ISSUED, voucher: VOUCHER_ISSUED })[asset];

/** A kind of accounts: one of the platform's, or all that members, queues or merchants have of the same sort. */
export type AccountKind =
  | PlatformAccount
  | `member:${MemberBalance}`
  | `member:setAside:${Spendable}`
  | 'queue:pool'
  | 'queue:debt'
  | 'merchant:payable';

/** Every kind, as people read it. */
export const ACCOUNT_KINDS: Readonly<Record<AccountKind, string>> = {
  wechat: '微信支付账户',
  bank: '银行账户（付给商家）',
  sales: '销售收入',
  promotion: '平台让利（权益、奖励、分红）',
  dividend: '待分红',
  fees: '提现手续费收入',
  pointsIssued: '已发放积分',
  loveIssued: '已发放爱心值',
  voucherIssued: '已发放购物券',
  'member:cash': '会员可用余额',
  'member:frozen': '会员冻结余额',
  'member:reserved': '会员提现中',
  'member:points': '会员积分',
  'member:love': '会员爱心值',
  'member:loveFrozen': '会员冻结爱心值',
  'member:voucher': '会员购物券',
  'member:setAside:cash': '待付款订单占用的余额',
  'member:setAside:points': '待付款订单占用的积分',
  'member:setAside:love': '待付款订单占用的爱心值',
  'member:setAside:voucher': '待付款订单占用的购物券',
  'queue:pool': '队列奖金池',
  'queue:debt': '队列欠平台',
  'merchant:payable': '应付商家',
};

/** Accounts by kind, for `z.enum` and the like. */
export const ACCOUNT_KIND_NAMES = Object.keys(ACCOUNT_KINDS) as [AccountKind, ...AccountKind[]];
