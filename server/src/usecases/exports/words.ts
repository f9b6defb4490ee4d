import type { OrderKind, OrderState } from '@paifan/shared/orders/states';
import type { WithdrawalState } from '@paifan/shared/wallet/withdrawalStates';

/* What stands in tables for the words of the code. */

export const yesNo = (is: boolean): string => (is ? '是' : '否');

export const ORDER_KIND_WORDS: Readonly<Record<OrderKind, string>> = {
  mall: '商城',
  store: '门店商品',
  cashier: '收银台',
};
export const ORDER_STATE_WORDS: Readonly<Record<OrderState, string>> = {
  placed: '待付款',
  paid: '待发货',
  shipped: '待收货',
  completed: '已完成',
  closed: '已关闭',
  refunded: '已退款',
};
export const WITHDRAWAL_STATE_WORDS: Readonly<Record<WithdrawalState, string>> = {
  reviewing: '待审核',
  approved: '已通过',
  sent: '转账中',
  waitingConfirm: '待确认收款',
  cancelling: '撤销中',
  paid: '已到账',
  failed: '失败',
  cancelled: '已撤销',
  rejected: '已拒绝',
};
export const ENTRY_STATE_WORDS = {
  waiting: '排队中',
  done: '已完成',
  exchanged: '已兑换',
  converted: '已转积分',
  cleared: '已清零',
  cancelled: '已取消',
} as const;
export const ENTRY_STATES = Object.keys(ENTRY_STATE_WORDS) as (keyof typeof ENTRY_STATE_WORDS)[];
