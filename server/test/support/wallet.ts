import { randomUUID } from 'node:crypto';
import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { MemberId } from '@paifan/shared/ids/ids';
import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf, type BusinessEvent, type TemplateInput } from '@paifan/shared/ledger/templates';
import { fen } from '@paifan/shared/money/fen';
import { ratio } from '@paifan/shared/money/ratio';
import type { WithdrawalLimits } from '@paifan/shared/settings/kinds';
import { runChecks } from '../../src/db/checks';
import { postJournals } from '../../src/db/ledger';
import { inTransaction } from '../../src/db/transaction';
import type { Client } from './client';
import type { TestShop } from './shop';

export type Withdrawal = ResponseOf<'GET /api/me/withdrawals/:id'>;

/** Wide limits without a review; what a test is about it sets itself. */
export const WIDE: WithdrawalLimits = {
  minFen: 100,
  dailyFen: 10_000_000,
  dailyCount: 1_000,
  feeRatio: ratio('0'),
  reviewAboveFen: 10_000_000,
  realNameFromFen: 200_000,
};

async function book<Event extends BusinessEvent>(
  { db, clock }: TestShop,
  event: Event,
  input: TemplateInput<Event>,
): Promise<void> {
  const journal = { event, at: clock.now().getTime(), postings: postingsOf(event, input) };
  await inTransaction(db, (tx) => postJournals(tx, [{ ...journal, key: journalKey(event, randomUUID()) }]));
}

/** Lets a member have cash, as a dividend. */
export async function giveCash(shop: TestShop, member: MemberId, amount: number): Promise<void> {
  await book(shop, 'dividendDeclared', { amountFen: fen(amount) });
  await book(shop, 'dividendPaid', { to: [{ member, amountFen: fen(amount) }] });
}

/** Takes cash back, also below zero, as a refund does. */
export const takeCash = (shop: TestShop, member: MemberId, amount: number): Promise<void> =>
  book(shop, 'rewardTakenBack', { member, amountFen: fen(amount) });

/** Lets a member have points, love or a voucher, as an exchange. */
export const give = (
  shop: TestShop,
  member: MemberId,
  balance: 'points' | 'love' | 'loveFrozen' | 'voucher',
  amount: number,
): Promise<void> => book(shop, 'exchanged', { member, balance, amount: fen(amount) });

const keyed = (key: string = randomUUID()) => ({ 'Idempotency-Key': key });

/** Asks for a withdrawal. */
export const withdraw = (
  client: Client,
  amount: number,
  { key, realName }: { key?: string; realName?: string } = {},
): Promise<Withdrawal> =>
  client.call('POST /api/me/withdrawals', {
    body: { amountFen: fen(amount), realName },
    headers: keyed(key),
  });

/** Asks for a withdrawal that is to be refused. */
export const failToWithdraw = (client: Client, amount: number, realName?: string) =>
  client.fail('POST /api/me/withdrawals', { body: { amountFen: fen(amount), realName }, headers: keyed() });

/** What the books say is wrong. */
export const findings = ({ db }: TestShop) => runChecks(db);
