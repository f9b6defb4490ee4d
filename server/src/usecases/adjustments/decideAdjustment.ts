import { ApiError } from '@paifan/shared/errors/errors';
import type { AdjustmentId } from '@paifan/shared/ids/ids';
import { memberAccount } from '@paifan/shared/ledger/accounts';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import { audit } from '../../db/audit';
import { lockBalances } from '../../db/balances';
import { postJournals } from '../../db/ledger';
import { execute } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import { announce } from '../messages/announce';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';
import { lockAdjustment, readAdjustment, type Adjustment, type AdjustmentRow } from './adjustments';

/**
 * Approves what another operator asked for: it is booked once, however many approve at once, and its member is told with the reason.
 * What is taken must be there: no balance goes below zero by an adjustment.
 * @throws ApiError adjustment_not_found, adjustment_state, second_person_needed, balance_too_low
 */
export async function approveAdjustment(
  shop: ShopContext,
  operator: Operator,
  id: AdjustmentId,
  note: string,
): Promise<Adjustment> {
  await inTransaction(shop.db, async (tx) => {
    const adjustment = await lockRequested(tx, id);
    if (adjustment.requested_by_id === operator.id) throw new ApiError('second_person_needed');
    await assertThere(tx, adjustment);
    const now = await decide(shop, tx, operator, adjustment, { state: 'approved', note });
    const { member_id: member, balance, amount, reason } = adjustment;
    await announce(shop, tx, member, { kind: 'balanceAdjusted', balance, amount, reason });
    const event = 'adjusted';
    const postings = postingsOf(event, { member, balance, amount });
    await postJournals(tx, [{ key: journalKey(event, id), event, at: now.getTime(), postings }]);
  });
  return readAdjustment(shop.db, id);
}

/**
 * Rejects a request; whoever asked takes it back this way.
 * @throws ApiError adjustment_not_found, adjustment_state
 */
export async function rejectAdjustment(
  shop: ShopContext,
  operator: Operator,
  id: AdjustmentId,
  note: string,
): Promise<Adjustment> {
  await inTransaction(shop.db, async (tx) => {
    await decide(shop, tx, operator, await lockRequested(tx, id), { state: 'rejected', note });
  });
  return readAdjustment(shop.db, id);
}

async function lockRequested(tx: Tx, id: AdjustmentId): Promise<AdjustmentRow> {
  const adjustment = await lockAdjustment(tx, id);
  if (adjustment.state !== 'requested') throw new ApiError('adjustment_state');
  return adjustment;
}

async function assertThere(tx: Tx, { member_id, balance, amount }: AdjustmentRow): Promise<void> {
  if (amount > 0) return;
  const account = memberAccount(member_id, balance);
  const has = (await lockBalances(tx, [account]))(account.code);
  if (has + amount < 0) throw new ApiError('balance_too_low', undefined, { balance: has });
}

async function decide(
  { clock }: ShopContext,
  tx: Tx,
  { id: operatorId }: Operator,
  { id, member_id, balance, amount }: AdjustmentRow,
  { state, note }: { readonly state: 'approved' | 'rejected'; readonly note: string },
): Promise<Date> {
  const at = clock.now();
  await execute(
    tx,
    'UPDATE adjustments SET state = ?, decided_by_id = ?, decided_at = ?, decision_note = ? WHERE id = ?',
    [state, operatorId, at, note === '' ? null : note, id],
  );
  await audit(tx, {
    ...{ at, operatorId, action: `adjustment.${state}`, subject: `adjustment:${id}` },
    ...{ before: { state: 'requested' }, after: { state, member: member_id, balance, amount } },
  });
  return at;
}
