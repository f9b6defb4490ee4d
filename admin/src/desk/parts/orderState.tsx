import { ORDER_STATE_TEXT, ORDER_STATE_TONE } from '@paifan/shared/texts/states';
import type { ItemOf } from '../../api/queries';
import { StateTag } from '../../ui/StateTag';

type Order = Pick<ItemOf<'GET /api/desk/orders'>, 'state' | 'delivery' | 'leftPieces'>;

/** Where an order stands for this merchant: of what is paid, what it has to do now. */
export function DeskOrderState({ order: { state, delivery, leftPieces } }: { order: Order }) {
  if (state !== 'paid') return <StateTag tone={ORDER_STATE_TONE[state]} text={ORDER_STATE_TEXT[state]} />;
  // Its own part of the order is on its way; others have not sent theirs.
  if (leftPieces === 0) return <StateTag tone="good" text="本方已发" />;
  return <StateTag tone="waiting" text={delivery === 'pickup' ? '待提货' : '待发货'} />;
}
