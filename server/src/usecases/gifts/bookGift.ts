import { journalKey } from '@paifan/shared/ledger/journal';
import { postingsOf } from '@paifan/shared/ledger/templates';
import { postJournals } from '../../db/ledger';
import type { GiftOrderRow } from '../../db/models/gifts';
import type { Tx } from '../../db/transaction';

/** Books what a gift was redeemed with, or that it goes back; each once. The last step of the transaction. */
export async function bookGift(
  tx: Tx,
  event: 'giftRedeemed' | 'giftReturned',
  { no, memberId: member, balance, amount }: GiftOrderRow,
  at: Date,
): Promise<void> {
  const postings = postingsOf(event, { member, balance, amount });
  await postJournals(tx, [{ key: journalKey(event, no), event, at: at.getTime(), postings }]);
}
