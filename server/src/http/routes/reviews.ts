import type { reviewRoutes } from '@paifan/shared/contract/reviews';
import { merchantActor, operatorActor } from '../../usecases/actor';
import type { ShopContext } from '../../usecases/context';
import { answerReview, hideReview } from '../../usecases/reviews/moderateReview';
import {
  readOrderReviews,
  readRating,
  readReview,
  readReviews,
  readReviewsOf,
} from '../../usecases/reviews/readReviews';
import { addToReview, writeReview } from '../../usecases/reviews/writeReview';
import type { HandlersOf } from '../handlers';
import {
  presentAdminReview,
  presentDeskReview,
  presentOwnReview,
  presentReview,
} from '../presenters/reviews';

/** Reviews: what everybody reads, what buyers write, what operators and merchants do about it. */
export function reviewHandlers(shop: ShopContext): HandlersOf<typeof reviewRoutes> {
  return {
    'GET /api/products/:id/reviews': async ({ params: { id }, query }) => {
      const { items, next } = await readReviewsOf(shop, id, query);
      return { items: items.map(presentReview), next, rating: await readRating(shop.db, id) };
    },

    'GET /api/orders/:no/reviews': async ({ memberId, params }) => {
      const { reviewable, lines } = await readOrderReviews(shop, memberId, params.no);
      return {
        reviewable,
        lines: lines.flatMap(({ line: { lineNo, productId, skuName, title, picture }, review }) =>
          productId === null
            ? []
            : {
                line: lineNo,
                productId,
                skuName,
                title,
                picture,
                review: review && presentOwnReview(review),
              },
        ),
      };
    },

    'PUT /api/orders/:no/lines/:line/review': async ({ memberId, params, body }) => {
      const which = { orderNo: params.no, lineNo: params.line };
      return presentOwnReview(await readReview(shop, await writeReview(shop, memberId, which, body)));
    },

    'PUT /api/me/reviews/:id/addition': async ({ memberId, params: { id }, body }) => {
      await addToReview(shop, memberId, id, body);
      return presentOwnReview(await readReview(shop, id));
    },

    'GET /api/me/reviews': async ({ memberId, query }) => {
      const { items, next } = await readReviews(shop, { ...query, memberId });
      return { items: items.map(presentOwnReview), next };
    },

    'GET /api/admin/reviews': async ({ query }) => {
      const { items, next } = await readReviews(shop, query);
      return { items: items.map(presentAdminReview), next };
    },

    'PUT /api/admin/reviews/:id/visibility': async ({ operator, params: { id }, body }) => {
      await hideReview(shop, operator.id, id, body.hidden ? body.reason : null);
      return presentAdminReview(await readReview(shop, id));
    },

    'PUT /api/admin/reviews/:id/answer': async ({ operator, params: { id }, body }) => {
      await answerReview(shop, operatorActor(operator), id, body.text);
      return presentAdminReview(await readReview(shop, id));
    },

    'GET /api/desk/reviews': async ({ staff: { merchantId }, query }) => {
      const { items, next } = await readReviews(shop, { ...query, merchantId });
      return { items: items.map(presentDeskReview), next };
    },

    'PUT /api/desk/reviews/:id/answer': async ({ staff: { merchantId }, params: { id }, body }) => {
      await answerReview(shop, merchantActor(merchantId), id, body.text, { merchantId });
      return presentDeskReview(await readReview(shop, id));
    },
  };
}
