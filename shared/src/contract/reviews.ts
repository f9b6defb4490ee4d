import { z } from 'zod';
import { STARS } from '../catalogue/ratings';
import {
  instantSchema,
  memberIdSchema,
  merchantIdSchema,
  orderNoSchema,
  page,
  pageQuery,
  picturePathSchema,
  productIdSchema,
  reviewIdSchema,
} from './primitives';
import { routes } from './route';

const starsSchema = z.union(STARS.map((stars) => z.literal(stars))).meta({ id: 'Stars' });
const starsQuerySchema = z.coerce.number().int().pipe(starsSchema).optional();
const textSchema = z.string().trim().min(1).max(500);
const picturesSchema = z.array(picturePathSchema).max(9).default([]);

export const ratingSchema = z
  .object({
    count: z.int(),
    average: z.string().nullable().describe('With one decimal; null: there is no review.'),
    byStars: z.object({ 1: z.int(), 2: z.int(), 3: z.int(), 4: z.int(), 5: z.int() }),
  })
  .meta({ id: 'Rating' });

const reviewFields = {
  id: reviewIdSchema,
  stars: starsSchema,
  skuName: z.string(),
  text: z.string(),
  pictures: z.array(z.string()),
  createdAt: instantSchema,
  added: z
    .object({ text: z.string(), pictures: z.array(z.string()), at: instantSchema })
    .nullable()
    .describe('What the buyer said later.'),
  answer: z
    .object({ text: z.string(), at: instantSchema })
    .nullable()
    .describe('Of the shop or the merchant.'),
};

export const reviewSchema = z
  .object({ ...reviewFields, name: z.string().describe('Masked.') })
  .meta({ id: 'Review' });

const ownReviewSchema = z
  .object({
    ...reviewFields,
    orderNo: orderNoSchema,
    line: z.int(),
    productId: productIdSchema,
    title: z.string(),
    picture: z.string().nullable(),
    hidden: z.boolean().describe('The shop shows it to nobody else.'),
  })
  .meta({ id: 'OwnReview' });

const adminReviewSchema = z
  .object({
    ...reviewFields,
    productId: productIdSchema,
    merchantId: merchantIdSchema.nullable(),
    memberId: memberIdSchema,
    orderNo: orderNoSchema,
    title: z.string(),
    hidden: z.boolean(),
    hiddenReason: z.string().nullable(),
  })
  .meta({ id: 'AdminReview' });

const deskReviewSchema = z
  .object({
    ...reviewFields,
    name: z.string().describe('Masked.'),
    productId: productIdSchema,
    title: z.string(),
  })
  .meta({ id: 'DeskReview' });

const byReview = z.object({ id: reviewIdSchema });
const byProduct = z.object({ id: productIdSchema });
const answerSchema = z.object({ text: textSchema });

/** What the operators' list and its export can be narrowed to, beside whether a review is hidden. */
export const reviewFilters = {
  productId: productIdSchema.optional(),
  merchantId: merchantIdSchema.optional(),
  stars: starsQuerySchema,
};

export const reviewRoutes = routes({
  'GET /api/products/:id/reviews': {
    tag: 'Shop',
    summary: 'Reviews of a product, newest first',
    auth: 'public',
    params: byProduct,
    query: z.object({ ...pageQuery, stars: starsQuerySchema }),
    response: page(reviewSchema).extend({ rating: ratingSchema.describe('Of all reviews.') }),
  },
  'GET /api/orders/:no/reviews': {
    tag: 'Orders',
    summary: 'The lines of an order, each with its review',
    auth: 'member',
    params: z.object({ no: orderNoSchema }),
    response: z.object({
      reviewable: z.boolean().describe('The order is completed.'),
      lines: z.array(
        z.object({
          line: z.int().describe('Its number in the order, from 0.'),
          productId: productIdSchema,
          skuName: z.string(),
          title: z.string(),
          picture: z.string().nullable(),
          review: ownReviewSchema.nullable(),
        }),
      ),
    }),
    errors: ['order_not_found'],
  },
  'PUT /api/orders/:no/lines/:line/review': {
    tag: 'Orders',
    summary:
      'Review a line of a completed order; the same again changes nothing, and nothing else can follow',
    auth: 'member',
    params: z.object({ no: orderNoSchema, line: z.coerce.number().int().min(0).max(1_000) }),
    body: z.object({ stars: starsSchema, text: textSchema, pictures: picturesSchema }),
    response: ownReviewSchema,
    errors: [
      'order_not_found',
      'order_line_not_found',
      'review_too_early',
      'review_exists',
      'forbidden_phrase',
      'picture_not_found',
    ],
  },
  'PUT /api/me/reviews/:id/addition': {
    tag: 'Me',
    summary: 'Add to a review, once; the same again changes nothing',
    auth: 'member',
    params: byReview,
    body: z.object({ text: textSchema, pictures: picturesSchema }),
    response: ownReviewSchema,
    errors: ['review_not_found', 'review_exists', 'forbidden_phrase', 'picture_not_found'],
  },
  'GET /api/me/reviews': {
    tag: 'Me',
    summary: 'What the member reviewed, newest first',
    auth: 'member',
    query: z.object(pageQuery),
    response: page(ownReviewSchema),
  },
  'GET /api/admin/reviews': {
    tag: 'Catalogue',
    summary: 'All reviews, newest first',
    auth: 'operator',
    permission: 'catalogue.read',
    query: z.object({ ...pageQuery, ...reviewFilters, hidden: z.stringbool().optional() }),
    response: page(adminReviewSchema),
  },
  'PUT /api/admin/reviews/:id/visibility': {
    tag: 'Catalogue',
    summary: 'Hide a review, with a reason, or show it again',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byReview,
    body: z.discriminatedUnion('hidden', [
      z.object({ hidden: z.literal(true), reason: z.string().trim().min(1).max(200) }),
      z.object({ hidden: z.literal(false) }),
    ]),
    response: adminReviewSchema,
    errors: ['review_not_found'],
  },
  'PUT /api/admin/reviews/:id/answer': {
    tag: 'Catalogue',
    summary: 'Answer a review; everybody reads it',
    auth: 'operator',
    permission: 'catalogue.write',
    params: byReview,
    body: answerSchema,
    response: adminReviewSchema,
    errors: ['review_not_found', 'forbidden_phrase'],
  },
  'GET /api/desk/reviews': {
    tag: 'Desk',
    summary: "Reviews of the merchant's products, newest first",
    auth: 'staff',
    permission: 'desk.products.read',
    query: z.object({ ...pageQuery, answered: z.stringbool().optional() }),
    response: page(deskReviewSchema),
  },
  'PUT /api/desk/reviews/:id/answer': {
    tag: 'Desk',
    summary: "Answer a review of one of the merchant's products",
    auth: 'staff',
    permission: 'desk.products.write',
    params: byReview,
    body: answerSchema,
    response: deskReviewSchema,
    errors: ['review_not_found', 'forbidden_phrase'],
  },
});
