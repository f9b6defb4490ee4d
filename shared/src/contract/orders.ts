import { z } from 'zod';
import { DELIVERY_WAYS } from '../checkout/delivery';
import { addressSchema, deliveryAddressSchema } from './addresses';
import { paidWithSchema, spendablesSchema, usedParts, useSchema } from './composition';
import { entrySchema } from './queue';
import {
  addressIdSchema,
  amountSchema,
  instantSchema,
  memberCouponIdSchema,
  orderNoSchema,
  page,
  pageQuery,
  payableSchema,
  productIdSchema,
  queueKeySchema,
  ratioTextSchema,
  skuIdSchema,
  storeIdSchema,
} from './primitives';
import { routes } from './route';

const itemsSchema = z
  .array(
    z.object({
      productId: productIdSchema,
      skuId: skuIdSchema.optional().describe('Needed when the product has several SKUs.'),
      quantity: z.int().min(1).max(99),
    }),
  )
  .min(1)
  .max(20)
  .refine(
    (items) => new Set(items.map(({ productId, skuId }) => `${productId}/${skuId}`)).size === items.length,
    { message: 'a SKU may appear once; raise its quantity instead' },
  );

/** What goods need beside themselves. */
const goodsChoices = {
  use: useSchema.optional(),
  addressId: addressIdSchema
    .optional()
    .describe("Where it goes; absent: to the member's default address. Of no matter for a pickup."),
  memberCouponId: memberCouponIdSchema.optional().describe('The coupon to use; absent: none.'),
};

/** What a member asks to buy: products of the mall, of a store, or an amount at a store's cashier. */
export const basketSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('mall'), items: itemsSchema, ...goodsChoices }),
    z.object({
      kind: z.literal('store'),
      storeId: storeIdSchema,
      items: itemsSchema,
      delivery: z.enum(['express', 'pickup']),
      ...goodsChoices,
    }),
    z.object({
      kind: z.literal('cashier'),
      storeId: storeIdSchema,
      amountFen: payableSchema,
      use: useSchema.optional(),
    }),
  ])
  .meta({ id: 'Basket' });

/** What is fixed when the order is placed, shown before paying. SPEC section 3. */
export const lineTermsSchema = z
  .object({
    rebateOn: z.boolean(),
    queueKey: queueKeySchema.nullable(),
    queueName: z.string().nullable(),
    extractionRatio: ratioTextSchema,
    entitlementRatio: ratioTextSchema,
    source: z.string().nullable(),
    sourceText: z.string().nullable(),
    lottery: z.boolean(),
    notice: z
      .string()
      .nullable()
      .describe('That the ratio was lowered by the brake, and by how much; or that the queue is closed.'),
    entitledFen: amountSchema,
    conditions: z.array(z.string()).describe('Windows and limits that are judged only at payment.'),
    explanation: z.array(z.object({ rule: z.string(), text: z.string(), applied: z.boolean() })),
  })
  .meta({ id: 'LineTerms' });

const orderLineSchema = z
  .object({
    productId: productIdSchema.nullable(),
    skuId: skuIdSchema.nullable(),
    skuName: z.string().describe('Its choices; empty: the only SKU of the product, or none.'),
    title: z.string(),
    picture: z.string().nullable(),
    unitPriceFen: amountSchema,
    quantity: z.int(),
    discountFen: amountSchema.describe('Taken off unit price × quantity.'),
    ...usedParts,
    paidFen: amountSchema.describe('What WeChat and the cash balance pay for it.'),
    terms: lineTermsSchema,
  })
  .meta({ id: 'OrderLine' });

const deliverySchema = z
  .enum(DELIVERY_WAYS)
  .meta({ id: 'Delivery', description: 'none: handed over at the cashier.' });

/** What an order comes to. */
const sums = {
  goodsFen: amountSchema.describe('The lines before anything is taken off.'),
  discountFen: amountSchema.describe('Taken off the lines by a coupon, or by the rule of the cashier.'),
  freightFen: amountSchema.describe('Part of the total, and of no line; earns nothing.'),
  totalFen: amountSchema.describe('What WeChat and the cash balance pay.'),
};

/** A coupon that the member holds, and what it would do here. */
const quotedCouponSchema = z
  .object({
    id: memberCouponIdSchema,
    name: z.string(),
    text: z.string().describe('What it takes off, as a member reads it.'),
    validUntil: instantSchema,
    discountFen: amountSchema.describe('0 when it does not fit.'),
    whyNot: z.string().nullable().describe('null: it fits.'),
  })
  .meta({ id: 'QuotedCoupon' });

export const quoteSchema = z
  .object({
    kind: z.enum(['mall', 'store', 'cashier']),
    storeName: z.string().nullable(),
    lines: z.array(orderLineSchema),
    delivery: deliverySchema,
    address: addressSchema
      .nullable()
      .describe('Where it goes. null: it is not sent, or the member has no address yet: freight is unknown.'),
    addressNeeded: z.boolean().describe('It cannot be placed before there is an address.'),
    memberCouponId: memberCouponIdSchema.nullable().describe('The coupon that is used.'),
    coupons: z.array(quotedCouponSchema).describe('What the member could use now, what saves most first.'),
    ...sums,
    paidWith: paidWithSchema,
    spendables: spendablesSchema,
    entitledFen: amountSchema,
    settingsVersion: z.string(),
  })
  .meta({ id: 'Quote' });

export const orderStateSchema = z
  .enum(['placed', 'paid', 'shipped', 'completed', 'closed', 'refunded'])
  .meta({ id: 'OrderState' });

export const orderSchema = z
  .object({
    no: orderNoSchema,
    kind: z.enum(['mall', 'store', 'cashier']),
    state: orderStateSchema,
    storeName: z.string().nullable(),
    lines: z.array(
      orderLineSchema
        .extend({
          entry: entrySchema
            .nullable()
            .describe('null until the payment is settled, or when no entry was given.'),
          noEntryReason: z.string().nullable().describe('Why a settled line stands in no line.'),
        })
        .meta({ id: 'SettledOrderLine' }),
    ),
    ...sums,
    paidWith: paidWithSchema,
    delivery: deliverySchema,
    address: deliveryAddressSchema.nullable(),
    note: z.string().describe('Of the buyer.'),
    pickupCode: z.string().nullable().describe('To be shown at the store; null until the order is paid.'),
    settled: z.boolean().describe('The settlement of the payment is done.'),
    placedAt: instantSchema,
    expiresAt: instantSchema,
    paidAt: instantSchema.nullable(),
    completedAt: instantSchema.nullable(),
    closedAt: instantSchema.nullable(),
  })
  .meta({ id: 'Order' });

export const orderSummarySchema = z
  .object({
    no: orderNoSchema,
    kind: z.enum(['mall', 'store', 'cashier']),
    state: orderStateSchema,
    storeName: z.string().nullable(),
    title: z.string(),
    picture: z.string().nullable(),
    pieces: z.int(),
    totalFen: amountSchema,
    placedAt: instantSchema,
  })
  .meta({ id: 'OrderSummary' });

/** The parameters of wx.requestPayment, signed. */
export const paymentParamsSchema = z
  .object({
    timeStamp: z.string(),
    nonceStr: z.string(),
    package: z.string(),
    signType: z.literal('RSA'),
    paySign: z.string(),
  })
  .meta({ id: 'PaymentParams' });

/** What WeChat's component for confirming a receipt takes, by its names. */
export const receiptParamsSchema = z
  .object({ merchant_id: z.string(), merchant_trade_no: z.string(), transaction_id: z.string() })
  .meta({ id: 'ReceiptParams', description: 'extraData of wx.openBusinessView for weappOrderConfirm.' });

const quoteErrors = [
  'product_not_found',
  'product_off_sale',
  'sku_needed',
  'out_of_stock',
  'store_not_found',
  'store_not_selling',
  'delivery_refused',
  'address_not_found',
  'not_delivered',
  'coupon_unusable',
  'coupon_unfit',
  'balance_too_low',
  'use_limit',
] as const;

const orderParams = z.object({ no: orderNoSchema });

export const orderRoutes = routes({
  'POST /api/orders/quote': {
    tag: 'Orders',
    summary: 'What a basket costs and what each line may receive, with the rule that chose it',
    auth: 'member',
    body: basketSchema,
    response: quoteSchema,
    errors: [...quoteErrors],
  },
  'POST /api/orders': {
    tag: 'Orders',
    summary: 'Place an order: its terms are fixed now',
    auth: 'member',
    idempotent: true,
    body: z.object({
      basket: basketSchema,
      expectedTotalFen: amountSchema.describe('As quoted; another total is refused with quote_changed.'),
      expectedEntitledFen: amountSchema.describe(
        'As quoted; another entitlement is refused with quote_changed.',
      ),
      note: z.string().trim().max(200).default('').describe('To the seller.'),
      fromCart: z.boolean().default(false).describe('What is ordered leaves the cart.'),
    }),
    response: orderSchema,
    errors: [...quoteErrors, 'quote_changed', 'address_needed'],
  },
  'GET /api/orders': {
    tag: 'Orders',
    summary: "The member's orders, newest first",
    auth: 'member',
    query: z.object({ ...pageQuery, state: orderStateSchema.optional() }),
    response: page(orderSummarySchema),
  },
  'GET /api/orders/:no': {
    tag: 'Orders',
    summary: 'One order, with the place in line of each line',
    auth: 'member',
    params: orderParams,
    response: orderSchema,
    errors: ['order_not_found'],
  },
  'POST /api/orders/:no/payment': {
    tag: 'Orders',
    summary: 'Prepare the payment at WeChat Pay; may be repeated while the order is unpaid',
    auth: 'member',
    params: orderParams,
    response: paymentParamsSchema,
    errors: ['order_not_found', 'order_state', 'wechat_refused', 'wechat_unavailable'],
  },
  'POST /api/orders/:no/payment/check': {
    tag: 'Orders',
    summary: 'Ask WeChat Pay whether the order is paid (after the payment sheet closed, however it closed)',
    auth: 'member',
    params: orderParams,
    response: orderSchema,
    errors: ['order_not_found', 'wechat_unavailable'],
  },
  'POST /api/orders/:no/close': {
    tag: 'Orders',
    summary: 'Give up an unpaid order; WeChat is asked first',
    auth: 'member',
    params: orderParams,
    response: orderSchema,
    errors: ['order_not_found', 'order_state', 'wechat_unavailable'],
  },
  'POST /api/orders/:no/receipt/prepare': {
    tag: 'Orders',
    summary:
      'Before a receipt is confirmed: WeChat is asked whether it was there, and what its component takes',
    auth: 'member',
    params: orderParams,
    response: z.object({
      order: orderSchema,
      extraData: receiptParamsSchema
        .nullable()
        .describe('null: nothing to confirm in WeChat; the own confirmation is enough.'),
    }),
    errors: ['order_not_found'],
  },
  'POST /api/orders/:no/receipt': {
    tag: 'Orders',
    summary: 'Confirm receipt: the order completes',
    auth: 'member',
    params: orderParams,
    response: orderSchema,
    errors: ['order_not_found', 'order_state'],
  },
  'GET /api/orders/:no/pickup-code.png': {
    tag: 'Orders',
    summary: 'The pickup code as a QR picture, for the desk to scan; once the order is paid',
    auth: 'member',
    params: orderParams,
    response: 'image/png',
    errors: ['order_not_found', 'order_state'],
  },
  'POST /pay/wechat/notify': {
    tag: 'WeChat',
    summary: 'Notification of WeChat Pay, signed and encrypted',
    auth: 'wechat',
    response: z.object({ code: z.literal('SUCCESS') }),
    errors: [
      'notification_signature',
      'notification_expired',
      'notification_malformed',
      'notification_mismatch',
      'notification_unknown_order',
    ],
  },
});
