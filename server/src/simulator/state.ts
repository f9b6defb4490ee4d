import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { TRANSFER_STATES } from '../gateways/wechat/transferBills';

// All times are milliseconds since 1970 by the simulator's clock.
const instant = z.number();

const orderSchema = z.strictObject({
  outTradeNo: z.string(),
  /** the first request in canonical form; a repeated one must be identical */
  request: z.string(),
  description: z.string(),
  totalFen: z.int(),
  currency: z.string(),
  openid: z.string(),
  notifyUrl: z.string(),
  attach: z.string().optional(),
  createdAt: instant,
  expiresAt: instant,
  state: z.enum(['NOTPAY', 'SUCCESS', 'CLOSED', 'REFUND']),
  transactionId: z.string().optional(),
  paidAt: instant.optional(),
});
export type BoxOrder = z.output<typeof orderSchema>;

const refundSchema = z.strictObject({
  outRefundNo: z.string(),
  request: z.string(),
  refundId: z.string(),
  outTradeNo: z.string(),
  refundFen: z.int(),
  totalFen: z.int(),
  notifyUrl: z.string().optional(),
  state: z.enum(['PROCESSING', 'SUCCESS', 'CLOSED', 'ABNORMAL']),
  createdAt: instant,
  endedAt: instant.optional(),
});
export type BoxRefund = z.output<typeof refundSchema>;

const transferSchema = z.strictObject({
  outBillNo: z.string(),
  /** the first request in canonical form, with the name in clear; a repeated one must be identical */
  request: z.string(),
  transferBillNo: z.string(),
  openid: z.string(),
  amountFen: z.int(),
  remark: z.string(),
  notifyUrl: z.string().optional(),
  packageInfo: z.string(),
  state: z.enum(TRANSFER_STATES),
  failReason: z.string().optional(),
  createdAt: instant,
  updatedAt: instant,
});
export type BoxTransfer = z.output<typeof transferSchema>;

const noticeSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['payment', 'refund', 'transfer']),
  /** out_trade_no, out_refund_no or out_bill_no */
  about: z.string(),
  /** of the order; of a transfer its out_bill_no */
  outTradeNo: z.string(),
  url: z.string(),
  /** attempts made so far */
  attempts: z.int(),
  dueAt: instant,
});
/** A notification on its way. */
export type Notice = z.output<typeof noticeSchema>;

const sentMessageSchema = z.strictObject({
  openid: z.string(),
  templateId: z.string(),
  page: z.string().optional(),
  data: z.record(z.string(), z.string()),
  at: instant,
});
export type SentMessage = z.output<typeof sentMessageSchema>;

const shipmentSchema = z.strictObject({
  logisticsType: z.int(),
  deliveryMode: z.int(),
  parcels: z.array(z.strictObject({ carrier: z.string(), number: z.string(), description: z.string() })),
  /** how often it was told of */
  uploads: z.int(),
  at: instant,
  /** The buyer confirmed in WeChat that it came. */
  confirmedAt: instant.optional(),
});
/** What the merchant told of the shipping of an order. */
export type Shipment = z.output<typeof shipmentSchema>;

const stateSchema = z.strictObject({
  version: z.literal(1),
  orders: byKey(z.string(), orderSchema),
  /** prepay_id → the order it opens */
  prepays: byKey(z.string(), z.strictObject({ outTradeNo: z.string(), issuedAt: instant })),
  refunds: byKey(z.string(), refundSchema),
  // A state that was written before there were transfers has none.
  transfers: byKey(z.string(), transferSchema).default(() => new Map()),
  notices: byKey(z.string(), noticeSchema),
  loginCodes: byKey(z.string(), z.strictObject({ openid: z.string(), issuedAt: instant, used: z.boolean() })),
  // A state that was written before there were phone numbers has none.
  phoneCodes: byKey(
    z.string(),
    z.strictObject({ phone: z.string(), issuedAt: instant, used: z.boolean() }),
  ).prefault([]),
  /** access token → its end */
  accessTokens: byKey(
    z.string(),
    z.strictObject({ issuedAt: instant, expiresAt: instant, forced: z.boolean() }),
  ),
  /** `openid templateId` → messages that may still be sent */
  acceptances: byKey(z.string(), z.int()),
  sentMessages: z.array(sentMessageSchema),
  /** out_trade_no → what was sent */
  shipments: byKey(z.string(), shipmentSchema).prefault([]),
});

/** All that the simulator remembers. Maps, so that no number or code can collide with a property name. */
export type BoxState = z.output<typeof stateSchema>;

function byKey<K, V>(key: z.ZodType<K>, value: z.ZodType<V>) {
  return z.array(z.tuple([key, value])).transform((pairs) => new Map(pairs));
}

export function emptyState(): BoxState {
  return {
    version: 1,
    orders: new Map(),
    prepays: new Map(),
    refunds: new Map(),
    transfers: new Map(),
    notices: new Map(),
    loginCodes: new Map(),
    phoneCodes: new Map(),
    accessTokens: new Map(),
    acceptances: new Map(),
    sentMessages: [],
    shipments: new Map(),
  };
}

/** @throws Error when the file is there but not what this version writes */
export function loadState(path: string): BoxState {
  if (!existsSync(path)) return emptyState();
  try {
    return stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`${path} does not hold the simulator's state; remove it to begin anew`, { cause: error });
  }
}

/** Replaces the file in one step, so that a crash leaves the old or the new state, never half of one. */
export function saveState(path: string, state: BoxState): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const text = JSON.stringify(state, (_key, value: unknown) => (value instanceof Map ? [...value] : value));
  const temporary = `${path}.${process.pid}`;
  const file = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
}
