/** What a waiting entry can be turned into. */
export const BROUGHT_TEXT = {
  points: '积分',
  love: '爱心值',
  loveFrozen: '冻结的爱心值',
  voucher: '购物券',
} as const;

/** A draw or an exchange: settlement has the last word. */
export const REQUEST_STATE_TEXT = { pending: '待结算', applied: '已完成', refused: '未成功' } as const;
