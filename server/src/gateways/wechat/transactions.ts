import { fen, type Fen } from '@paifan/shared/money/fen';
import { z } from 'zod';

export const TRADE_STATES = [
  'NOTPAY',
  'SUCCESS',
  'CLOSED',
  /** after any refund, even a part: a late query of a paid and partly refunded order never says SUCCESS */
  'REFUND',
  'USERPAYING',
  'REVOKED',
  'PAYERROR',
] as const;
export type TradeState = (typeof TRADE_STATES)[number];

/** A WeChat Pay order as a query shows it. What exists only after payment is undefined before. */
export interface WeChatTransaction {
  appid: string;
  mchid: string;
  outTradeNo: string;
  tradeState: TradeState;
  transactionId: string | undefined;
  tradeType: string | undefined;
  /** the price; compare this one */
  totalFen: Fen | undefined;
  /** what the payer gave; less than the price when WeChat's own coupons helped */
  payerTotalFen: Fen | undefined;
  currency: string | undefined;
  payerOpenid: string | undefined;
  attach: string | undefined;
  successTime: Date | undefined;
}

/** A transaction whose money has come: its fields of payment are all there. */
export interface PaidTransaction extends WeChatTransaction {
  transactionId: string;
  totalFen: Fen;
  currency: string;
  payerOpenid: string;
  successTime: Date;
}

export const REFUND_STATES = ['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL'] as const;
export type RefundState = (typeof REFUND_STATES)[number];

export interface WeChatRefund {
  outRefundNo: string;
  /** WeChat's number of the refund */
  refundId: string;
  outTradeNo: string;
  transactionId: string;
  state: RefundState;
  /** the price of the order */
  totalFen: Fen;
  refundFen: Fen;
  successTime: Date | undefined;
}

const amountSchema = z.int().min(0).transform(fen);
const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
// WeChat leaves a field out or sends it empty, by the interface.
const optionalText = z
  .string()
  .optional()
  .transform((text) => text || undefined);

export const transactionSchema = z
  .object({
    appid: z.string(),
    mchid: z.string(),
    out_trade_no: z.string(),
    trade_state: z.enum(TRADE_STATES),
    transaction_id: optionalText,
    trade_type: optionalText,
    attach: optionalText,
    success_time: instantSchema.optional(),
    payer: z.object({ openid: optionalText }).optional(),
    amount: z
      .object({
        total: amountSchema.optional(),
        payer_total: amountSchema.optional(),
        currency: z.string().optional(),
      })
      .optional(),
  })
  .transform((body): WeChatTransaction => ({
    appid: body.appid,
    mchid: body.mchid,
    outTradeNo: body.out_trade_no,
    tradeState: body.trade_state,
    transactionId: body.transaction_id,
    tradeType: body.trade_type,
    totalFen: body.amount?.total,
    payerTotalFen: body.amount?.payer_total,
    currency: body.amount?.currency,
    payerOpenid: body.payer?.openid,
    attach: body.attach,
    successTime: body.success_time,
  }));

/** A transaction with every field of payment. */
export const paidTransactionSchema = transactionSchema.transform((transaction, context): PaidTransaction => {
  if (isPaid(transaction)) return transaction;
  context.addIssue({ code: 'custom', message: 'a paid transaction lacks a field of its payment' });
  return z.NEVER;
});

/** True when all fields of payment are there, whatever the state: it may be SUCCESS, or REFUND already. */
export function isPaid(transaction: WeChatTransaction): transaction is PaidTransaction {
  const { transactionId, totalFen, currency, payerOpenid, successTime } = transaction;
  return [transactionId, totalFen, currency, payerOpenid, successTime].every((field) => field !== undefined);
}

const refundFields = z.object({
  out_refund_no: z.string(),
  refund_id: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string(),
  success_time: z.union([z.literal('').transform(() => undefined), instantSchema]).optional(),
  amount: z.object({ total: amountSchema, refund: amountSchema }),
});

/** The answer of the refund interfaces, which call the state `status`. */
export const refundSchema = refundFields
  .extend({ status: z.enum(REFUND_STATES) })
  .transform((body) => toRefund(body, body.status));

/** The plaintext of a refund notification, which calls the state `refund_status` and has a mchid but no appid. */
export const refundNoticeSchema = refundFields
  .extend({ refund_status: z.enum(REFUND_STATES), mchid: z.string() })
  .transform((body) => ({ mchid: body.mchid, refund: toRefund(body, body.refund_status) }));

function toRefund(body: z.output<typeof refundFields>, state: RefundState): WeChatRefund {
  return {
    outRefundNo: body.out_refund_no,
    refundId: body.refund_id,
    outTradeNo: body.out_trade_no,
    transactionId: body.transaction_id,
    state,
    totalFen: body.amount.total,
    refundFen: body.amount.refund,
    successTime: body.success_time,
  };
}

/** What the shop knows of an order when WeChat Pay says that it is paid. */
export interface ExpectedPayment {
  appid: string;
  mchid: string;
  outTradeNo: string;
  totalFen: Fen;
}

export type PaymentField = 'appid' | 'mchid' | 'outTradeNo' | 'tradeState' | 'totalFen' | 'currency';

/**
 * The checks that WeChat Pay demands before an order counts as paid: every field that differs from our own order; none
 * means that it is paid. Any difference: settle nothing and raise an alarm.
 * A state of REFUND (only a query shows it) also says that the money came.
 */
export function paymentMismatches(expected: ExpectedPayment, actual: WeChatTransaction): PaymentField[] {
  const matches: Record<PaymentField, boolean> = {
    appid: actual.appid === expected.appid,
    mchid: actual.mchid === expected.mchid,
    outTradeNo: actual.outTradeNo === expected.outTradeNo,
    tradeState: actual.tradeState === 'SUCCESS' || actual.tradeState === 'REFUND',
    totalFen: actual.totalFen === expected.totalFen,
    currency: actual.currency === 'CNY',
  };
  return (Object.keys(matches) as PaymentField[]).filter((field) => !matches[field]);
}
