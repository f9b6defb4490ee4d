import type { StoreRules } from '@paifan/shared/settings/rules';
import type { StoreRow } from '../../db/models/catalogue';

/** What the rules need to know of a store. */
export const rulesOfStore = ({ commissionRatio, recruiterId, rebate, cashier }: StoreRow): StoreRules => ({
  commissionRatio,
  recruiter: recruiterId,
  rebate,
  cashier,
});
