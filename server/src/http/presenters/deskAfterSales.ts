import type { ResponseOf } from '@paifan/shared/contract/contract';
import { nextAfterSaleState, type AfterSaleEvent } from '@paifan/shared/orders/afterSale';
import type {
  DeskAfterSale,
  DeskAfterSaleInShort,
  DeskRefundPreview,
} from '../../usecases/deskAfterSales/readDeskAfterSales';
import { afterSaleStateText, presentAfterSale, presentAfterSaleSummary, presentPreview } from './afterSale';
import { maskName } from './names';
import { instant } from './texts';

type SummaryView = ResponseOf<'GET /api/desk/after-sales'>['items'][number];
type AfterSaleView = ResponseOf<'GET /api/desk/after-sales/:no'>;
type PreviewView = ResponseOf<'GET /api/desk/after-sales/:no/preview'>;

const forDesk = ({ afterSale, buyerName, orderKind, storeName, isSupplier }: DeskAfterSaleInShort) => ({
  orderKind,
  buyerName: maskName(buyerName),
  storeName,
  amountFen: isSupplier ? null : afterSale.amountFen,
});

export const presentDeskAfterSaleSummary = (found: DeskAfterSaleInShort): SummaryView => ({
  ...presentAfterSaleSummary(found),
  ...forDesk(found),
});

const WHO = ['member', 'merchant', 'operator', 'system'] as const;
/** `operator:3` → `operator`: which of them it was is the platform's own affair. */
const whoOf = (actor: string): (typeof WHO)[number] =>
  WHO.find((who) => actor.startsWith(`${who}:`)) ?? 'system';

export function presentDeskAfterSale(found: DeskAfterSale): AfterSaleView {
  const { kind, state } = found.afterSale;
  const may = (event: AfterSaleEvent): boolean => nextAfterSaleState(kind, state, event) !== null;
  const isStore = !found.isSupplier;
  const {
    may: _may,
    events: _events,
    back: _back,
    ...shown
  } = presentAfterSale({ ...found, back: null, events: [] });
  return {
    ...shown,
    ...forDesk(found),
    may: {
      approve: isStore && may('approve'),
      reject: isStore && may('reject'),
      receive: may('receive'),
      refund: isStore && may('refund'),
    },
    events: found.acts.map((event) => ({
      state: event.state,
      text: afterSaleStateText(kind, event.state),
      by: whoOf(event.actor),
      note: event.note,
      at: instant(event.at),
    })),
  };
}

/** Without the buyer's balance, which is nobody else's. */
export function presentDeskPreview(found: DeskRefundPreview): PreviewView {
  const { cashBeforeFen: _before, cashAfterFen: _after, ...shown } = presentPreview(found, found);
  return { ...shown, payableChangeFen: found.payableChangeFen };
}
