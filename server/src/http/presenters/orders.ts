import type { ResponseOf } from '@paifan/shared/contract/contract';
import { ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { floorShare } from '@paifan/shared/money/ratio';
import type { PlacingExplanation } from '@paifan/shared/rebate/settle/place';
import type { LineTerms } from '@paifan/shared/rebate/settle/terms';
import type { QuotedBasket } from '../../usecases/quoteBasket';
import type { OrderInFull, OrderInShort } from '../../usecases/readOrders';
import { presentEntry } from './queue';
import { queueNotice } from './queueNotices';
import { conditions, explain, refusalText, sourceText } from './ruleTexts';
import type { Shown } from './shown';
import { instant, instantOrNull, queueName } from './texts';

type QuoteView = ResponseOf<'POST /api/orders/quote'>;
type TermsView = QuoteView['lines'][number]['terms'];
type OrderView = ResponseOf<'GET /api/orders/:no'>;
type OrderLineView = OrderView['lines'][number];
type SummaryView = ResponseOf<'GET /api/orders'>['items'][number];

/** What is fixed with a line, and why. */
function presentTerms(terms: LineTerms, paidFen: Fen, explanation: PlacingExplanation): TermsView {
  const { rebateOn, queue, source } = terms;
  return {
    rebateOn,
    queueKey: rebateOn ? queue : null,
    queueName: rebateOn ? queueName(queue) : null,
    extractionRatio: terms.extractionRatio,
    entitlementRatio: terms.entitlementRatio,
    source: rebateOn ? source : null,
    sourceText: rebateOn ? sourceText(source) : null,
    lottery: rebateOn && terms.lottery !== null,
    notice: queueNotice(terms, explanation),
    entitledFen: rebateOn ? floorShare(paidFen, terms.entitlementRatio) : ZERO_FEN,
    conditions: rebateOn ? conditions(terms.gates) : [],
    explanation: rebateOn ? explain(explanation.entitlement) : [],
  };
}

export const presentQuote = ({
  kind,
  store,
  lines,
  totalFen,
  entitledFen,
  settings,
}: QuotedBasket): QuoteView => ({
  kind,
  storeName: store?.name ?? null,
  lines: lines.map((line) => ({
    productId: line.productId,
    skuId: line.skuId,
    skuName: line.skuName,
    title: line.title,
    picture: line.picture,
    unitPriceFen: line.unitPriceFen,
    quantity: line.quantity,
    paidFen: line.paidFen,
    terms: presentTerms(line.quote.terms, line.paidFen, line.quote.explanation),
  })),
  totalFen,
  entitledFen,
  settingsVersion: settings.id,
});

export const presentOrder = ({ order, storeName, lines, settled }: OrderInFull, shown: Shown): OrderView => ({
  no: order.no,
  kind: order.kind,
  state: order.state,
  storeName,
  lines: lines.map((line) => presentLine(line, shown)),
  totalFen: order.totalFen,
  settled,
  placedAt: instant(order.placedAt),
  expiresAt: instant(order.expiresAt),
  paidAt: instantOrNull(order.paidAt),
  completedAt: instantOrNull(order.completedAt),
  closedAt: instantOrNull(order.closedAt),
});

const presentLine = ({ line, entry }: OrderInFull['lines'][number], shown: Shown): OrderLineView => ({
  productId: line.productId,
  skuId: line.skuId,
  skuName: line.skuName,
  title: line.title,
  picture: line.picture,
  unitPriceFen: line.unitPriceFen,
  quantity: line.quantity,
  paidFen: line.paidFen,
  terms: presentTerms(line.terms, line.paidFen, line.explanation),
  entry: entry && presentEntry(entry, shown),
  noEntryReason: line.noEntryReason && refusalText(line.noEntryReason),
});

export const presentOrderSummary = ({ order, storeName, first, pieces }: OrderInShort): SummaryView => ({
  no: order.no,
  kind: order.kind,
  state: order.state,
  storeName,
  title: first?.title ?? '',
  picture: first?.picture ?? null,
  pieces,
  totalFen: order.totalFen,
  placedAt: instant(order.placedAt),
});
