import { ApiError } from '@paifan/shared/errors/errors';
import type { CatalogueStore } from '@paifan/shared/rebate/margin/catalogue';
import { checkMargins } from '@paifan/shared/rebate/margin/checkMargins';
import { settingsInForce } from '../../db/settings';
import type { Executor } from '../../db/transaction';
import { withTitles } from '../settings/marginTitles';
import { named } from '../settings/namedFinding';

/**
 * The margin guard for stores that are about to change: what gives more than its commission earns is refused unless it is overruled
 * by its name. SPEC section 12.
 * @returns the names that were overruled, for the audit log
 * @throws ApiError margin_exceeded, with the findings that nobody overruled
 */
export async function assertStoreMargins(
  executor: Executor,
  at: Date,
  stores: readonly CatalogueStore[],
  overruled: readonly string[],
): Promise<string[]> {
  const { settings } = await settingsInForce(executor, at);
  const findings = checkMargins(settings, { products: [], stores }).map(named);
  const blocking = findings.filter(({ name }) => !overruled.includes(name));
  if (blocking.length > 0)
    throw new ApiError('margin_exceeded', '让利超出该门店的抽成，确认后才能保存', {
      findings: await withTitles(executor, blocking),
    });
  return findings.map(({ name }) => name);
}
