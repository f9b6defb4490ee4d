import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { EntryId, MemberId } from '@paifan/shared/ids/ids';
import { fen } from '@paifan/shared/money/fen';
import { exchangeOffers, type ExchangeOffer } from '@paifan/shared/rebate/exchange/exchange';
import type { Refusal } from '@paifan/shared/rebate/settle/desk';
import type { ExchangeAsset } from '@paifan/shared/settings/rules';
import {
  countColumn,
  entryIdColumn,
  fenColumn,
  idColumn,
  orderIdColumn,
  queueKeyColumn,
  ratioColumn,
  timeColumn,
} from '../../db/columns';
import { isDuplicate } from '../../db/errors';
import { insertRow } from '../../db/insertRow';
import { query, queryOne } from '../../db/query';
import { settingsInForce } from '../../db/settings';
import { inTransaction, type Executor } from '../../db/transaction';
import { liveSettings } from '../../settle/live';
import { entryName } from '../../settle/orders';
import type { ShopContext } from '../context';
import { writeEntryTask } from '../queues/queueTasks';
import { hashOf, once } from '../once';

const exchangeRow = z
  .object({
    id: idColumn,
    entry_id: entryIdColumn,
    asset: z.enum(['points', 'love', 'voucher']),
    ratio: ratioColumn,
    state: z.enum(['pending', 'applied', 'refused']),
    refusal: z.string().nullable(),
    amount: fenColumn.nullable(),
    request_hash: z.instanceof(Buffer),
    asked_at: timeColumn,
    settled_at: timeColumn.nullable(),
  })
  .transform(({ entry_id, request_hash, asked_at, settled_at, refusal, ...row }) => ({
    ...row,
    entryId: entry_id,
    refusal: refusal as Refusal | null,
    requestHash: request_hash,
    askedAt: asked_at,
    settledAt: settled_at,
  }));

/** What a member asked to give an entry up for, and what came of it. */
export type Exchange = z.output<typeof exchangeRow>;

const SELECT = `SELECT x.id, x.entry_id, x.asset, x.ratio, x.state, x.refusal, x.request_hash, x.asked_at, x.settled_at,
    IF(x.state = 'applied', e.brought_amount, NULL) AS amount
  FROM exchanges x JOIN entries e ON e.id = x.entry_id`;

/** @throws ApiError exchange_not_found, also for one of somebody else */
export async function readExchange({ db }: ShopContext, member: MemberId, id: string): Promise<Exchange> {
  const found = await queryOne(db, `${SELECT} WHERE x.id = ? AND x.member_id = ?`, [id, member], exchangeRow);
  if (found === null) throw new ApiError('exchange_not_found');
  return found;
}

const latestOf = (executor: Executor, entry: EntryId): Promise<Exchange | null> =>
  queryOne(executor, `${SELECT} WHERE x.entry_id = ? ORDER BY x.id DESC LIMIT 1`, [entry], exchangeRow);

/** Everything that was asked for an entry, oldest first. */
export const exchangesOf = (executor: Executor, entry: EntryId): Promise<Exchange[]> =>
  query(executor, `${SELECT} WHERE x.entry_id = ? ORDER BY x.id`, [entry], exchangeRow);

const entryRow = z.object({
  id: entryIdColumn,
  queue_key: queueKeyColumn,
  order_id: orderIdColumn,
  line_no: countColumn,
  state: z.string(),
  entitled_fen: fenColumn,
  rewarded_fen: fenColumn,
});
type FoundEntry = z.output<typeof entryRow>;

async function findEntry(executor: Executor, member: MemberId, entry: EntryId): Promise<FoundEntry> {
  const found = await queryOne(
    executor,
    `SELECT e.id, q.queue_key, e.order_id, e.line_no, e.state, e.entitled_fen, e.rewarded_fen
     FROM entries e JOIN queues q ON q.id = e.queue_id WHERE e.id = ? AND e.member_id = ?`,
    [entry, member],
    entryRow,
  );
  if (found === null) throw new ApiError('entry_not_found');
  return found;
}

/** Why an exchange is refused: a rule, or another one that is not settled yet. */
export type ExchangeRefusal = Refusal | 'pending';

/** What an entry could be given up for now. */
export interface ExchangePreview {
  readonly refusal: ExchangeRefusal | null;
  readonly offers: readonly ExchangeOffer[];
  readonly latest: Exchange | null;
}

/** @throws ApiError entry_not_found, also for an entry of somebody else */
export async function previewExchange(
  { db, clock }: ShopContext,
  member: MemberId,
  id: EntryId,
): Promise<ExchangePreview> {
  const entry = await findEntry(db, member, id);
  const offers = await offersFor(db, entry, clock.now());
  const latest = await latestOf(db, id);
  return { refusal: refusalOf(entry, offers, latest), offers, latest };
}

async function offersFor(
  executor: Executor,
  { entitled_fen, rewarded_fen }: FoundEntry,
  now: Date,
): Promise<ExchangeOffer[]> {
  const { exchange } = liveSettings((await settingsInForce(executor, now)).settings);
  return exchangeOffers(exchange, fen(entitled_fen - rewarded_fen));
}

function refusalOf(
  { state }: FoundEntry,
  offers: readonly ExchangeOffer[],
  latest: Exchange | null,
): ExchangeRefusal | null {
  if (state !== 'waiting') return 'notWaiting';
  if (latest?.state === 'pending') return 'pending';
  return offers.length === 0 ? 'notOffered' : null;
}

const REASONS: Partial<Record<ExchangeRefusal, string>> = {
  notWaiting: '这份权益已不在排队',
  notOffered: '暂不支持兑换',
  pending: '上一次兑换正在处理，请稍后查看',
};

/** Why an exchange is not possible, as a member reads it. */
export const exchangeRefusalText = (refusal: ExchangeRefusal | null): string | null =>
  refusal === null ? null : (REASONS[refusal] ?? '这份权益不能兑换');

const unavailable = (reason: ExchangeRefusal): ApiError =>
  new ApiError('exchange_unavailable', exchangeRefusalText(reason) ?? undefined, { reason });

export interface ExchangeRequest {
  readonly asset: ExchangeAsset;
  /** The ratio that the member was shown. */
  readonly expectedRatio: string;
}

/**
 * The member gives up what remains to a waiting entry, for good. It is settled a moment later; what the line pays until then is
 * the member's, and the rest is exchanged. With a key that was used before, the exchange of then comes back. SPEC section 7.
 * @throws ApiError entry_not_found, exchange_unavailable, quote_changed, idempotency_key_reused
 */
export async function exchangeEntry(
  shop: ShopContext,
  member: MemberId,
  id: EntryId,
  key: string,
  request: ExchangeRequest,
): Promise<Exchange> {
  const { db } = shop;
  const find = (): Promise<Exchange | null> =>
    queryOne(db, `${SELECT} WHERE x.member_id = ? AND x.idempotency_key = ?`, [member, key], exchangeRow);
  const requestHash = hashOf([id, request.asset, request.expectedRatio]);
  const made = await once(requestHash, find, async () => {
    await ask(shop, member, id, { key, requestHash, request });
    const exchange = await find();
    if (exchange === null) throw new Error('an exchange was asked for a moment ago');
    return exchange;
  });
  shop.nudgeWorker();
  return made;
}

async function ask(
  { db, clock }: ShopContext,
  member: MemberId,
  id: EntryId,
  { key, requestHash, request }: { key: string; requestHash: Buffer; request: ExchangeRequest },
): Promise<void> {
  const now = clock.now();
  const entry = await findEntry(db, member, id);
  const offers = await offersFor(db, entry, now);
  const refusal = refusalOf(entry, offers, await latestOf(db, id));
  if (refusal !== null) throw unavailable(refusal);
  const offer = offers.find(({ asset }) => asset === request.asset);
  if (offer === undefined) throw unavailable('notOffered');
  const { asset, ratio } = offer;
  if (ratio !== request.expectedRatio) throw new ApiError('quote_changed', undefined, { ratio });
  try {
    await inTransaction(db, async (tx) => {
      const request = await insertRow(tx, 'exchanges', {
        ...{ entry_id: id, member_id: member, asset, ratio, state: 'pending' },
        ...{ idempotency_key: key, request_hash: requestHash, asked_at: now },
      });
      const payload = { entry: entryName(entry.order_id, entry.line_no), asset, request };
      const cause = `request/${request}`;
      await writeEntryTask(tx, { queue: entry.queue_key, kind: 'exchange', cause, payload, at: now });
    });
  } catch (error) {
    if (isDuplicate(error, 'exchanges_one_at_a_time')) throw unavailable('pending');
    throw error;
  }
}
