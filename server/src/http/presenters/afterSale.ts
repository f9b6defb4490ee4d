import type { ResponseOf } from '@paifan/shared/contract/contract';
import {
  AFTER_SALE_REASONS,
  nextAfterSaleState,
  type AfterSaleKind,
  type AfterSaleState,
} from '@paifan/shared/orders/afterSale';
import { CARRIERS, type Carrier } from '@paifan/shared/orders/carriers';
import type { EntryFigures } from '@paifan/shared/rebate/settle/refundEffects';
import type { RefundPreview } from '../../usecases/afterSale/previewRefund';
import type {
  AfterSaleInFull,
  AfterSaleInShort,
  OrderAfterSales,
} from '../../usecases/afterSale/readAfterSales';
import type { FilledParcel } from '../../usecases/shipping/readParcels';
import { instant, instantOrNull } from './texts';

type ParcelView = ResponseOf<'GET /api/orders/:no/parcels'>['items'][number];
type PreviewView = ResponseOf<'GET /api/orders/:no/refund-preview'>;
type OrderView = ResponseOf<'GET /api/orders/:no/after-sales'>;
type SummaryView = ResponseOf<'GET /api/after-sales'>['items'][number];
type AfterSaleView = ResponseOf<'GET /api/after-sales/:no'>;

const carrierNamed = (carrier: Carrier) => ({ carrier, carrierName: CARRIERS[carrier] });

export const presentParcel = ({ parcel, lines }: FilledParcel): ParcelView => ({
  kind: parcel.kind,
  carrier: parcel.carrier,
  carrierName: parcel.carrier && CARRIERS[parcel.carrier],
  number: parcel.number,
  shippedAt: instant(parcel.shippedAt),
  lines: lines.map((line) => ({ ...line })),
});

const STATE_TEXTS: Readonly<Record<AfterSaleState, string>> = {
  requested: '等待商家处理',
  approved: '等待寄回商品',
  rejected: '未通过',
  cancelled: '已撤销',
  returning: '退货运输中',
  received: '商家已收到退货',
  refunding: '退款处理中',
  refunded: '退款成功',
  failed: '退款遇到问题，商家处理中',
};

/** A state as its member reads it. */
export const afterSaleStateText = (kind: AfterSaleKind, state: AfterSaleState): string =>
  kind === 'refundOnly' && state === 'approved' ? '商家已同意退款' : STATE_TEXTS[state];

export const presentAfterSaleSummary = ({
  afterSale,
  orderNo,
  title,
  picture,
}: AfterSaleInShort): SummaryView => ({
  no: afterSale.no,
  orderNo,
  line: afterSale.lineNo,
  title,
  picture,
  kind: afterSale.kind,
  state: afterSale.state,
  stateText: afterSaleStateText(afterSale.kind, afterSale.state),
  quantity: afterSale.quantity,
  amountFen: afterSale.amountFen,
  requestedAt: instant(afterSale.requestedAt),
  endedAt: instantOrNull(afterSale.endedAt),
});

export function presentAfterSale(found: AfterSaleInFull): AfterSaleView {
  const { kind, state, reason, text, pictures, answer, returnCarrier, returnNumber } = found.afterSale;
  return {
    ...presentAfterSaleSummary(found),
    reason,
    reasonText: AFTER_SALE_REASONS[reason],
    text,
    pictures: [...pictures],
    answer,
    back: found.back && { ...found.back },
    returnParcel:
      returnCarrier && returnNumber ? { ...carrierNamed(returnCarrier), number: returnNumber } : null,
    may: {
      cancel: nextAfterSaleState(kind, state, 'cancel') !== null,
      sendBack: nextAfterSaleState(kind, state, 'sendBack') !== null,
    },
    events: found.events.map((event) => ({
      state: event.state,
      text: afterSaleStateText(kind, event.state),
      at: instant(event.at),
    })),
  };
}

export const presentOrderAfterSales = ({ refundable, lines, items }: OrderAfterSales): OrderView => ({
  refundable,
  lines: lines.map(({ standing, returnPieces, unsentPieces }) => ({
    line: standing.lineNo,
    title: standing.title,
    paidFen: standing.paidFen,
    refundedFen: standing.refundedFen,
    worthFen: standing.worthFen,
    leftFen: standing.leftFen,
    returnPieces,
    unsentPieces,
  })),
  items: items.map(presentAfterSaleSummary),
});

const presentFigures = ({ state, entitledFen, brought }: EntryFigures) => ({
  state,
  entitledFen,
  brought: brought && { balance: brought.balance, amount: brought.amount },
});

export const presentPreview = (
  asked: Pick<PreviewView, 'line' | 'amountFen'>,
  preview: RefundPreview,
): PreviewView => ({
  line: asked.line,
  amountFen: asked.amountFen,
  back: { ...preview.back },
  entry:
    preview.entry && preview.entryId
      ? {
          id: preview.entryId,
          before: presentFigures(preview.entry.before),
          after: presentFigures(preview.entry.after),
        }
      : null,
  takenBackFen: preview.takenBackFen,
  cashBeforeFen: preview.cashBeforeFen,
  cashAfterFen: preview.cashAfterFen,
  contributionWithdrawnFen: preview.contributionWithdrawnFen,
  othersRewardsFen: preview.othersRewardsFen,
});
