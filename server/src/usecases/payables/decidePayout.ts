import { ApiError } from '@paifan/shared/errors/errors';
import type { MerchantPayoutId } from '@paifan/shared/ids/ids';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import {
  nextMerchantPayoutState,
  PAYOUT_METHODS,
  type MerchantPayoutEvent,
  type MerchantPayoutState,
} from '@paifan/shared/merchants/payablePayouts';
import { audit } from '../../db/audit';
import { postJournals } from '../../db/ledger';
import { execute, type SqlValue } from '../../db/query';
import { inTransaction, type Tx } from '../../db/transaction';
import type { ShopContext } from '../context';
import type { Operator } from '../operators/sessions';
import { findPayout, lockPayout, type MerchantPayout } from './payouts';
import { tellOwners } from './tellOwners';

/*
 * What becomes of a payout that was asked for. Each step is under its lock and happens once, however many try; whoever repeats the own
 * step, because the answer was lost, gets it again.
 */

/** Another operator approves it: it may be paid. @throws ApiError payout_not_found, payout_state, second_person_needed */
export const approvePayout = (
  shop: ShopContext,
  operator: Operator,
  id: MerchantPayoutId,
): Promise<MerchantPayout> =>
  step(shop, operator, id, 'approve', async (tx, payout, at) => {
    if (payout.requestedById === operator.id) throw new ApiError('second_person_needed');
    await set(tx, payout, 'approved', { decided_by_id: operator.id, decided_at: at });
  });

/** It is not to be paid; whoever asked takes it back this way. Its statements are open again. @throws ApiError payout_not_found, payout_state */
export const rejectPayout = (
  shop: ShopContext,
  operator: Operator,
  id: MerchantPayoutId,
  note: string,
): Promise<MerchantPayout> =>
  step(shop, operator, id, 'reject', async (tx, payout, at) => {
    await set(tx, payout, 'rejected', { decided_by_id: operator.id, decided_at: at, note });
    await reopen(tx, payout);
  });

/**
 * It was approved, and the transfer came to nothing: its statements are open again.
 * @throws ApiError payout_not_found, payout_state
 */
export const cancelPayout = (
  shop: ShopContext,
  operator: Operator,
  id: MerchantPayoutId,
  note: string,
): Promise<MerchantPayout> =>
  step(shop, operator, id, 'cancel', async (tx, payout, at) => {
    await set(tx, payout, 'cancelled', { ended_by_id: operator.id, ended_at: at, note });
    await reopen(tx, payout);
  });

/**
 * The money has gone out, under this number: it is booked, and the merchant's owners are told. Whatever makes transfers by itself
 * one day records them here, too.
 * @throws ApiError payout_not_found, payout_state
 */
export const recordPaid = (
  shop: ShopContext,
  operator: Operator,
  id: MerchantPayoutId,
  reference: string,
): Promise<MerchantPayout> =>
  step(shop, operator, id, 'pay', async (tx, payout, at) => {
    const { no: payoutNo, merchantId: merchant, amountFen, method } = payout;
    await set(tx, payout, 'paid', { ended_by_id: operator.id, ended_at: at, reference });
    const hint = payout.accountHint ?? '';
    await tellOwners(shop, tx, merchant, { kind: 'merchantPaid', payoutNo, amountFen, method, hint });
    const event = 'merchantPaid';
    const postings = postingsOf(event, { merchant, amountFen, from: PAYOUT_METHODS[method].from });
    return () => postJournals(tx, [{ key: journalKey(event, id), event, at: at.getTime(), postings }]);
  });

/** Changes a payout under its lock; what it gives back is the last step of the transaction. */
type Change = (tx: Tx, payout: MerchantPayout, at: Date) => Promise<void | (() => Promise<void>)>;

async function step(
  { db, clock }: ShopContext,
  operator: Operator,
  id: MerchantPayoutId,
  event: MerchantPayoutEvent,
  change: Change,
): Promise<MerchantPayout> {
  return inTransaction(db, async (tx) => {
    const payout = await lockPayout(tx, id);
    const state = nextMerchantPayoutState(payout.state, event);
    if (state === null) {
      if (isOwnStep(payout, operator, event)) return payout;
      throw new ApiError('payout_state');
    }
    const at = clock.now();
    const last = await change(tx, payout, at);
    const changed = await findPayout(tx, id);
    await audit(tx, {
      ...{ at, operatorId: operator.id, action: `merchantPayout.${state}`, subject: `merchantPayout:${id}` },
      before: { state: payout.state },
      after: {
        state,
        merchant: payout.merchantId,
        amountFen: payout.amountFen,
        reference: changed.reference,
      },
    });
    await last?.();
    return changed;
  });
}

const OUTCOMES: Readonly<Record<MerchantPayoutEvent, MerchantPayoutState>> = {
  approve: 'approved',
  reject: 'rejected',
  cancel: 'cancelled',
  pay: 'paid',
};

const isOwnStep = (payout: MerchantPayout, { id }: Operator, event: MerchantPayoutEvent): boolean =>
  payout.state === OUTCOMES[event] &&
  id === (event === 'approve' || event === 'reject' ? payout.decidedById : payout.endedById);

async function set(
  tx: Tx,
  { id }: MerchantPayout,
  state: MerchantPayoutState,
  values: Readonly<Record<string, SqlValue>>,
): Promise<void> {
  const columns = Object.entries({ state, ...values });
  await execute(
    tx,
    `UPDATE merchant_payouts SET ${columns.map(([column]) => `${column} = ?`).join(', ')} WHERE id = ?`,
    [...columns.map(([, value]) => value), id],
  );
}

const reopen = async (tx: Tx, { id }: MerchantPayout): Promise<void> => {
  await execute(tx, 'UPDATE day_statements SET payout_id = NULL WHERE payout_id = ?', [id]);
};
