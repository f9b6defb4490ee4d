import { ApiError } from '@paifan/shared/errors/errors';
import type { EntryId, MemberId } from '@paifan/shared/ids/ids';
import { fen, sumFen, type Fen } from '@paifan/shared/money/fen';
import { estimate, type Estimate } from '@paifan/shared/rebate/forecast/forecast';
import type { AskedRule } from '@paifan/shared/rebate/ratio/choose';
import { readFlow, readRecentSums, type FlowDay } from '../../db/lineFlow';
import { readOverview, type QueueOverview } from '../../db/queueFigures';
import { readNeighbours, type Neighbour } from '../../db/queueNeighbours';
import { readEntry, readPayouts, type PayoutRow, type PlacedEntry } from '../../db/queueReads';
import type { ShopContext } from '../context';
import { PACE_DAYS, pacesOf } from './paces';
import { nextPlanOf } from './plans';

/** Days of flow that a page draws. */
const FLOW_DAYS = 14;
const LONGEST_PACE = 30;

/** A member's lines now. */
export interface QueueNow {
  readonly overview: QueueOverview;
  readonly flow: readonly FlowDay[];
  /** When lines in which the member waits are cleared next, or wound down; null: nothing is announced. */
  readonly resetsAt: Date | null;
  readonly closesAt: Date | null;
}

/** A member's lines in figures, with what came in and went out of them lately. */
export async function readQueue(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  memberId: MemberId,
): Promise<QueueNow> {
  const overview = await readOverview(db, memberId);
  const { queueIds } = overview;
  return {
    overview,
    flow: await readFlow(db, queueIds, clock.now(), FLOW_DAYS),
    resetsAt: await nextPlanOf(db, 'reset', queueIds),
    closesAt: await nextPlanOf(db, 'windDown', queueIds),
  };
}

/** Everything about one entry: what it received and from whom, why its ratio, and what the present pace would mean. */
export interface EntryHistory {
  readonly entry: PlacedEntry;
  readonly payouts: readonly PayoutRow[];
  readonly flow: readonly FlowDay[];
  /** null: it waits for nothing. */
  readonly estimate: Estimate | null;
  readonly asked: readonly AskedRule[];
  /** What came into its queue on the last 7 and on the last 30 days. */
  readonly inflows: readonly { readonly days: number; readonly inflowFen: Fen }[];
  readonly resetsAt: Date | null;
  readonly closesAt: Date | null;
}

/** @throws ApiError entry_not_found, also for an entry of somebody else */
export async function readEntryHistory(
  shop: ShopContext,
  memberId: MemberId,
  id: EntryId,
): Promise<EntryHistory> {
  const { db, clock } = shop;
  const entry = await readEntry(db, memberId, id);
  if (!entry) throw new ApiError('entry_not_found');
  const isWaiting = entry.state === 'waiting';
  const flow = await readFlow(db, [entry.queueId], clock.now(), LONGEST_PACE);
  const line = await db.orderLines.findOne({ where: { orderId: entry.orderId, lineNo: entry.lineNo } });
  return {
    entry,
    payouts: await readPayouts(db, id),
    flow: flow.slice(-FLOW_DAYS),
    estimate: await estimateFor(shop, entry, flow),
    asked: line?.explanation.entitlement ?? [],
    inflows: PACE_DAYS.map((days) => ({ days, inflowFen: inflowOf(flow, days) })),
    resetsAt: isWaiting ? await nextPlanOf(db, 'reset', [entry.queueId]) : null,
    closesAt: isWaiting ? await nextPlanOf(db, 'windDown', [entry.queueId]) : null,
  };
}

/** How many of those right before, and of those right after, a member sees. */
const NEIGHBOURS = 5;

/**
 * An entry with those around it in its line, for the owner of the entry.
 * @throws ApiError entry_not_found, also for an entry of somebody else
 */
export async function readEntryNeighbours(
  { db }: Pick<ShopContext, 'db'>,
  memberId: MemberId,
  id: EntryId,
): Promise<{ readonly entry: PlacedEntry; readonly neighbours: readonly Neighbour[] }> {
  const entry = await readEntry(db, memberId, id);
  if (!entry) throw new ApiError('entry_not_found');
  return { entry, neighbours: entry.state === 'waiting' ? await readNeighbours(db, entry, NEIGHBOURS) : [] };
}

/** What came in on the last days, today included. */
const inflowOf = (flow: readonly FlowDay[], days: number): Fen =>
  sumFen(flow.slice(-days).map(({ inflowFen }) => inflowFen));

async function estimateFor(
  { db, clock }: ShopContext,
  entry: PlacedEntry,
  flow: readonly FlowDay[],
): Promise<Estimate | null> {
  if (entry.state !== 'waiting' || entry.aheadFen === null) return null;
  const now = clock.now();
  const { since } = (await readRecentSums(db, [entry.queueId], now)).get(entry.queueId) ?? { since: now };
  const paces = pacesOf(since, now, (days) => inflowOf(flow, days));
  return estimate(entry.aheadFen, fen(entry.entitledFen - entry.rewardedFen), paces);
}
