import { z } from 'zod';
import type { Ratio } from '../money/ratio';
import {
  amountSchema,
  couponIdSchema,
  instantSchema,
  memberCouponIdSchema,
  orderNoSchema,
  page,
  pageQuery,
  payableSchema,
  productIdSchema,
  storeIdSchema,
} from './primitives';
import { routes } from './route';

/** A share below the whole. A brand exists for the compiler only. */
const shareOffSchema = z
  .string()
  .regex(/^0\.(?=\d*[1-9])\d{1,6}$/)
  .meta({
    id: 'ShareOff',
    description: 'A share as an exact decimal string: "0.05" is 5 % off.',
  }) as z.ZodType as z.ZodType<Ratio, Ratio>;

/** What is taken off: an amount, or a share with a cap. */
export const discountSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('amountOff'), offFen: payableSchema }),
    z.object({ type: z.literal('shareOff'), ratio: shareOffSchema, capFen: payableSchema.nullable() }),
  ])
  .meta({ id: 'Discount' });

export const couponScopeSchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('mall') }),
    z.object({ type: z.literal('categories'), ids: z.array(z.string().min(1).max(32)).min(1).max(50) }),
    z.object({ type: z.literal('products'), ids: z.array(productIdSchema).min(1).max(200) }),
    z.object({ type: z.literal('store'), id: storeIdSchema }),
  ])
  .meta({ id: 'CouponScope', description: 'Whose price it lowers. A cashier takes no coupon.' });

/** How a coupon is shown to members. */
const couponCard = {
  name: z.string(),
  text: z.string().describe('What it takes off, as a member reads it.'),
  scope: couponScopeSchema,
  scopeText: z.string(),
};

const claimableSchema = z
  .object({
    id: couponIdSchema,
    ...couponCard,
    claimUntil: instantSchema,
    validityText: z.string(),
    gone: z.boolean().describe('All are claimed.'),
    mayClaim: z.boolean().describe('There is one left, also for this member.'),
  })
  .meta({ id: 'ClaimableCoupon' });

const heldCouponSchema = z
  .object({
    id: memberCouponIdSchema,
    couponId: couponIdSchema,
    ...couponCard,
    state: z.enum(['available', 'used', 'expired']),
    validFrom: instantSchema,
    validUntil: instantSchema.describe('Not included.'),
    orderNo: orderNoSchema.nullable().describe('Of the order that uses it.'),
    inForce: z.boolean().describe('It can be used now.'),
  })
  .meta({ id: 'HeldCoupon' });

export const couponRoutes = routes({
  'GET /api/coupons': {
    tag: 'Checkout',
    summary: 'Coupons that can be claimed now, the newest first',
    auth: 'member',
    query: z.object(pageQuery),
    response: page(claimableSchema),
  },
  'POST /api/coupons/:id/claim': {
    tag: 'Checkout',
    summary: 'Claim a coupon',
    auth: 'member',
    idempotent: true,
    params: z.object({ id: couponIdSchema }),
    response: heldCouponSchema,
    errors: ['coupon_not_found', 'coupon_unclaimable', 'coupon_gone', 'coupon_limit'],
  },
  'GET /api/me/coupons': {
    tag: 'Checkout',
    summary: "The member's coupons in one state, what was claimed last first",
    auth: 'member',
    query: z.object({
      ...pageQuery,
      state: z.enum(['available', 'used', 'expired']).default('available'),
    }),
    response: page(heldCouponSchema),
  },
});

/** What of a coupon can be changed: never what it takes off, for somebody may hold it already. */
export const couponChangeSchema = z.object({
  name: z.string().trim().min(1).max(32),
  total: z.int().min(1).max(100_000_000).nullable().describe('How many there are; null: no limit.'),
  perMember: z.int().min(1).max(1_000),
  claimFrom: instantSchema,
  claimUntil: instantSchema.describe('Not included.'),
});

const validitySchema = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('days'), days: z.int().min(1).max(3_650) }),
    z.object({ type: z.literal('dates'), from: instantSchema, until: instantSchema }),
  ])
  .meta({ id: 'CouponValidity', description: 'So many days from when it is claimed, or between two times.' });

export const adminCouponSchema = couponChangeSchema
  .extend({
    id: couponIdSchema,
    text: z.string(),
    discount: discountSchema,
    minFen: amountSchema.describe('What the fitting lines must come to.'),
    scope: couponScopeSchema,
    validity: validitySchema,
    stoppedAt: instantSchema.nullable(),
    createdAt: instantSchema,
    figures: z.object({
      claimed: z.int(),
      used: z.int().describe('By orders that are not closed.'),
      savedFen: amountSchema.describe('What those orders cost less.'),
    }),
  })
  .meta({ id: 'AdminCoupon' });

const windowIsRight = { message: 'claimUntil must be after claimFrom', path: ['claimUntil'] };
const hasWindow = ({ claimFrom, claimUntil }: { claimFrom: string; claimUntil: string }): boolean =>
  Date.parse(claimFrom) < Date.parse(claimUntil);

const byId = z.object({ id: couponIdSchema });

export const adminCouponRoutes = routes({
  'GET /api/admin/coupons': {
    tag: 'Coupons',
    summary: 'Coupons with their figures, the newest first',
    auth: 'operator',
    permission: 'catalogue.read',
    query: z.object(pageQuery),
    response: page(adminCouponSchema),
  },
  'POST /api/admin/coupons': {
    tag: 'Coupons',
    summary: 'Add a coupon',
    auth: 'operator',
    permission: 'catalogue.write',
    idempotent: true,
    body: couponChangeSchema
      .extend({
        discount: discountSchema,
        minFen: amountSchema,
        scope: couponScopeSchema,
        validity: validitySchema,
      })
      .refine(hasWindow, windowIsRight)
      .refine(
        ({ validity }) => validity.type === 'days' || Date.parse(validity.from) < Date.parse(validity.until),
        { message: 'until must be after from', path: ['validity', 'until'] },
      )
      .refine(
        ({ discount, minFen }) => discount.type !== 'amountOff' || discount.offFen <= minFen || minFen === 0,
        {
          message: 'takes off more than the minimum',
          path: ['discount', 'offFen'],
        },
      ),
    response: adminCouponSchema,
    errors: ['forbidden_phrase'],
  },
  'PUT /api/admin/coupons/:id': {
    tag: 'Coupons',
    summary: 'Change who can claim a coupon and when; what it takes off never changes',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byId,
    body: couponChangeSchema.refine(hasWindow, windowIsRight),
    response: adminCouponSchema,
    errors: ['coupon_not_found', 'coupon_total', 'forbidden_phrase'],
  },
  'POST /api/admin/coupons/:id/stop': {
    tag: 'Coupons',
    summary: 'Nobody can claim it any more; what was claimed stays good. May be repeated',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byId,
    response: adminCouponSchema,
    errors: ['coupon_not_found'],
  },
});
