import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import { fen, sumFen, type Fen } from '@paifan/shared/money/fen';
import { audit } from '../../db/audit';
import { countColumn, fenColumn, idColumn, timeColumn } from '../../db/columns';
import { isDuplicate } from '../../db/errors';
import { insertRow } from '../../db/insertRow';
import type { Page, PageRequest } from '../../db/paging';
import { query, queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { bookDividend, previewDividend, type DividendSplit } from '../../settle/dividend';
import { assertAllowedTexts } from '../allowedText';
import { announceAll } from '../messages/announce';
import type { ShopContext } from '../context';
import { isId } from '../lists';
import type { Operator } from '../operators/sessions';
import { hashOf, once } from '../once';

const dividendRow = z
  .object({
    id: idColumn,
    name: z.string(),
    amount_fen: fenColumn,
    rest_before_fen: fenColumn,
    paid_fen: fenColumn,
    members: countColumn,
    login: z.string(),
    paid_at: timeColumn,
    request_hash: z.instanceof(Buffer),
  })
  .transform((row) => ({
    id: row.id,
    name: row.name,
    amountFen: row.amount_fen,
    restBeforeFen: row.rest_before_fen,
    paidFen: row.paid_fen,
    restAfterFen: fen(row.amount_fen + row.rest_before_fen - row.paid_fen),
    members: row.members,
    confirmedBy: row.login,
    paidAt: row.paid_at,
    requestHash: row.request_hash,
  }));

/** A dividend that was paid, and who confirmed it. */
export type PaidDividend = z.output<typeof dividendRow>;

const SELECT = `SELECT d.id, d.name, d.amount_fen, d.rest_before_fen, d.paid_fen, d.members, o.login, d.paid_at, d.request_hash
  FROM dividends d JOIN operators o ON o.id = d.operator_id`;

/** Dividends, the newest first. */
export async function readDividends(
  { db }: ShopContext,
  { cursor, limit }: PageRequest,
): Promise<Page<PaidDividend>> {
  const rows = await query(
    db,
    `${SELECT} ${isId(cursor) ? 'WHERE d.id < :cursor' : ''} ORDER BY d.id DESC LIMIT :most`,
    { cursor: cursor ?? '', most: limit + 1 },
    dividendRow,
  );
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** How an amount would be split now. */
export const previewSplit = ({ db, clock }: ShopContext, amountFen: Fen): Promise<DividendSplit> =>
  previewDividend(db, amountFen, clock.now());

export interface DividendRequest {
  readonly name: string;
  readonly amountFen: Fen;
  /** As the preview said: an operator confirms numbers, not a button. */
  readonly expectedPaidFen: Fen;
}

/**
 * Pays a dividend that an operator confirmed expressly: split by the levels of now, once for a name, booked and told in one
 * transaction. SPEC sections 9 and 12. With a key that was used before, the dividend of then comes back.
 * @throws ApiError dividend_paid, dividend_changed, forbidden_phrase, idempotency_key_reused
 */
export function payDividendByOperator(
  shop: ShopContext,
  operator: Operator,
  key: string,
  request: DividendRequest,
): Promise<PaidDividend> {
  const requestHash = hashOf([request.name, request.amountFen, request.expectedPaidFen]);
  const find = async (): Promise<PaidDividend | null> => {
    const where = 'WHERE d.operator_id = ? AND d.idempotency_key = ?';
    return (await query(shop.db, `${SELECT} ${where}`, [operator.id, key], dividendRow))[0] ?? null;
  };
  return once(requestHash, find, async () => {
    await pay(shop, operator, { key, requestHash, request });
    const paid = await find();
    if (paid === null) throw new Error('a dividend was paid a moment ago');
    return paid;
  });
}

async function pay(
  shop: ShopContext,
  { id: operatorId }: Operator,
  { key, requestHash, request }: { key: string; requestHash: Buffer; request: DividendRequest },
): Promise<void> {
  const { name, amountFen, expectedPaidFen } = request;
  assertAllowedTexts({ name });
  const at = shop.clock.now();
  try {
    await inTransaction(shop.db, async (tx) => {
      const split = await previewDividend(tx, amountFen, at, 'FOR UPDATE');
      // The dividends before it are committed: each waits for the rest of the one before.
      await assertNew(tx, name);
      const { parts, restBeforeFen } = split;
      const paidFen = sumFen(parts.map((part) => part.amountFen));
      if (paidFen !== expectedPaidFen) throw new ApiError('dividend_changed', undefined, { paidFen });
      const id = await insertRow(tx, 'dividends', {
        ...{ name, amount_fen: amountFen, rest_before_fen: restBeforeFen, paid_fen: paidFen },
        ...{ members: parts.length, operator_id: operatorId, paid_at: at },
        ...{ idempotency_key: key, request_hash: requestHash },
      });
      await announceAll(
        shop,
        tx,
        parts.map(({ member, amountFen: part }) => ({
          memberId: member,
          news: { kind: 'dividendPaid', name, amountFen: part },
        })),
      );
      await audit(tx, {
        ...{ at, operatorId, action: 'dividend.paid', subject: `dividend:${id}`, before: { restBeforeFen } },
        after: { name, amountFen, paidFen, members: parts.length, restAfterFen: split.restFen },
      });
      await bookDividend(tx, { amountFen, cause: `dividend/${id}`, at }, split);
    });
  } catch (error) {
    if (isDuplicate(error, 'dividends_name')) throw new ApiError('dividend_paid');
    throw error;
  }
}

async function assertNew(tx: Tx, name: string): Promise<void> {
  const row = await queryOne(
    tx,
    'SELECT id FROM dividends WHERE name = ?',
    [name],
    z.object({ id: idColumn }),
  );
  if (row !== null) throw new ApiError('dividend_paid');
}

/** What a split comes to, level by level. */
export interface SplitFigures {
  readonly paidFen: Fen;
  readonly restAfterFen: Fen;
  readonly members: number;
  readonly levels: readonly {
    readonly level: string;
    readonly weight: number;
    readonly members: number;
    readonly eachFen: Fen;
  }[];
}

export function figuresOf({ parts, restFen, weights, holders }: DividendSplit): SplitFigures {
  const amountOf = new Map(parts.map(({ member, amountFen }) => [member, amountFen]));
  const levels = Object.entries(weights)
    .filter(([, weight]) => weight > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([level, weight]) => {
      const members = holders.filter((holder) => holder.level === level);
      const [first] = members;
      // Rounded down for each by its weight, so those of one level get the same.
      const eachFen = (first && amountOf.get(first.member)) ?? fen(0);
      return { level, weight, members: members.length, eachFen };
    });
  const paidFen = sumFen(parts.map(({ amountFen }) => amountFen));
  return { paidFen, restAfterFen: restFen, members: parts.length, levels };
}
