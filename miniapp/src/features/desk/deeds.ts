import { moneyText } from '@paifan/shared/client/moneyText';
import type { DeskAfterSale } from './api/afterSales';

/** What a desk does with a request for money or goods back. */
export const DEEDS = ['reject', 'approve', 'receive', 'refund'] as const;
export type Deed = (typeof DEEDS)[number];

export const DEED_TEXT: Readonly<Record<Deed, string>> = {
  reject: '拒绝',
  approve: '同意',
  receive: '已收到退货',
  refund: '退款',
};

type Asked = Pick<DeskAfterSale, 'kind' | 'amountFen'>;

/** Does money go back at once? Where goods come back it waits for them. */
export const paysNow = (deed: Deed, { kind }: Asked): boolean =>
  deed === 'refund' || (deed === 'approve' && kind === 'refundOnly');

/** What the buyer is told: why not, or where to send the goods; null: nothing has to be said. */
export function answerName(deed: Deed, { kind }: Asked): string | null {
  if (deed === 'reject') return '理由，顾客会看到';
  return deed === 'approve' && kind === 'returnRefund' ? '退货地址，顾客会看到' : null;
}

/** What the button says that does it, with the amount that goes back. */
export function verbOf(deed: Deed, asked: Asked): string {
  if (!paysNow(deed, asked)) return DEED_TEXT[deed];
  const sum = asked.amountFen === null ? '' : ` ${moneyText(asked.amountFen)}`;
  return `${deed === 'approve' ? '同意并退款' : DEED_TEXT[deed]}${sum}`;
}
