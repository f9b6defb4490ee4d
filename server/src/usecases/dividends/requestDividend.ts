import { z } from 'zod';
import { ApiError } from '@paifan/shared/errors/errors';
import type { DividendId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { audit } from '../../db/audit';
import { dividendIdColumn } from '../../db/columns';
import { isDuplicate } from '../../db/errors';
import { insertRow } from '../../db/insertRow';
import { queryOne } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { previewDividend } from '../../settle/dividend';
import { assertAllowedTexts } from '../allowedText';
import type { ShopContext } from '../context';
import { hashOf, once } from '../once';
import type { Operator } from '../operators/sessions';
import { confirmedTotal, readDividend, type Dividend } from './dividends';

export interface DividendRequest {
  /** Of the period: it pays once. */
  readonly name: string;
  /** 0 splits the rest of last time. */
  readonly amountFen: Fen;
  /** As the preview said: an operator confirms numbers, not a button. */
  readonly expectedPaidFen: Fen;
}

interface Kept {
  readonly id: DividendId;
  readonly requestHash: Buffer;
}
const keptRow = z
  .object({ id: dividendIdColumn, request_hash: z.instanceof(Buffer) })
  .transform(({ id, request_hash }): Kept => ({ id, requestHash: request_hash }));

/**
 * An operator prepares a dividend and confirms it expressly. Nothing moves: somebody else has to approve. SPEC sections 9 and 12. With
 * a key that was used before, the dividend of then comes back.
 * @throws ApiError dividend_name_taken, dividend_changed, forbidden_phrase, idempotency_key_reused
 */
export async function requestDividend(
  shop: ShopContext,
  operator: Operator,
  key: string,
  request: DividendRequest,
): Promise<Dividend> {
  const { db } = shop;
  const { name, amountFen, expectedPaidFen } = request;
  assertAllowedTexts({ name });
  const requestHash = hashOf([name, amountFen, expectedPaidFen]);
  const { id } = await once(
    requestHash,
    () =>
      queryOne(
        db,
        'SELECT id, request_hash FROM dividends WHERE requested_by_id = ? AND idempotency_key = ?',
        [operator.id, key],
        keptRow,
      ),
    () => prepare(shop, operator, { key, requestHash, request }),
  );
  return readDividend(db, id);
}

type Wanted = { readonly key: string; readonly requestHash: Buffer; readonly request: DividendRequest };

async function prepare(shop: ShopContext, operator: Operator, wanted: Wanted): Promise<Kept> {
  try {
    return await inTransaction(shop.db, (tx) => insert(shop, tx, operator, wanted));
  } catch (error) {
    if (isDuplicate(error, 'dividends_name')) throw new ApiError('dividend_name_taken');
    throw error;
  }
}

async function insert(
  { clock }: ShopContext,
  tx: Tx,
  { id: operatorId }: Operator,
  { key, requestHash, request: { name, amountFen, expectedPaidFen } }: Wanted,
): Promise<Kept> {
  const at = clock.now();
  const split = await previewDividend(tx, amountFen, at);
  const paidFen = confirmedTotal(split, expectedPaidFen);
  const members = split.parts.length;
  const id = dividendIdColumn.parse(
    await insertRow(tx, 'dividends', {
      ...{ name, state: 'requested', amount_fen: amountFen, rest_before_fen: split.restBeforeFen },
      ...{ paid_fen: paidFen, members, requested_by_id: operatorId, requested_at: at },
      ...{ idempotency_key: key, request_hash: requestHash },
    }),
  );
  await audit(tx, {
    ...{ at, operatorId, action: 'dividend.requested', subject: `dividend:${id}` },
    ...{ before: null, after: { name, amountFen, paidFen, members } },
  });
  return { id, requestHash };
}
