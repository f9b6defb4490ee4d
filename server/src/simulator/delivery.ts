import { nowOf, type Box } from './box';
import { isNotificationFault, type NotificationFault } from './misbehaviour';
import { signNotice, type NoticeContent, type NoticeOptions, type SignedNotice } from './notices';
import { requireOrder, transactionBody } from './orders';
import { endRefunds, refundNoticeBody, requireRefund } from './refunds';
import type { Notice } from './state';
import { moveTransfers, requireTransfer, transferNoticeBody } from './transfers';

/** How a notification leaves: `fetch`, or a stand-in in tests. */
export type Notify = (
  url: string,
  init: {
    method: 'POST';
    headers: Record<string, string>;
    body: Uint8Array<ArrayBuffer>;
    signal: AbortSignal;
  },
) => Promise<{ status: number }>;

/** One attempt to deliver a notification. */
export interface Delivery {
  kind: Notice['kind'];
  about: string;
  attempt: number;
  at: Date;
  /** HTTP status of the merchant's answer; undefined when none came, or the attempt was lost on purpose */
  status: number | undefined;
  faults: readonly NotificationFault['fault'][];
}

/** WeChat Pay tries again after 15s, 15s, 30s, 3m, 10m, 20m, 30m, 30m, 30m, 60m, 3h, 3h, 3h, 6h, 6h. */
export const RETRY_AFTER_S = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600,
] as const;

/** A merchant has 5 seconds to answer. */
const ANSWER_WITHIN_MS = 5_000;
const DELIVERIES_KEPT = 1_000;
const ATTEMPT_FAULTS = ['duplicate', 'lose', 'tamper', 'probe', 'wrong', 'expired', 'unknownSerial'] as const;
type AttemptFault = Extract<NotificationFault, { fault: (typeof ATTEMPT_FAULTS)[number] }>;

export interface Deliverer {
  /** Ends refunds, moves transfers on and sends what is due by the clock, in parallel. @returns the number of notifications attempted */
  runDue(): Promise<number>;
  deliveries(): readonly Delivery[];
  /** Resolves when nothing is on its way. */
  settled(): Promise<void>;
}

export function createDeliverer(box: Box, notify: Notify): Deliverer {
  const deliveries: Delivery[] = [];
  // A notification on its way is not sent once more by the next run.
  const underWay = new Map<string, Promise<void>>();

  const record = (delivery: Delivery) => {
    deliveries.push(delivery);
    if (deliveries.length > DELIVERIES_KEPT) deliveries.shift();
  };

  const attempt = async (notice: Notice): Promise<void> => {
    const faults = box.misbehaviours.take(isNotificationFault(notice.outTradeNo, ATTEMPT_FAULTS));
    const common = {
      kind: notice.kind,
      about: notice.about,
      attempt: notice.attempts + 1,
      at: box.clock.now(),
    };
    const statuses = await send(box, notify, notice, faults);
    for (const status of statuses) {
      record({ ...common, status, faults: faults.map(({ fault }) => fault) });
      box.logger.debug({ ...common, status }, 'notification attempted');
    }
    reschedule(
      box,
      notice,
      statuses.some((status) => status === 200 || status === 204),
    );
  };

  const start = (notice: Notice): Promise<void> => {
    const running = attempt(notice).finally(() => underWay.delete(notice.id));
    underWay.set(notice.id, running);
    return running;
  };

  return {
    async runDue() {
      endRefunds(box);
      moveTransfers(box);
      const now = nowOf(box);
      const due = [...box.state.notices.values()].filter(
        ({ id, dueAt }) => dueAt <= now && !underWay.has(id),
      );
      const { atOnce, inTurn } = splitReordered(box, due);
      const parallel = atOnce.map(start);
      for (const notice of inTurn) await start(notice);
      await Promise.all(parallel);
      return atOnce.length + inTurn.length;
    },
    deliveries: () => deliveries,
    settled: async () => {
      await Promise.all(underWay.values());
    },
  };
}

/** Sends the notification and its copies, each signed afresh. */
function send(
  box: Box,
  notify: Notify,
  notice: Notice,
  faults: readonly AttemptFault[],
): Promise<(number | undefined)[]> {
  if (faults.some(({ fault }) => fault === 'lose')) return Promise.resolve([undefined]);
  const options = noticeOptions(box, faults);
  const copies = faults.reduce((sum, fault) => sum + (fault.fault === 'duplicate' ? fault.copies : 0), 1);
  return Promise.all(
    Array.from({ length: copies }, async () => {
      const { headers, body } = signNotice(box, contentOf(box, notice), options);
      try {
        const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
        return (await notify(notice.url, { method: 'POST', headers, body: new Uint8Array(body), signal }))
          .status;
      } catch (error) {
        box.logger.debug({ about: notice.about, err: error }, 'notification not answered');
        return undefined;
      }
    }),
  );
}

function noticeOptions(box: Box, faults: readonly AttemptFault[]): NoticeOptions {
  const options: NoticeOptions = {};
  for (const fault of faults) {
    if (fault.fault === 'tamper') options.tamper = fault.part;
    if (fault.fault === 'probe') options.probe = true;
    if (fault.fault === 'wrong') options.wrong = fault.field;
    if (fault.fault === 'expired') options.at = new Date(nowOf(box) - fault.seconds * 1000);
    if (fault.fault === 'unknownSerial') options.unknownSerial = true;
  }
  return options;
}

function reschedule(box: Box, notice: Notice, delivered: boolean): void {
  const waitSeconds = RETRY_AFTER_S[notice.attempts];
  notice.attempts += 1;
  if (delivered || waitSeconds === undefined) box.state.notices.delete(notice.id);
  else notice.dueAt = nowOf(box) + waitSeconds * 1000;
  box.changed();
}

/** Takes out the notifications that are to come in the wrong order: newest first, one after the other. */
function splitReordered(box: Box, due: readonly Notice[]): { atOnce: Notice[]; inTurn: Notice[] } {
  const isReordered = (notice: Notice) =>
    box.misbehaviours.peek(isNotificationFault(notice.outTradeNo, ['reorder'])).length > 0;
  const atOnce = due.filter((notice) => !isReordered(notice));
  const held = due.filter(isReordered);
  const [rule] = held[0] ? box.misbehaviours.peek(isNotificationFault(held[0].outTradeNo, ['reorder'])) : [];
  if (!rule || held.length < rule.hold) return { atOnce, inTurn: [] };
  box.misbehaviours.take((candidate): candidate is typeof rule => candidate === rule);
  return { atOnce, inTurn: held.reverse() };
}

const CONTENTS: Readonly<Record<Notice['kind'], (box: Box, about: string, id: string) => NoticeContent>> = {
  payment: paymentContent,
  refund: refundContent,
  transfer: transferContent,
};

const contentOf = (box: Box, { kind, about, id }: Notice): NoticeContent => CONTENTS[kind](box, about, id);

function paymentContent(box: Box, outTradeNo: string, id: string): NoticeContent {
  const order = requireOrder(box, outTradeNo);
  if (order.paidAt === undefined)
    throw new Error(`order ${outTradeNo} is not paid: there is nothing to notify`);
  return {
    id,
    eventType: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    originalType: 'transaction',
    // The notification tells of the payment, also when a refund has come since.
    plaintext: transactionBody(box, { ...order, state: 'SUCCESS' }),
  };
}

function refundContent(box: Box, outRefundNo: string, id: string): NoticeContent {
  const refund = requireRefund(box, outRefundNo);
  if (refund.state === 'PROCESSING')
    throw new Error(`refund ${outRefundNo} has not ended: there is nothing to notify`);
  const summary = { SUCCESS: '退款成功', ABNORMAL: '退款异常', CLOSED: '退款关闭' }[refund.state];
  return {
    id,
    eventType: `REFUND.${refund.state}`,
    summary,
    originalType: 'refund',
    plaintext: refundNoticeBody(box, refund),
  };
}

function transferContent(box: Box, outBillNo: string, id: string): NoticeContent {
  return {
    id,
    eventType: 'MCHTRANSFER.BILL.FINISHED',
    summary: '商家转账单据终态通知',
    originalType: 'mch_payment',
    plaintext: transferNoticeBody(box, requireTransfer(box, outBillNo)),
  };
}

/** A payment notification signed afresh, not sent. @throws when the order is unknown or unpaid */
export function paymentNotice(box: Box, outTradeNo: string, options?: NoticeOptions): SignedNotice {
  return signNotice(box, paymentContent(box, outTradeNo, `EV-${outTradeNo}`), options);
}

/** A refund notification signed afresh, not sent. @throws when the refund is unknown or under way */
export function refundNotice(box: Box, outRefundNo: string, options?: NoticeOptions): SignedNotice {
  return signNotice(box, refundContent(box, outRefundNo, `EV-${outRefundNo}`.slice(0, 64)), options);
}

/** The notification of a transfer signed afresh, not sent. @throws when the transfer is unknown or has not ended */
export function transferNotice(box: Box, outBillNo: string, options?: NoticeOptions): SignedNotice {
  return signNotice(box, transferContent(box, outBillNo, `EV-${outBillNo}`), options);
}
