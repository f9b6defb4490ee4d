import type { BillBalance } from './api/queries';

/** What each balance is called, in the order of the bill's filter. */
export const BALANCE_TEXT: Readonly<Record<BillBalance, string>> = {
  cash: '现金',
  frozen: '冻结奖励',
  reserved: '提现中',
  points: '积分',
  love: '爱心值',
  loveFrozen: '待释放爱心值',
  voucher: '购物券',
};

const isBalance = (text: string): text is BillBalance => text in BALANCE_TEXT;

/** Every balance, in that order. */
export const BALANCES = Object.keys(BALANCE_TEXT).filter(isBalance);

/** The balance that an address names; cash when it names none. */
export const balanceOf = (text: string): BillBalance => (isBalance(text) ? text : 'cash');

/** Is it kept in fen? Else in hundredths. */
export const isMoney = (balance: BillBalance): boolean =>
  balance === 'cash' || balance === 'frozen' || balance === 'reserved';
