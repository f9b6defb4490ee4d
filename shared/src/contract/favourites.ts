import { z } from 'zod';
import { page, pageQuery, productIdSchema } from './primitives';
import { routes } from './route';
import { productSummarySchema } from './shop';

const byProduct = z.object({ productId: productIdSchema });

export const favouriteRoutes = routes({
  'GET /api/me/favourites': {
    tag: 'Me',
    summary: "The member's favourites, added last first; also what is off sale now",
    auth: 'member',
    query: z.object(pageQuery),
    response: page(productSummarySchema),
  },
  'PUT /api/me/favourites/:productId': {
    tag: 'Me',
    summary: 'Keep a product among the favourites; may be repeated',
    auth: 'member',
    params: byProduct,
    response: 'empty',
    errors: ['product_not_found', 'favourites_full'],
  },
  'DELETE /api/me/favourites/:productId': {
    tag: 'Me',
    summary: 'Take a product out of the favourites; may be repeated',
    auth: 'member',
    params: byProduct,
    response: 'empty',
  },
});
