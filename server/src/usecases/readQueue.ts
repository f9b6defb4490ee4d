import { ApiError } from '@paifan/shared/errors/errors';
import type { EntryId, MemberId } from '@paifan/shared/ids/ids';
import { fen, sumFen } from '@paifan/shared/money/fen';
import { estimate, type Estimate, type RecentFlow } from '@paifan/shared/rebate/forecast/forecast';
import type { AskedRule } from '@paifan/shared/rebate/ratio/choose';
import { shanghaiDay } from '@paifan/shared/time/shanghai';
import { z } from 'zod';
import { timeColumn } from '../db/columns';
import { queryOne } from '../db/query';
import { readFlow, readOverview, type FlowDay, type QueueOverview } from '../db/queueFigures';
import { readEntry, readPayouts, type PayoutRow, type PlacedEntry } from '../db/queueReads';
import type { ShopContext } from './context';

/** Days of flow that a page draws. */
const FLOW_DAYS = 14;
/** The spans whose paces an estimate lies between. SPEC section 12. */
const PACE_DAYS = [7, 30] as const;
const LONGEST_PACE = 30;

/** A member's lines in figures, with what came in and went out of them lately. */
export async function readQueue(
  { db, clock }: Pick<ShopContext, 'db' | 'clock'>,
  memberId: MemberId,
): Promise<{ overview: QueueOverview; flow: readonly FlowDay[] }> {
  const overview = await readOverview(db, memberId);
  return { overview, flow: await readFlow(db, overview.queueIds, clock.now(), FLOW_DAYS) };
}

/** Everything about one entry: what it received and from whom, why its ratio, and what the present pace would mean. */
export interface EntryHistory {
  readonly entry: PlacedEntry;
  readonly payouts: readonly PayoutRow[];
  readonly flow: readonly FlowDay[];
  /** null: it waits for nothing. */
  readonly estimate: Estimate | null;
  readonly asked: readonly AskedRule[];
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
  const flow = await readFlow(db, [entry.queueId], clock.now(), LONGEST_PACE);
  const line = await db.orderLines.findOne({ where: { orderId: entry.orderId, lineNo: entry.lineNo } });
  return {
    entry,
    payouts: await readPayouts(db, id),
    flow: flow.slice(-FLOW_DAYS),
    estimate: await estimateFor(shop, entry, flow),
    asked: line?.explanation.entitlement ?? [],
  };
}

const createdRow = z.object({ created_at: timeColumn });

async function estimateFor(
  { db, clock }: ShopContext,
  entry: PlacedEntry,
  flow: readonly FlowDay[],
): Promise<Estimate | null> {
  if (entry.state !== 'waiting' || entry.aheadFen === null) return null;
  const queue = await queryOne(db, 'SELECT created_at FROM queues WHERE id = ?', [entry.queueId], createdRow);
  const today = shanghaiDay(clock.now().getTime());
  const age = queue ? today - shanghaiDay(queue.created_at.getTime()) + 1 : 1;
  const paces = PACE_DAYS.map((span): RecentFlow => {
    // A young queue has no 30 days to look back on; days before it began would make its pace look slow.
    const days = Math.max(1, Math.min(span, age));
    return { days, inflowFen: sumFen(flow.slice(-days).map(({ inflowFen }) => inflowFen)) };
  });
  return estimate(entry.aheadFen, fen(entry.entitledFen - entry.rewardedFen), paces);
}
