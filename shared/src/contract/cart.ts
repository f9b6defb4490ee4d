import { z } from 'zod';
import { amountSchema, productIdSchema, skuIdSchema, storeIdSchema } from './primitives';
import { routes } from './route';

const cartItemSchema = z
  .object({
    skuId: skuIdSchema,
    productId: productIdSchema,
    title: z.string(),
    skuName: z.string(),
    picture: z.string(),
    quantity: z.int(),
    checked: z.boolean().describe('It is among what the member wants to order now.'),
    priceFen: amountSchema.describe('Of one piece, now.'),
    addedPriceFen: amountSchema.describe('Of one piece, when it was put there.'),
    stock: z.int(),
    problem: z
      .enum(['offSale', 'outOfStock', 'tooFew'])
      .nullable()
      .describe('Why it cannot be ordered as it is; null: it can.'),
  })
  .meta({ id: 'CartItem' });

export const cartSchema = z
  .object({
    groups: z
      .array(
        z.object({
          storeId: storeIdSchema.nullable().describe('null: products of the mall.'),
          storeName: z.string().nullable(),
          items: z.array(cartItemSchema),
        }),
      )
      .describe('One order is placed of one group.'),
    count: z.int().describe('Different SKUs, at most 100.'),
  })
  .meta({ id: 'Cart' });

const quantitySchema = z.int().min(1).max(99);
const byId = z.object({ skuId: skuIdSchema });

export const cartRoutes = routes({
  'GET /api/cart': {
    tag: 'Checkout',
    summary: "The member's cart, by seller, with what has become of each item",
    auth: 'member',
    response: cartSchema,
  },
  'POST /api/cart/items': {
    tag: 'Checkout',
    summary: 'Put pieces of a SKU into the cart, beside those that are there',
    auth: 'member',
    idempotent: true,
    body: z.object({ skuId: skuIdSchema, quantity: quantitySchema }),
    response: cartSchema,
    errors: ['product_not_found', 'product_off_sale', 'cart_full'],
  },
  'PUT /api/cart/items/:skuId': {
    tag: 'Checkout',
    summary: 'Say how many pieces, and whether they are to be ordered now',
    auth: 'member',
    params: byId,
    body: z.object({ quantity: quantitySchema, checked: z.boolean() }),
    response: cartSchema,
    errors: ['cart_item_not_found'],
  },
  'PUT /api/cart/checked': {
    tag: 'Checkout',
    summary: 'Check exactly these items, and no others',
    auth: 'member',
    body: z.object({ skuIds: z.array(skuIdSchema).max(100) }),
    response: cartSchema,
  },
  'DELETE /api/cart/items/:skuId': {
    tag: 'Checkout',
    summary: 'Take an item out of the cart; may be repeated',
    auth: 'member',
    params: byId,
    response: cartSchema,
  },
});
