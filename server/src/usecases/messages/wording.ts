import type { EntryId, OrderId } from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';

/** What the settings let messages say. */
export interface Wording {
  /** Setting 7: what members call the queue rebate. */
  readonly feature: string;
  /** Setting 8: what members call an exchange. */
  readonly exchange: string;
  /** Setting 19: may the number in line be told? */
  readonly tellsNumber: boolean;
  /** Setting 20: may it be told what an entry received in all? */
  readonly tellsTotal: boolean;
}

/** A message as a member reads it. Nothing in it promises anything: what is told has happened. */
export interface MessageText {
  readonly title: string;
  readonly body: string;
  readonly amountFen: Fen | null;
  readonly entryId: EntryId | null;
  readonly orderId: OrderId | null;
}
