import type { ResponseOf } from '@paifan/shared/contract/contract';
import type { termsRoutes } from '@paifan/shared/contract/terms';
import { DEFAULT_TERMS } from '@paifan/shared/texts/defaultTerms';
import type { TermsVersionRow } from '../../db/models/terms';
import type { ShopContext } from '../../usecases/context';
import { acceptTerms, publishTerms, readTermsInForce, readTermsVersions } from '../../usecases/terms/terms';
import type { HandlersOf } from '../handlers';
import { instant } from '../presenters/texts';

const presentTerms = ({
  id,
  title,
  body,
  publishedAt,
}: TermsVersionRow): ResponseOf<'POST /api/admin/terms'> => ({
  ...{ id, title, body },
  publishedAt: instant(publishedAt),
});

/** The terms that members accept before they order. */
export function termsHandlers(shop: ShopContext): HandlersOf<typeof termsRoutes> {
  return {
    'GET /api/terms': async ({ memberId }) => {
      const { terms, accepted } = await readTermsInForce(shop, memberId);
      return { terms: terms && presentTerms(terms), accepted };
    },

    'POST /api/me/terms/:id/accept': async ({ memberId, params }) => {
      await acceptTerms(shop, memberId, params.id);
      return undefined;
    },

    'GET /api/admin/terms': async ({ query }) => {
      const { items, next } = await readTermsVersions(shop, query);
      return { items: items.map(presentTerms), next, template: DEFAULT_TERMS };
    },

    'POST /api/admin/terms': async ({ operator, body }) =>
      presentTerms(await publishTerms(shop, operator.id, body)),
  };
}
