import { fen, type Fen } from '@paifan/shared/money/fen';
import { z } from 'zod';
import { rfc3339 } from './beijingTime';
import { mapOutcome, type Outcome } from './outcome';
import { readAnswer } from './readAnswer';
import type { RequestPaymentParams, SigningClient } from './signingClient';
import { refundSchema, transactionSchema, type WeChatRefund, type WeChatTransaction } from './transactions';
import { answerOf } from './transport';
import type { WeChatConfig } from './wechatConfig';

export interface Prepay {
  /** 6 to 32 of [0-9A-Za-z_-|*], unique for the merchant */
  outTradeNo: string;
  /** what the payer reads, 1 to 127 characters */
  description: string;
  totalFen: Fen;
  openid: string;
  /** the order can be paid until then; whole seconds are kept */
  expiresAt: Date;
  /** comes back in the notification and in queries, up to 128 characters */
  attach?: string;
}

export interface RefundRequest {
  outTradeNo: string;
  /** 1 to 64 of [0-9A-Za-z_-|*@]; repeating a call with the same number never refunds twice */
  outRefundNo: string;
  refundFen: Fen;
  /** the price of the whole order */
  totalFen: Fen;
  /** what the payer reads, up to 80 characters */
  reason?: string;
}

const outTradeNoSchema = z
  .string()
  .regex(/^[0-9A-Za-z_\-|*]{6,32}$/, 'must be 6 to 32 of 0-9 A-Z a-z _ - | *');
const outRefundNoSchema = z
  .string()
  .regex(/^[0-9A-Za-z_\-|*@]{1,64}$/, 'must be 1 to 64 of 0-9 A-Z a-z _ - | * @');
const openidSchema = z.string().min(1).max(128);
const payableSchema = z.int().min(1).transform(fen);

const prepaySchema = z.strictObject({
  outTradeNo: outTradeNoSchema,
  description: z.string().min(1).max(127),
  totalFen: payableSchema,
  openid: openidSchema,
  expiresAt: z.date(),
  attach: z.string().max(128).optional(),
});

const refundRequestSchema = z
  .strictObject({
    outTradeNo: outTradeNoSchema,
    outRefundNo: outRefundNoSchema,
    refundFen: payableSchema,
    totalFen: payableSchema,
    reason: z.string().max(80).optional(),
  })
  .refine((request) => request.refundFen <= request.totalFen, { message: 'refundFen is more than totalFen' });

/**
 * Makes the order at WeChat Pay (JSAPI) and signs what the mini-program needs to open the payment sheet.
 * May be repeated with the same values; with others WeChat Pay refuses with INVALID_REQUEST.
 * @throws Error when a value cannot be right, before anything is sent
 */
export async function prepay(
  client: SigningClient,
  config: WeChatConfig,
  input: Prepay,
): Promise<Outcome<RequestPaymentParams>> {
  const order = parseInput('prepay', prepaySchema, input);
  const output = await client.transactions_jsapi({
    description: order.description,
    out_trade_no: order.outTradeNo,
    time_expire: rfc3339(order.expiresAt),
    notify_url: config.payNotifyUrl,
    amount: { total: order.totalFen, currency: 'CNY' },
    payer: { openid: order.openid },
    ...(order.attach === undefined ? {} : { attach: order.attach }),
  });
  const answer = readAnswer(answerOf(output), z.object({ prepay_id: z.string().min(1) }));
  return mapOutcome(answer, (body) => client.requestPaymentParams(body.prepay_id));
}

/** Asks how an order stands. No such order: refused with ORDER_NOT_EXIST. */
export async function queryTransaction(
  client: SigningClient,
  config: WeChatConfig,
  outTradeNo: string,
): Promise<Outcome<WeChatTransaction>> {
  const number = parseInput('queryTransaction', outTradeNoSchema, outTradeNo);
  const output = await client.query({ out_trade_no: encodeURIComponent(number) });
  const outcome = readAnswer(answerOf(output), transactionSchema);
  return aboutWhatWasAsked(
    outcome,
    ({ outTradeNo: found, mchid }) => found === number && mchid === config.mchid,
  );
}

/**
 * Closes an unpaid order; closing twice is fine. Refused with ORDER_PAID when the money has come (then query and settle),
 * with USERPAYING when the payer is at it right now (try later).
 */
export async function closeTransaction(
  client: SigningClient,
  outTradeNo: string,
): Promise<Outcome<undefined>> {
  const number = parseInput('closeTransaction', outTradeNoSchema, outTradeNo);
  const output = await client.close(encodeURIComponent(number));
  return readAnswer(answerOf(output), z.undefined());
}

/**
 * Asks for a refund. `ok` means accepted: the state is mostly PROCESSING, the end comes by notification or query.
 * After `unknown`, and after a refusal with NOT_ENOUGH, repeat with the same number: a new one is a second refund.
 * @throws Error when a value cannot be right, before anything is sent
 */
export async function refund(
  client: SigningClient,
  config: WeChatConfig,
  input: RefundRequest,
): Promise<Outcome<WeChatRefund>> {
  const request = parseInput('refund', refundRequestSchema, input);
  const output = await client.refunds({
    out_trade_no: request.outTradeNo,
    out_refund_no: request.outRefundNo,
    notify_url: config.refundNotifyUrl,
    amount: { refund: request.refundFen, total: request.totalFen, currency: 'CNY' },
    ...(request.reason === undefined ? {} : { reason: request.reason }),
  });
  return aboutWhatWasAsked(
    readAnswer(answerOf(output), refundSchema),
    (found) => found.outRefundNo === request.outRefundNo && found.refundFen === request.refundFen,
  );
}

/** Asks how a refund stands. No such refund: refused with RESOURCE_NOT_EXISTS. */
export async function queryRefund(
  client: SigningClient,
  outRefundNo: string,
): Promise<Outcome<WeChatRefund>> {
  const number = parseInput('queryRefund', outRefundNoSchema, outRefundNo);
  const output = await client.find_refunds(encodeURIComponent(number));
  return aboutWhatWasAsked(
    readAnswer(answerOf(output), refundSchema),
    (found) => found.outRefundNo === number,
  );
}

/** A signed answer about something else must not be believed either. */
export function aboutWhatWasAsked<T>(outcome: Outcome<T>, matches: (value: T) => boolean): Outcome<T> {
  if (outcome.kind !== 'ok' || matches(outcome.value)) return outcome;
  return { kind: 'unknown', reason: 'malformed', detail: 'the answer is about something that was not asked' };
}

/** Parses what a caller hands in; a wrong value is a bug of the caller. */
export function parseInput<T>(call: string, schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new Error(`${call}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
