import { z } from 'zod';
import type { EntryId, MemberId } from '@paifan/shared/ids/ids';
import { addFen, type Fen } from '@paifan/shared/money/fen';
import type { Brought } from '@paifan/shared/rebate/settle/facts';
import type { QueueEvent } from '@paifan/shared/rebate/settle/events';
import type { Writes } from '../db/bulk';
import { entryIdColumn, fenColumn, orderIdColumn, ratioColumn } from '../db/columns';

const timeText = z.iso.datetime();

const rewardSchema = z.object({
  rewardKind: z.enum(['direct', 'indirect', 'team', 'recruitment']),
  orderId: orderIdColumn,
  amountFen: fenColumn,
});

/**
 * What members are told about their entries and rewards: the `kind` of an outbox row, and its `payload`.
 * Parse `{ kind, ...payload }`.
 */
export const announcementSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('joined'),
    entryId: entryIdColumn,
    orderId: orderIdColumn,
    position: z.int(),
    entitledFen: fenColumn,
  }),
  z.object({
    kind: z.literal('rewarded'),
    entryId: entryIdColumn,
    /** The order that paid; null when several did, at the end of a pause and for the union's payout. */
    orderId: orderIdColumn.nullable(),
    amountFen: fenColumn,
  }),
  z.object({ kind: z.literal('done'), entryId: entryIdColumn, rewardedFen: fenColumn }),
  rewardSchema.extend({ kind: z.literal('rewardGranted') }),
  rewardSchema.extend({ kind: z.literal('rewardReleased') }),
  /** Its order was refunded, in part or in full: what the reward is worth now, and what it was beyond that is taken back. */
  rewardSchema.extend({ kind: z.literal('rewardReduced') }),
  /** The line was merged into another: how many entries of the member have a new number. */
  z.object({ kind: z.literal('queueMerged'), entries: z.int() }),
  /** A queue is about to be wound down: what remains to the member there. */
  z.object({
    kind: z.literal('queueClosing'),
    entries: z.int(),
    remainingFen: fenColumn,
    at: timeText.nullable().optional(),
  }),
  /** A queue was wound down: what was not paid any more. */
  z.object({ kind: z.literal('queueClosed'), entries: z.int(), remainingFen: fenColumn }),
  /** The entry carries the right to one draw. */
  z.object({ kind: z.literal('drawAvailable'), entryId: entryIdColumn }),
  /** What came of a draw; an entitlement of 0 ends the entry. */
  z.object({ kind: z.literal('drawn'), entryId: entryIdColumn, ratio: ratioColumn, entitledFen: fenColumn }),
  /** What remained of an entry was given up for this; the amount is in hundredths. */
  z.object({
    kind: z.literal('exchanged'),
    entryId: entryIdColumn,
    balance: z.enum(['points', 'love', 'loveFrozen', 'voucher']),
    amount: fenColumn,
  }),
  /** The lines in which the member waits are about to be cleared: what remains there. */
  z.object({ kind: z.literal('resetComing'), entries: z.int(), remainingFen: fenColumn, at: timeText }),
  /** They are not cleared, or not wound down, after all. */
  z.object({ kind: z.literal('resetCancelled'), at: timeText }),
  z.object({ kind: z.literal('closingCancelled'), at: timeText }),
  /** A line was cleared: what was not paid any more. */
  z.object({ kind: z.literal('cleared'), entries: z.int(), remainingFen: fenColumn }),
]);
export type Announcement = z.output<typeof announcementSchema>;

/** An announcement, to whom, and when its cause happened. */
export interface Telling {
  readonly member: MemberId;
  readonly announcement: Announcement;
  readonly at: number;
}

/** What is told of an entry: the id that members see, and what it has received. */
export type EntryOf = (name: EntryId) => {
  readonly rowId: EntryId;
  readonly rewardedFen: Fen;
  readonly brought: Brought | null;
  /** Does it wait with a draw that is still to be used? */
  readonly hasDraw: boolean;
};

/**
 * What members are told of the events of a queue. Several payouts to an entry that are settled together are told as one.
 * `entryOf` finds an entry by its name in the rules.
 */
export function tellingsOf(events: readonly QueueEvent[], entryOf: EntryOf): Telling[] {
  const tellings: Telling[] = [];
  const rewarded = new Map<EntryId, number>();
  for (const event of events) {
    const announcement = announcementOf(event, entryOf);
    if (announcement === null || !('member' in event)) continue;
    const { member, at } = event;
    const earlier = announcement.kind === 'rewarded' ? rewarded.get(announcement.entryId) : undefined;
    if (earlier === undefined) {
      if (announcement.kind === 'rewarded') rewarded.set(announcement.entryId, tellings.length);
      tellings.push({ member, announcement, at });
      if (event.type === 'joined' && entryOf(event.entry).hasDraw) {
        const { rowId: entryId } = entryOf(event.entry);
        tellings.push({ member, announcement: { kind: 'drawAvailable', entryId }, at });
      }
    } else {
      tellings[earlier] = { member, announcement: together(tellings[earlier], announcement), at };
    }
  }
  return tellings;
}

/** Two payouts to one entry as one. */
function together(earlier: Telling | undefined, later: Announcement): Announcement {
  if (earlier?.announcement.kind !== 'rewarded' || later.kind !== 'rewarded') return later;
  const { entryId, orderId, amountFen } = earlier.announcement;
  return {
    kind: 'rewarded',
    entryId,
    orderId: orderId === later.orderId ? orderId : null,
    amountFen: addFen(amountFen, later.amountFen),
  };
}

const REWARD_NEWS = {
  granted: 'rewardGranted',
  released: 'rewardReleased',
  reduced: 'rewardReduced',
  cancelled: 'rewardReduced',
} as const;

function announcementOf(event: QueueEvent, entryOf: EntryOf): Announcement | null {
  switch (event.type) {
    case 'joined': {
      const { order: orderId, position, entitledFen } = event;
      return { kind: 'joined', entryId: entryOf(event.entry).rowId, orderId, position, entitledFen };
    }
    case 'paidOut': {
      const { causeOrder: orderId, amountFen } = event;
      return { kind: 'rewarded', entryId: entryOf(event.entry).rowId, orderId, amountFen };
    }
    case 'entitled': {
      if (event.by !== 'draw') return null;
      const { ratio, entitledFen } = event;
      return { kind: 'drawn', entryId: entryOf(event.entry).rowId, ratio, entitledFen };
    }
    case 'left': {
      const { rowId, rewardedFen, brought } = entryOf(event.entry);
      if (event.state === 'done') return { kind: 'done', entryId: rowId, rewardedFen };
      if (event.state !== 'exchanged' || brought === null) return null;
      return { kind: 'exchanged', entryId: rowId, balance: brought.balance, amount: brought.amount };
    }
    case 'reward': {
      const { kind: rewardKind, order: orderId, amountFen } = event;
      return { kind: REWARD_NEWS[event.what], rewardKind, orderId, amountFen };
    }
    default:
      return null;
  }
}

/** Puts them into the outbox, from where they leave after the commit. */
export const writeTellings = (writes: Writes, tellings: readonly Telling[]): Promise<void> =>
  writes.insert(
    'outbox',
    ['kind', 'member_id', 'payload', 'created_at', 'next_try_at'],
    tellings.map(({ member, announcement: { kind, ...payload }, at }) => [
      kind,
      member,
      JSON.stringify(payload),
      new Date(at),
      new Date(at),
    ]),
  );
