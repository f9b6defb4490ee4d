import { ApiError } from '@paifan/shared/errors/errors';
import type { DividendId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import { audit } from '../../db/audit';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { bookDividend, previewDividend, type DividendSplit } from '../../settle/dividend';
import type { ShopContext } from '../context';
import { announceAll } from '../messages/announce';
import type { Operator } from '../operators/sessions';
import { confirmedTotal, lockDividend, readDividend, type Dividend, type DividendRow } from './dividends';

/*
 * What becomes of a dividend that was prepared. Each step is under its lock and happens once, however many try; whoever repeats the
 * own approval, because the answer was lost, gets it again.
 */

export interface DividendApproval {
  /** As the preview said when it was approved: both persons confirm numbers. */
  readonly expectedPaidFen: Fen;
  readonly note: string;
}

/**
 * Approves what another operator prepared: it is split by the levels of now, booked, and told in one transaction. SPEC sections 9 and 12.
 * @throws ApiError dividend_not_found, dividend_state, second_person_needed, dividend_changed
 */
export async function approveDividend(
  shop: ShopContext,
  operator: Operator,
  id: DividendId,
  approval: DividendApproval,
): Promise<Dividend> {
  await inTransaction(shop.db, async (tx) => {
    const dividend = await lockDividend(tx, id);
    if (dividend.state === 'paid' && dividend.decided_by_id === operator.id) return;
    assertRequested(dividend);
    if (dividend.requested_by_id === operator.id) throw new ApiError('second_person_needed');
    await pay(shop, tx, operator, dividend, approval);
  });
  return readDividend(shop.db, id);
}

async function pay(
  shop: ShopContext,
  tx: Tx,
  { id: operatorId }: Operator,
  dividend: DividendRow,
  { expectedPaidFen, note }: DividendApproval,
): Promise<void> {
  const { id, name, amount_fen: amountFen } = dividend;
  const at = shop.clock.now();
  // Two at a time wait for each other here: the rest of one is in the other.
  const split = await previewDividend(tx, amountFen, at, 'FOR UPDATE');
  const paidFen = confirmedTotal(split, expectedPaidFen);
  const { parts, restBeforeFen, restFen: restAfterFen } = split;
  await execute(
    tx,
    `UPDATE dividends SET state = 'paid', rest_before_fen = ?, paid_fen = ?, members = ?, decided_by_id = ?, decided_at = ?,
       decision_note = ? WHERE id = ?`,
    [restBeforeFen, paidFen, parts.length, operatorId, at, note === '' ? null : note, id],
  );
  await tellMembers(shop, tx, name, split);
  await audit(tx, {
    ...{ at, operatorId, action: 'dividend.paid', subject: `dividend:${id}` },
    before: {
      ...{ state: 'requested', requestedBy: dividend.requested_by_id, restBeforeFen },
      ...{ paidFen: dividend.paid_fen, members: dividend.members },
    },
    after: { state: 'paid', name, amountFen, paidFen, members: parts.length, restAfterFen },
  });
  await bookDividend(tx, { amountFen, cause: `dividend/${id}`, at }, split);
}

const tellMembers = (shop: ShopContext, tx: Tx, name: string, { parts }: DividendSplit): Promise<void> =>
  announceAll(
    shop,
    tx,
    parts.map(({ member, amountFen }) => ({
      memberId: member,
      news: { kind: 'dividendPaid', name, amountFen },
    })),
  );

/**
 * Rejects it; whoever prepared it takes it back this way. Its name is free again.
 * @throws ApiError dividend_not_found, dividend_state
 */
export async function rejectDividend(
  { db, clock }: ShopContext,
  { id: operatorId }: Operator,
  id: DividendId,
  note: string,
): Promise<Dividend> {
  await inTransaction(db, async (tx) => {
    const dividend = await lockDividend(tx, id);
    assertRequested(dividend);
    const at = clock.now();
    await execute(
      tx,
      "UPDATE dividends SET state = 'rejected', decided_by_id = ?, decided_at = ?, decision_note = ? WHERE id = ?",
      [operatorId, at, note, id],
    );
    const { name, amount_fen: amountFen } = dividend;
    await audit(tx, {
      ...{ at, operatorId, action: 'dividend.rejected', subject: `dividend:${id}` },
      ...{ before: { state: 'requested' }, after: { state: 'rejected', name, amountFen, note } },
    });
  });
  return readDividend(db, id);
}

function assertRequested({ state }: DividendRow): void {
  if (state !== 'requested') throw new ApiError('dividend_state');
}
