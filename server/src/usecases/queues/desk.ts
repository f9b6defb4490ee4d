import { ApiError } from '@paifan/shared/errors/errors';
import type { EntryId, QueueKey } from '@paifan/shared/ids/ids';
import { fen, minFen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { fraction, roundedDownText } from '@paifan/shared/money/fraction';
import { isBrakedBy } from '@paifan/shared/rebate/brake/brake';
import { estimate, type Estimate, type RecentFlow } from '@paifan/shared/rebate/forecast/forecast';
import { UNION_QUEUE } from '@paifan/shared/rebate/queue/lines';
import type { AskedRule } from '@paifan/shared/rebate/ratio/choose';
import type { Brought } from '@paifan/shared/rebate/settle/facts';
import { readEarlierPlaces, type EarlierPlace } from '../../db/entryProof';
import { readFlow, readRecentSums, type FlowDay, type RecentSums } from '../../db/lineFlow';
import { readMemberNames } from '../../db/names';
import type { Page, PageRequest } from '../../db/paging';
import {
  findDeskQueues,
  readDeskQueues,
  readMergesOf,
  type DeskQueue,
  type DeskQueuesRequest,
  type QueueMerge,
} from '../../db/queueDesk';
import {
  readAnyEntry,
  readBrought,
  readPayouts,
  readQueueEntries,
  type PayoutRow,
  type PlacedEntry,
} from '../../db/queueReads';
import { settingsInForce } from '../../db/settings';
import { liveSettings } from '../../settle/live';
import { readNextUnionPayout } from '../../settle/notice';
import type { ShopContext } from '../context';
import { openPlansOf, type QueuePlan } from './plans';
import { pacesOf } from './paces';

/** A queue with its figures, as the console lists it. */
export interface QueueFigures {
  readonly queue: DeskQueue;
  readonly sums: RecentSums;
  /** Inflow of 30 days ÷ outstanding; null: nobody waits. */
  readonly coverage: string | null;
  readonly isBraked: boolean;
  /** Until everybody who waits now is paid. */
  readonly estimate: Estimate;
}

/** Adds the figures to queues, with a few statements however many they are. */
export async function withFigures(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  queues: readonly DeskQueue[],
): Promise<QueueFigures[]> {
  const now = clock.now();
  const { settings } = await settingsInForce(db, now);
  const sumsOf = await readRecentSums(
    db,
    queues.map(({ id }) => id),
    now,
  );
  return queues.flatMap((queue): QueueFigures[] => {
    const sums = sumsOf.get(queue.id);
    if (sums === undefined) return [];
    const { outstandingFen } = queue;
    const { inflow30Fen: inflowFen } = sums;
    return [
      {
        queue,
        sums,
        coverage: outstandingFen === 0 ? null : roundedDownText(fraction(inflowFen, outstandingFen)),
        isBraked: isBrakedBy({ inflowFen, outstandingFen }, settings),
        estimate: estimate(outstandingFen, ZERO_FEN, pacesNow(sums, now)),
      },
    ];
  });
}

const pacesNow = ({ since, inflow7Fen, inflow30Fen }: RecentSums, now: Date): RecentFlow[] =>
  pacesOf(since, now, (days) => (days <= 7 ? inflow7Fen : inflow30Fen));

export async function listQueues(shop: ShopContext, request: DeskQueuesRequest): Promise<Page<QueueFigures>> {
  const { items, next } = await readDeskQueues(shop.db, request);
  return { items: await withFigures(shop, items), next };
}

/** @throws ApiError queue_not_found */
export async function findQueueFigures(shop: ShopContext, key: QueueKey): Promise<QueueFigures> {
  const [figures] = await withFigures(shop, await findDeskQueues(shop.db, [key]));
  if (figures === undefined) throw new ApiError('queue_not_found', undefined, { queue: key });
  return figures;
}

/** A queue with what was and what will be. */
export interface QueueDetail {
  readonly figures: QueueFigures;
  readonly flow: readonly FlowDay[];
  readonly plans: readonly QueuePlan[];
  readonly merges: readonly QueueMerge[];
  /** null: it is not the queue of the union. */
  readonly unionPayout: UnionPayout | null;
}

/** How the union queue is paid next. SPEC section 8. */
export interface UnionPayout {
  readonly nextAt: Date;
  /** null: without a cap. */
  readonly dailyCapFen: Fen | null;
  /** What would be paid now: the pool, as far as the cap and those who may be paid let it; 0 while it is paused. */
  readonly payableFen: Fen;
}

async function readUnionPayout({ db, clock }: ShopContext, queue: DeskQueue): Promise<UnionPayout | null> {
  if (queue.key !== UNION_QUEUE) return null;
  const now = clock.now();
  const { settings } = await settingsInForce(db, now);
  const { payoutOrder, unionDailyCapFen: dailyCapFen } = liveSettings(settings);
  const mayBePaidFen = payoutOrder === 'strict' ? queue.outstandingFen : queue.completedFen;
  const poolFen = fen(Math.max(0, queue.poolFen));
  const mostFen = minFen(minFen(poolFen, mayBePaidFen), dailyCapFen ?? poolFen);
  return {
    nextAt: await readNextUnionPayout(db, now),
    dailyCapFen,
    payableFen: queue.paused || queue.allPaused ? ZERO_FEN : mostFen,
  };
}

const FLOW_DAYS = 90;

/** @throws ApiError queue_not_found */
export async function readQueueDetail(shop: ShopContext, key: QueueKey): Promise<QueueDetail> {
  const figures = await findQueueFigures(shop, key);
  const { id } = figures.queue;
  return {
    figures,
    flow: await readFlow(shop.db, [id], shop.clock.now(), FLOW_DAYS),
    plans: await openPlansOf(shop.db, key),
    merges: await readMergesOf(shop.db, id),
    unionPayout: await readUnionPayout(shop, figures.queue),
  };
}

/** An entry with whose it is. */
export interface DeskEntry {
  readonly entry: PlacedEntry;
  readonly nickname: string;
}

async function withNames({ db }: ShopContext, entries: readonly PlacedEntry[]): Promise<DeskEntry[]> {
  const nameOf = await readMemberNames(
    db,
    entries.map(({ memberId }) => memberId),
  );
  return entries.map((entry) => ({ entry, nickname: nameOf(entry.memberId).nickname }));
}

/** @throws ApiError queue_not_found */
export async function listEntries(
  shop: ShopContext,
  key: QueueKey,
  request: PageRequest & { readonly state: PlacedEntry['state'] | 'all' },
): Promise<Page<DeskEntry>> {
  const [queue] = await findDeskQueues(shop.db, [key]);
  if (queue === undefined) throw new ApiError('queue_not_found', undefined, { queue: key });
  const { items, next } = await readQueueEntries(shop.db, queue.id, request);
  return { items: await withNames(shop, items), next };
}

/** Everything that is kept of an entry. */
export interface DeskEntryDetail extends DeskEntry {
  readonly estimate: Estimate | null;
  readonly payouts: readonly PayoutRow[];
  readonly earlier: readonly EarlierPlace[];
  /** What it was exchanged or converted into. */
  readonly brought: Brought | null;
  readonly asked: readonly AskedRule[];
}

/** @throws ApiError entry_not_found */
export async function readEntryInFull(shop: ShopContext, id: EntryId): Promise<DeskEntryDetail> {
  const { db } = shop;
  const entry = await readAnyEntry(db, id);
  const [found] = entry === null ? [] : await withNames(shop, [entry]);
  if (entry === null || found === undefined) throw new ApiError('entry_not_found');
  const line = await db.orderLines.findOne({ where: { orderId: entry.orderId, lineNo: entry.lineNo } });
  return {
    ...found,
    estimate: await estimateOf(shop, entry),
    payouts: await readPayouts(db, id),
    earlier: await readEarlierPlaces(db, id),
    brought: await readBrought(db, id),
    asked: line?.explanation.entitlement ?? [],
  };
}

async function estimateOf(shop: ShopContext, entry: PlacedEntry): Promise<Estimate | null> {
  if (entry.aheadFen === null) return null;
  const { sums } = await findQueueFigures(shop, entry.queueKey);
  const remainingFen = fen(entry.entitledFen - entry.rewardedFen);
  return estimate(entry.aheadFen, remainingFen, pacesNow(sums, shop.clock.now()));
}
