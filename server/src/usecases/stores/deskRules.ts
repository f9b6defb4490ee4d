import { isDeepStrictEqual } from 'node:util';
import type { BodyOf } from '@paifan/shared/contract/contract';
import { ApiError } from '@paifan/shared/errors/errors';
import type { StoreId } from '@paifan/shared/ids/ids';
import { refusedRules, SETTINGS_FOR_DESK, type SettingsForDesk } from '@paifan/shared/merchants/deskRules';
import { checkMargins } from '@paifan/shared/rebate/margin/checkMargins';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { audit } from '../../db/audit';
import type { StoreRow } from '../../db/models/catalogue';
import { settingsInForce } from '../../db/settings';
import { inTransaction } from '../../db/transaction';
import type { ShopContext } from '../context';
import { withTitles } from '../settings/marginTitles';
import { named } from '../settings/namedFinding';
import type { Staff } from '../staff/findStaff';
import { findStoreOf, lockStore, rulesOfProducts, rulesState } from './manageStores';

/* What a merchant sets of its own stores' rules: shared/src/merchants/deskRules.ts says which. */

/** The rules of a store, beside what the platform sets. */
export interface DeskRules {
  readonly store: StoreRow;
  readonly platform: SettingsForDesk;
}

const forDesk = (settings: PlatformSettings): SettingsForDesk =>
  Object.fromEntries(SETTINGS_FOR_DESK.map((key) => [key, settings[key]])) as unknown as SettingsForDesk;

/** @throws ApiError store_not_found, also for another merchant's */
export async function readDeskRules(
  { db, clock }: ShopContext,
  { merchantId }: Pick<Staff, 'merchantId'>,
  id: StoreId,
): Promise<DeskRules> {
  const store = await findStoreOf(db, id, merchantId);
  const { settings } = await settingsInForce(db, clock.now());
  return { store, platform: forDesk(settings) };
}

/**
 * A merchant sets the rules of its store, as far as they are its own. Orders that are placed keep theirs; the audit log keeps what changed.
 * What gives more than the commission earns is refused, and cannot be overruled here; what an operator let pass before stays as it is.
 * @throws ApiError store_not_found, rules_reserved, margin_exceeded
 */
export async function changeDeskRules(
  { db, clock }: ShopContext,
  staff: Pick<Staff, 'id' | 'merchantId'>,
  id: StoreId,
  rules: BodyOf<'PUT /api/desk/stores/:id/rules'>,
): Promise<DeskRules> {
  return inTransaction(db, async (tx) => {
    const row = await lockStore(db, tx, id, staff.merchantId);
    const at = clock.now();
    const { settings } = await settingsInForce(tx, at);
    const refused = refusedRules(settings, row, rules);
    if (refused.length > 0) throw new ApiError('rules_reserved', undefined, { rules: refused });
    const products = await rulesOfProducts(db, tx, id);
    const weighed = ({ rebate, cashier }: Pick<StoreRow, 'rebate' | 'cashier'>) => {
      const { commissionRatio, recruiterId } = row;
      const store = { id, rules: { commissionRatio, recruiter: recruiterId, rebate, cashier }, products };
      return checkMargins(settings, { products: [], stores: [store] }).map(named);
    };
    const known = weighed(row);
    const findings = weighed(rules).filter((each) => !known.some((old) => isDeepStrictEqual(old, each)));
    if (findings.length > 0)
      throw new ApiError('margin_exceeded', '让利超出平台抽成，请降低提取比例', {
        findings: await withTitles(tx, findings),
      });
    const before = rulesState(row);
    await row.update({ rebate: rules.rebate, cashier: rules.cashier }, { transaction: tx });
    await audit(tx, {
      ...{ at, operatorId: null, action: 'store.rulesChangedAtDesk', subject: `store:${id}`, before },
      after: { ...rulesState(row), staff: staff.id },
    });
    return { store: row, platform: forDesk(settings) };
  });
}
