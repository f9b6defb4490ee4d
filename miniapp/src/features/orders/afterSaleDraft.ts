import type { AfterSaleKind, AfterSaleReason } from '@paifan/shared/orders/afterSale';
import { fenOfTyped } from '@paifan/shared/client/moneyText';
import type { RefundableLine } from './api/afterSales';

/** What a buyer asks for, as it stands in the form. */
export interface AfterSaleDraft {
  readonly kind: AfterSaleKind;
  readonly quantity: number;
  /** In yuan, as typed. */
  readonly amount: string;
  readonly reason: AfterSaleReason | null;
  readonly text: string;
  readonly pictures: readonly string[];
}

/** Which pieces a request of this kind may name: from so many to so many. */
export const piecesOf = (kind: AfterSaleKind, line: RefundableLine): { min: number; max: number } =>
  kind === 'returnRefund' ? { min: 1, max: line.returnPieces } : { min: 0, max: line.unsentPieces };

/** What can be asked for: goods come back only when there are some to come back. */
export const kindsOf = ({ returnPieces }: RefundableLine): AfterSaleKind[] =>
  returnPieces > 0 ? ['refundOnly', 'returnRefund'] : ['refundOnly'];

/** The amount in fen; null when it is none, or more than is left of the line. */
export function askedFen(
  { amount }: Pick<AfterSaleDraft, 'amount'>,
  { leftFen }: RefundableLine,
): number | null {
  const asked = fenOfTyped(amount);
  return asked === null || asked === 0 || asked > leftFen ? null : asked;
}

/** Another kind, with as many pieces of it as there are. */
export const withKind = (
  draft: AfterSaleDraft,
  kind: AfterSaleKind,
  line: RefundableLine,
): AfterSaleDraft => ({
  ...draft,
  kind,
  quantity: piecesOf(kind, line).max,
});
