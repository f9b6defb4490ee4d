import type { adminRuleRoutes } from '@paifan/shared/contract/adminRules';
import type { ShopContext } from '../../usecases/context';
import { explainLine } from '../../usecases/explain/explainLine';
import { testRules } from '../../usecases/explain/testRules';
import type { HandlersOf } from '../handlers';
import { presentExplanation, presentRuleTest } from '../presenters/adminRules';

/** Rules tried out, and lines explained. */
export function adminRuleHandlers(shop: ShopContext): HandlersOf<typeof adminRuleRoutes> {
  return {
    'POST /api/admin/rules/test': async ({ body }) => presentRuleTest(await testRules(shop, body)),

    'GET /api/admin/explain/:orderNo/:line': async ({ params }) =>
      presentExplanation(await explainLine(shop, params.orderNo, params.line)),
  };
}
