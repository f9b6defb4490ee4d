import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { EntryId, MemberId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { Ratio } from '@paifan/shared/money/ratio';
import { drawRefusal } from '@paifan/shared/rebate/lottery/draw';
import { drawFromSeed } from '@paifan/shared/rebate/lottery/drawFromSeed';
import type { Refusal } from '@paifan/shared/rebate/settle/desk';
import type { Lottery } from '@paifan/shared/settings/rules';
import {
  countColumn,
  dayColumn,
  entryIdColumn,
  fenColumn,
  flagColumn,
  orderIdColumn,
  queueKeyColumn,
  ratioColumn,
  timeColumn,
} from '../../db/columns';
import { isDuplicate } from '../../db/errors';
import { hmacSha256 } from '../../db/hmac';
import { execute, queryOne } from '../../db/query';
import { readLineTerms } from '../../db/terms';
import { inTransaction, type Executor } from '../../db/transaction';
import { entryName } from '../../settle/orders';
import type { ShopContext } from '../context';
import { writeEntryTask } from '../queues/queueTasks';
import { seedOfToday } from './seeds';

const drawRow = z.object({
  entry_id: entryIdColumn,
  queue_key: queueKeyColumn,
  order_id: orderIdColumn,
  line_no: countColumn,
  state: z.enum(['waiting', 'done', 'exchanged', 'converted', 'cleared', 'cancelled']),
  drawn: flagColumn,
  ratio: ratioColumn,
  entitled_fen: fenColumn,
  rewarded_fen: fenColumn,
  terms: z.string(),
  draw_state: z.enum(['pending', 'applied', 'refused']).nullable(),
  refusal: z.string().nullable(),
  outcome: ratioColumn.nullable(),
  nonce: z.string().nullable(),
  asked_at: timeColumn.nullable(),
  day: dayColumn.nullable(),
  commitment: z.string().nullable(),
  seed: z.string().nullable(),
});
type FoundDraw = z.output<typeof drawRow>;

/** An entry's draw: what it may come to, what it came to, and what it can be checked with. */
export interface DrawView {
  readonly entryId: EntryId;
  readonly lottery: Lottery;
  readonly brakeFactor: Ratio | null;
  readonly state: 'available' | 'unavailable' | 'pending' | 'applied' | 'refused';
  readonly refusal: Refusal | null;
  /** Null until it is settled. */
  readonly outcome: Ratio | null;
  readonly ratio: Ratio;
  readonly entitledFen: Fen;
  readonly made: {
    readonly nonce: string;
    readonly day: string;
    readonly commitment: string;
    /** Null until the day is over. */
    readonly seed: string | null;
    readonly askedAt: Date;
  } | null;
}

/** @param member null: whosever it is */
const findDraw = (executor: Executor, member: MemberId | null, entry: EntryId): Promise<FoundDraw | null> =>
  queryOne(
    executor,
    `SELECT e.id AS entry_id, q.queue_key, e.order_id, e.line_no, e.state, e.drawn, e.ratio, e.entitled_fen, e.rewarded_fen,
       CAST(l.terms AS CHAR) AS terms, d.state AS draw_state, d.refusal, d.outcome, d.nonce, d.asked_at,
       d.seed_day AS day, LOWER(HEX(s.commitment)) AS commitment, LOWER(HEX(s.seed)) AS seed
     FROM entries e
     JOIN queues q ON q.id = e.queue_id
     JOIN order_lines l ON l.order_id = e.order_id AND l.line_no = e.line_no
     LEFT JOIN draws d ON d.entry_id = e.id
     LEFT JOIN draw_seeds s ON s.day = d.seed_day
     WHERE e.id = ? ${member === null ? '' : 'AND e.member_id = ?'}`,
    member === null ? [entry] : [entry, member],
    drawRow,
  );

/**
 * The draw of an entry.
 * @throws ApiError entry_not_found, also for an entry of somebody else; draw_unavailable when it carries none
 */
export async function readDraw({ db }: ShopContext, member: MemberId, entry: EntryId): Promise<DrawView> {
  const found = await findDraw(db, member, entry);
  if (found === null) throw new ApiError('entry_not_found');
  return viewOf(found);
}

/** The draw of anybody's entry, for operators; null: it carries none. */
export async function readAnyDraw({ db }: ShopContext, entry: EntryId): Promise<DrawView | null> {
  const found = await findDraw(db, null, entry);
  return found === null || readLineTerms(found.terms).lottery === null ? null : viewOf(found);
}

function viewOf(found: FoundDraw): DrawView {
  const { lottery, brakeFactor = null } = readLineTerms(found.terms);
  if (lottery === null) throw unavailable('noLottery');
  const { draw_state: drawState, nonce, day, commitment, seed, asked_at: askedAt } = found;
  const refusal = drawState === null ? refusalOf(found) : (found.refusal as Refusal | null);
  return {
    entryId: found.entry_id,
    lottery,
    brakeFactor,
    state: drawState ?? (refusal === null ? 'available' : 'unavailable'),
    refusal,
    outcome: drawState === 'pending' ? null : found.outcome,
    ratio: found.ratio,
    entitledFen: found.entitled_fen,
    made:
      nonce === null || day === null || commitment === null || askedAt === null
        ? null
        : { nonce, day, commitment, seed, askedAt },
  };
}

const refusalOf = (found: FoundDraw): Refusal | null =>
  drawRefusal({ ...found, rewardedFen: found.rewarded_fen }, readLineTerms(found.terms).lottery);

const REASONS: Partial<Record<Refusal, string>> = {
  notWaiting: '这份权益已不在排队',
  noLottery: '这份权益没有抽奖机会',
  alreadyDrawn: '这份权益已经抽过奖',
  alreadyRewarded: '这份权益已有到账，不能再抽奖',
};

/** Why an entry cannot be drawn for, as a member reads it. */
export const drawRefusalText = (refusal: Refusal | null): string | null =>
  refusal === null ? null : (REASONS[refusal] ?? '这份权益不能抽奖');

const unavailable = (reason: Refusal): ApiError =>
  new ApiError('draw_unavailable', drawRefusalText(reason) ?? undefined, { reason });

/**
 * Draws for an entry, once and for all: the outcome follows from the day's seed, to which the shop was bound before, and from the
 * member's nonce. It is settled a moment later; a payment that comes first takes the right to draw away. Asked for again,
 * the draw of then answers. SPEC section 7.
 * @param nonce absent: a new one
 * @throws ApiError entry_not_found, draw_unavailable; already_drawn with another nonce; unavailable
 */
export async function drawForEntry(
  shop: ShopContext,
  member: MemberId,
  entry: EntryId,
  nonce: string | undefined,
): Promise<DrawView> {
  const found = await findDraw(shop.db, member, entry);
  if (found === null) throw new ApiError('entry_not_found');
  if (found.nonce === null) {
    const refusal = refusalOf(found);
    if (refusal !== null) throw unavailable(refusal);
    await makeDraw(shop, member, found, nonce ?? randomUUID()).catch((error: unknown) => {
      // A twin of this request came first: its draw is the answer.
      if (!isDuplicate(error, 'PRIMARY')) throw error;
    });
    shop.nudgeWorker();
  }
  const made = await findDraw(shop.db, member, entry);
  if (made === null) throw new ApiError('entry_not_found');
  if (nonce !== undefined && made.nonce !== nonce) throw new ApiError('already_drawn');
  return viewOf(made);
}

async function makeDraw(
  shop: ShopContext,
  member: MemberId,
  { entry_id: entry, order_id, line_no, queue_key, terms }: FoundDraw,
  nonce: string,
): Promise<void> {
  const { lottery } = readLineTerms(terms);
  if (lottery === null) throw unavailable('noLottery');
  const { day, seed } = await seedOfToday(shop);
  const outcome = drawFromSeed(lottery, { seed, entry, nonce }, hmacSha256);
  const now = shop.clock.now();
  await inTransaction(shop.db, async (tx) => {
    await execute(
      tx,
      `INSERT INTO draws (entry_id, member_id, seed_day, nonce, outcome, state, asked_at)
       VALUES (?, ?, ?, ?, ?, 'pending', ?)`,
      [entry, member, day, nonce, outcome, now],
    );
    const payload = { entry: entryName(order_id, line_no), outcome, request: entry };
    await writeEntryTask(tx, { queue: queue_key, kind: 'draw', cause: `entry/${entry}`, payload, at: now });
  });
}
