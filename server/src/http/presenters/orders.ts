import type { ResponseOf } from '@paifan/shared/contract/contract';
import { fen, sumFen, ZERO_FEN, type Fen } from '@paifan/shared/money/fen';
import { floorShare } from '@paifan/shared/money/ratio';
import type { PlacingExplanation } from '@paifan/shared/rebate/settle/place';
import type { LineTerms } from '@paifan/shared/rebate/settle/terms';
import { couponText } from '@paifan/shared/texts/coupons';
import { queueName } from '@paifan/shared/texts/queues';
import { sourceText } from '@paifan/shared/texts/ruleSources';
import { whyNot, type JudgedCoupon } from '../../usecases/checkout/discounts';
import type { QuotedBasket } from '../../usecases/orders/quoteBasket';
import type { OrderInFull, OrderInShort } from '../../usecases/orders/readOrders';
import { presentPaidWith, presentSpendables, presentUsed } from './paidWith';
import { presentEntry } from './queue';
import { presentAddress } from './addresses';
import { queueNotice } from './queueNotices';
import { conditions, explain, refusalText } from './ruleTexts';
import type { Shown } from './shown';
import { instant, instantOrNull } from './texts';

type QuoteView = ResponseOf<'POST /api/orders/quote'>;
type TermsView = QuoteView['lines'][number]['terms'];
type OrderView = ResponseOf<'GET /api/orders/:no'>;
type OrderLineView = OrderView['lines'][number];
type SummaryView = ResponseOf<'GET /api/orders'>['items'][number];

/** What is fixed with a line, and why. */
export function presentTerms(terms: LineTerms, paidFen: Fen, explanation: PlacingExplanation): TermsView {
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

const presentQuotedCoupon = ({ held, coupon, judgement }: JudgedCoupon): QuoteView['coupons'][number] => ({
  id: held.id,
  name: coupon.name,
  text: couponText(coupon),
  validUntil: instant(held.validUntil),
  discountFen: judgement.fits ? judgement.discountFen : ZERO_FEN,
  whyNot: judgement.fits ? null : whyNot(judgement),
});

export const presentQuote = (quoted: QuotedBasket): QuoteView => ({
  kind: quoted.kind,
  storeName: quoted.store?.name ?? null,
  lines: quoted.lines.map((line) => ({
    productId: line.productId,
    skuId: line.skuId,
    skuName: line.skuName,
    title: line.title,
    picture: line.picture,
    unitPriceFen: line.unitPriceFen,
    quantity: line.quantity,
    discountFen: line.discountFen,
    ...presentUsed(line),
    paidFen: line.paidFen,
    terms: presentTerms(line.quote.terms, line.paidFen, line.quote.explanation),
  })),
  delivery: quoted.delivery,
  address: quoted.address && presentAddress(quoted.address),
  addressNeeded: quoted.delivery === 'express' && quoted.address === null,
  memberCouponId: quoted.coupon?.held.id ?? null,
  coupons: quoted.coupons.map(presentQuotedCoupon),
  goodsFen: quoted.goodsFen,
  discountFen: quoted.discountFen,
  freightFen: quoted.freightFen,
  totalFen: quoted.totalFen,
  paidWith: presentPaidWith(quoted),
  spendables: presentSpendables(quoted),
  entitledFen: quoted.entitledFen,
  settingsVersion: quoted.settings.id,
});

export const presentOrder = ({ order, storeName, lines, settled }: OrderInFull, shown: Shown): OrderView => ({
  no: order.no,
  kind: order.kind,
  state: order.state,
  storeName,
  lines: lines.map((line) => presentLine(line, shown)),
  goodsFen: sumFen(lines.map(({ line }) => fen(line.unitPriceFen * line.quantity))),
  discountFen: order.discountFen,
  freightFen: order.freightFen,
  totalFen: order.totalFen,
  paidWith: presentPaidWith(order),
  delivery: order.delivery,
  address: order.address,
  note: order.note,
  pickupCode: order.paidAt === null ? null : order.pickupCode,
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
  discountFen: line.discountFen,
  ...presentUsed(line),
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
