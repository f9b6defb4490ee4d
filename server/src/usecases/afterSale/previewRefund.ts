import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { EntryId, MemberId, QueueKey } from '@paifan/shared/ids/ids';
import { sumFen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import type { AfterSaleState } from '@paifan/shared/orders/afterSale';
import { refundEffects, type RefundEffects } from '@paifan/shared/rebate/settle/refundEffects';
import type { QueueTask } from '@paifan/shared/rebate/settle/facts';
import { countColumn } from '../../db/columns';
import type { Database } from '../../db/connect';
import { readWallet } from '../../db/ledgerReads';
import type { OrderRow } from '../../db/models/orders';
import { queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { loadFacts } from '../../settle/facts';
import { liveSettingsOf, versionsByTime } from '../../settle/live';
import { mergesOf, queueAfter, type Merges } from '../../settle/merges';
import { planOne } from '../../settle/planOne';
import { readQueues, type StoredQueue } from '../../settle/queues';
import type { ShopContext } from '../context';
import { findOwnOrder } from '../orders/findOrder';
import { splitOfMoney } from '../payment/wantRefund';
import { partsToRefund } from './lineRest';
import { readLineStandings, standingOf } from './lineStandings';
import { canBeRefunded } from './requestAfterSale';

/** What comes back with a refund: fen, and hundredths. */
export interface RefundBack {
  readonly wechatFen: Fen;
  readonly cashFen: Fen;
  readonly points: Fen;
  readonly love: Fen;
  readonly voucher: Fen;
}

interface PlannedEffects extends RefundEffects {
  /** The id of the line's entry, as members see it. */
  readonly entryId: EntryId | null;
}

/** What a refund would bring, and what it would do to the rebate of its buyer. */
export interface RefundPreview extends PlannedEffects {
  readonly back: RefundBack;
  readonly cashBeforeFen: Fen;
  /** May be below zero. */
  readonly cashAfterFen: Fen;
}

type Reading = Pick<ShopContext, 'db' | 'clock'>;

/** Of which line, and how much of its worth. */
export interface PartOfLine {
  readonly line: number;
  readonly amountFen: Fen;
}

/**
 * Plans a refund as the settlement would, from the same facts and by the same rules, and writes nothing. SPEC section 7.
 * @throws ApiError order_not_found, order_line_not_found, order_state, refund_exceeds; settlement_pending while something that
 *   happened to the order is not settled
 */
export async function previewRefund(
  { db, clock }: Reading,
  memberId: MemberId,
  orderNo: string,
  part: PartOfLine,
): Promise<RefundPreview> {
  const order = await findOwnOrder(db, memberId, orderNo);
  const now = clock.now();
  if (!canBeRefunded(order, now)) throw new ApiError('order_state');
  return inTransaction(
    db,
    async (tx) => {
      const { leftFen } = standingOf(await readLineStandings(tx, order.id), part.line);
      if (part.amountFen > leftFen) throw new ApiError('refund_exceeds', undefined, { leftFen });
      return preview(db, tx, order, refundOf(order, part, now));
    },
    'one moment',
  );
}

/** In these states nothing was paid back yet, and it may still be. */
const TO_BE_PAID_BACK: readonly AfterSaleState[] = [
  'requested',
  'approved',
  'returning',
  'received',
  'failed',
];

/**
 * The same of a request, whose amount is held for it already.
 * @throws ApiError after_sale_not_found; after_sale_state: nothing of it will be paid back, or it is being; settlement_pending
 */
export async function previewAfterSale(
  { db, clock }: Reading,
  no: string,
): Promise<PartOfLine & { readonly preview: RefundPreview }> {
  const request = await db.afterSales.findOne({ where: { no } });
  if (request === null) throw new ApiError('after_sale_not_found');
  if (!TO_BE_PAID_BACK.includes(request.state)) throw new ApiError('after_sale_state');
  const order = await db.orders.findByPk(request.orderId, { rejectOnEmpty: true });
  const part = { line: request.lineNo, amountFen: request.amountFen };
  const refund = refundOf(order, part, clock.now());
  return { ...part, preview: await inTransaction(db, (tx) => preview(db, tx, order, refund), 'one moment') };
}

type RefundTask = Extract<QueueTask, { type: 'refunded' }>;

const refundOf = (order: OrderRow, { line, amountFen }: PartOfLine, now: Date): RefundTask => ({
  ...{ type: 'refunded', order: order.id, cause: 'preview', at: now.getTime() },
  ...{ line, amountFen },
});

async function preview(db: Database, tx: Tx, order: OrderRow, asked: RefundTask): Promise<RefundPreview> {
  await assertSettled(tx, order);
  const parts = await partsToRefund(tx, order.id, { lineNo: asked.line, amountFen: asked.amountFen });
  const money = await splitOfMoney(db, tx, order, parts.paidFen);
  // The rebate knows of money alone.
  const effects =
    parts.paidFen === 0 ? NO_EFFECTS : await planned(tx, order, { ...asked, amountFen: parts.paidFen });
  const cashBeforeFen = (await readWallet(tx, order.memberId)).cash;
  return {
    ...effects,
    back: { ...money, points: parts.pointsUsed, love: parts.loveUsed, voucher: parts.voucherUsed },
    cashBeforeFen,
    cashAfterFen: sumFen([cashBeforeFen, effects.cashChangeFen, money.cashFen]),
  };
}

const NO_EFFECTS: PlannedEffects = {
  entry: null,
  entryId: null,
  takenBackFen: ZERO_FEN,
  cashChangeFen: ZERO_FEN,
  contributionWithdrawnFen: ZERO_FEN,
  othersRewardsFen: ZERO_FEN,
};

async function planned(tx: Tx, order: OrderRow, refund: RefundTask): Promise<PlannedEffects> {
  const { queue, merges } = await queueOfLine(tx, order, refund.line);
  const live = await liveSettingsOf(tx, (await versionsByTime(tx))(refund.at));
  const [facts] = await loadFacts(tx, [{ queue, tasks: [refund], live }], merges);
  if (facts === undefined) throw new Error(`nothing was loaded of queue ${queue.key}`);
  const done = await planOne(tx, facts, [refund]);
  const effects = refundEffects(done.facts, done.plan, refund);
  return {
    ...effects,
    entryId: facts.entries.find(({ id }) => id === effects.entry?.id)?.rowId ?? null,
  };
}

async function assertSettled(tx: Tx, { id }: OrderRow): Promise<void> {
  const open = await queryOne(
    tx,
    'SELECT COUNT(*) AS tasks FROM settlement_tasks WHERE order_id = ? AND settled_at IS NULL',
    [id],
    z.object({ tasks: countColumn }),
  );
  if (open !== null && open.tasks > 0) throw new ApiError('settlement_pending');
}

const homeRow = z.object({ queue_key: z.string().transform((key) => key as QueueKey) });

/** The queue in which the line is settled now, without its lock: nothing is written. */
async function queueOfLine(
  tx: Tx,
  { id, placedAt }: OrderRow,
  line: number,
): Promise<{ queue: StoredQueue; merges: Merges }> {
  const home = await queryOne(
    tx,
    'SELECT queue_key FROM order_lines WHERE order_id = ? AND line_no = ?',
    [id, line],
    homeRow,
  );
  const found = home === null ? [] : await readQueues(tx, [home.queue_key]);
  const merges = await mergesOf(tx, found);
  const key = home && queueAfter(merges, home.queue_key, placedAt.getTime());
  const [queue] =
    found.some((each) => each.key === key) || key === null ? found : await readQueues(tx, [key]);
  if (queue === undefined) throw new ApiError('settlement_pending');
  return { queue, merges };
}
