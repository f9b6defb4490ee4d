import type { FreightTemplateId, MerchantId, ProductId, SkuId, StoreId } from '@paifan/shared/ids/ids';
import type { LineParts } from '@paifan/shared/checkout/composition';
import type { Fen } from '@paifan/shared/money/fen';
import type { LineQuote, LineToPlace } from '@paifan/shared/rebate/settle/place';

/*
 * What a line of a basket becomes, step by step: bare → discounted → paid → quoted. Each step adds what it knows and changes
 * nothing else.
 */

/** A line with its prices of now; nothing is taken off yet. */
export interface BareLine {
  readonly productId: ProductId | null;
  readonly skuId: SkuId | null;
  /** Its choices; empty: the product's only SKU, or none. */
  readonly skuName: string;
  readonly title: string;
  readonly picture: string | null;
  readonly unitPriceFen: Fen;
  readonly quantity: number;
  /** Unit price × quantity. */
  readonly listFen: Fen;
  /** Of the whole line. */
  readonly costFen: Fen;
  readonly categoryId: string | null;
  /** Whose product it is; null: the shop's own, or no product. */
  readonly merchantId: MerchantId | null;
  /** null: a product of the mall. */
  readonly storeId: StoreId | null;
  /** null: sent for free. */
  readonly freightTemplateId: FreightTemplateId | null;
  /** Of the whole line. */
  readonly weightGrams: number;
  readonly rules: Pick<LineToPlace, 'product' | 'store'>;
}

/** After the store's discount rule and the coupon. */
export interface DiscountedLine extends BareLine {
  readonly discountFen: Fen;
  /** List price less discount. */
  readonly netFen: Fen;
}

/** After deductions. `paidFen` is what WeChat and the cash balance pay for it. SPEC section 3. */
export interface PaidLine extends DiscountedLine, LineParts {}

/** With the terms of its rebate, which follow from `paidFen`. */
export interface QuotedLine extends PaidLine {
  readonly quote: LineQuote;
}
