/*
 * How WeChat Pay's trade bill and the shop's own books can differ, what each difference means, and what to do. docs/OPERATIONS.md
 * tells the same at length.
 */

interface DifferenceRow {
  readonly label: string;
  readonly means: string;
  readonly remedy: string;
}

// prettier-ignore
/** Every kind of difference. */
export const DIFFERENCES = {
  paymentMissingHere: {
    label: '微信有付款，本店没有',
    means: '会员已付款，但本店没有记到：支付通知和查询都没有成功，或者这笔订单不是本店系统的。',
    remedy: '若是本店订单，先在系统页检查「查询支付」任务和微信连接，再重新对账（会自动补记）；若不是本店订单，到商户平台查明来源。',
  },
  paymentMissingAtWeChat: {
    label: '本店有付款，微信没有',
    means: '本店记为已支付，账单中却没有：可能跨日（看前后一天的账单），否则这笔收款没有依据。',
    remedy: '到商户平台按商户订单号查询；查不到时停止发货并联系技术人员核对该订单的支付记录。',
  },
  paymentAmountDiffers: {
    label: '付款金额不一致',
    means: '同一笔订单，账单与本店记录的金额不同。',
    remedy: '以商户平台为准核对；多付的通过订单退款退回，少付的不要发货。',
  },
  paymentStateDiffers: {
    label: '付款状态不一致',
    means: '账单显示的交易状态与本店不同，例如已撤销。',
    remedy: '到商户平台确认这笔交易的最终状态，再处理订单。',
  },
  transactionDiffers: {
    label: '微信订单号不一致',
    means: '同一商户订单号对应了不同的微信订单号。',
    remedy: '可能有另一套系统使用同一商户号下单；查明后停用其中一套。',
  },
  refundMissingHere: {
    label: '微信有退款，本店没有',
    means: '退款不是从本店发起的，多半是有人在商户平台直接退款。',
    remedy: '本店的权益和奖励没有随之调整：请与操作人确认，今后一律在订单页退款；已退的用调账补齐差额并备注。',
  },
  refundMissingAtWeChat: {
    label: '本店有退款，微信没有',
    means: '本店记为已退款，账单中却没有：可能跨日，次日对账后会自动消除。',
    remedy: '次日仍在时，到商户平台按退款单号查询。',
  },
  refundAmountDiffers: {
    label: '退款金额不一致',
    means: '同一退款单，账单与本店记录的金额不同。',
    remedy: '以商户平台为准核对，差额用调账处理并备注。',
  },
  refundStateDiffers: {
    label: '退款状态不一致',
    means: '账单显示退款成功，本店还没有收到结果（或记为异常、关闭）；或者相反。',
    remedy: '在售后页点「重试」让系统向微信查询；仍不一致时到商户平台处理。',
  },
} as const satisfies Record<string, DifferenceRow>;

export type DifferenceKind = keyof typeof DIFFERENCES;

export const DIFFERENCE_KINDS = Object.keys(DIFFERENCES) as [DifferenceKind, ...DifferenceKind[]];

export const RECONCILIATION_STATES = ['wanted', 'running', 'matched', 'differs', 'failed'] as const;
export type ReconciliationState = (typeof RECONCILIATION_STATES)[number];
