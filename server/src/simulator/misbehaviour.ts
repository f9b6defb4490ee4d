import { z } from 'zod';

/** How often the rule applies; for ever (until `behave`) when absent. */
const times = z.int().min(1).optional();

const on = {
  notification: z.literal('notification'),
  api: z.literal('api'),
  refund: z.literal('refund'),
  transfer: z.literal('transfer'),
};
/** Only notifications about this order. */
const ofOrder = { on: on.notification, outTradeNo: z.string().optional(), times };
/** Only calls whose path begins so: `/v3/pay`, `/sns` … */
const ofPath = { on: on.api, path: z.string().startsWith('/').optional(), times };

export const TAMPERED_PARTS = ['body', 'ciphertext', 'signature', 'timestamp', 'nonce'] as const;
export const WRONG_FIELDS = ['appid', 'mchid', 'outTradeNo', 'totalFen', 'currency', 'tradeState'] as const;

const notificationRule = z.discriminatedUnion('fault', [
  z.strictObject({ ...ofOrder, fault: z.literal('late'), delayMs: z.int().min(1) }),
  z.strictObject({ ...ofOrder, fault: z.literal('duplicate'), copies: z.int().min(1).max(1000) }),
  /** holds notifications back until so many wait, then delivers the newest first */
  z.strictObject({ ...ofOrder, fault: z.literal('reorder'), hold: z.int().min(2).default(2) }),
  /** the attempt never arrives; WeChat tries again by its schedule */
  z.strictObject({ ...ofOrder, fault: z.literal('lose') }),
  /** `ciphertext` is changed before signing, so that only the GCM tag tells; all else after signing */
  z.strictObject({ ...ofOrder, fault: z.literal('tamper'), part: z.enum(TAMPERED_PARTS) }),
  /** signature WECHATPAY/SIGNTEST/… */
  z.strictObject({ ...ofOrder, fault: z.literal('probe') }),
  /** rightly signed, but this field is not what was ordered */
  z.strictObject({ ...ofOrder, fault: z.literal('wrong'), field: z.enum(WRONG_FIELDS) }),
  /** signed so many seconds ago */
  z.strictObject({ ...ofOrder, fault: z.literal('expired'), seconds: z.int().min(1).default(600) }),
  z.strictObject({ ...ofOrder, fault: z.literal('unknownSerial') }),
]);

const apiRule = z.discriminatedUnion('fault', [
  /** `code`: SYSTEM_ERROR, FREQUENCY_LIMITED …; for the mini-program API a number, with status 200 */
  z.strictObject({
    ...ofPath,
    fault: z.literal('error'),
    status: z.int().min(200).max(599),
    code: z.string(),
    message: z.string().default('simulated'),
  }),
  /** no answer ever; with `carriedOut` the request has its effect all the same */
  z.strictObject({ ...ofPath, fault: z.literal('timeout'), carriedOut: z.boolean().default(false) }),
  z.strictObject({ ...ofPath, fault: z.literal('disconnect'), carriedOut: z.boolean().default(false) }),
  z.strictObject({ ...ofPath, fault: z.literal('unsigned') }),
  z.strictObject({ ...ofPath, fault: z.literal('probe') }),
  z.strictObject({ ...ofPath, fault: z.literal('tamper') }),
  z.strictObject({ ...ofPath, fault: z.literal('expired'), seconds: z.int().min(1).default(600) }),
]);

/** How refunds end instead of with success. */
const refundRule = z.strictObject({ on: on.refund, fault: z.enum(['ABNORMAL', 'CLOSED']), times });

/** What becomes of a transfer that is asked for: it stays under way until the rule is gone, or fails at once. */
const transferRule = z.discriminatedUnion('fault', [
  z.strictObject({ on: on.transfer, fault: z.literal('PROCESSING'), times }),
  z.strictObject({
    on: on.transfer,
    fault: z.literal('FAIL'),
    reason: z.string().default('NAME_NOT_CORRECT'),
    times,
  }),
]);

export const misbehaviourSchema = z.discriminatedUnion('on', [
  notificationRule,
  apiRule,
  refundRule,
  transferRule,
]);

export type MisbehaviourInput = z.input<typeof misbehaviourSchema>;
export type Misbehaviour = z.output<typeof misbehaviourSchema>;
export type NotificationFault = z.output<typeof notificationRule>;
export type ApiFault = z.output<typeof apiRule>;
export type RefundFault = z.output<typeof refundRule>;
export type TransferFault = z.output<typeof transferRule>;

/** The rules in force, in the order in which they were given. */
export interface Misbehaviours {
  add(rule: MisbehaviourInput): void;
  clear(): void;
  list(): readonly Misbehaviour[];
  /** The rules that match now; each one's `times` goes down by one. */
  take<R extends Misbehaviour>(matches: (rule: Misbehaviour) => rule is R): R[];
  /** As `take`, without counting. */
  peek<R extends Misbehaviour>(matches: (rule: Misbehaviour) => rule is R): R[];
}

/** @throws ZodError from `add` when a rule is not one of the above */
export function createMisbehaviours(): Misbehaviours {
  let active: Misbehaviour[] = [];
  return {
    add: (rule) => void active.push(misbehaviourSchema.parse(rule)),
    clear: () => {
      active = [];
    },
    list: () => active,
    take: (matches) => {
      const taken = active.filter(matches);
      for (const rule of taken) if (rule.times !== undefined) rule.times -= 1;
      active = active.filter((rule) => rule.times !== 0);
      return taken;
    },
    peek: (matches) => active.filter(matches),
  };
}

export const isApiFault =
  (path: string) =>
  (rule: Misbehaviour): rule is ApiFault =>
    rule.on === 'api' && (rule.path === undefined || path.startsWith(rule.path));

/** Faults of a kind, of notifications about one order. */
export const isNotificationFault =
  <F extends NotificationFault['fault']>(outTradeNo: string, faults: readonly F[]) =>
  (rule: Misbehaviour): rule is Extract<NotificationFault, { fault: F }> =>
    rule.on === 'notification' &&
    faults.some((fault) => fault === rule.fault) &&
    (rule.outTradeNo === undefined || rule.outTradeNo === outTradeNo);

export const isTransferFault = (rule: Misbehaviour): rule is TransferFault => rule.on === 'transfer';
export const isRefundFault = (rule: Misbehaviour): rule is RefundFault => rule.on === 'refund';
