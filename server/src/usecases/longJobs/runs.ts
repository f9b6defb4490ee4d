import type { LongJobKindName } from '@paifan/shared/longJobs/kinds';
import { deskExportOrders } from '../exports/deskExportOrders';
import { deskExportTakings } from '../exports/deskExportTakings';
import { deskExportToSend } from '../exports/deskExportToSend';
import { deskExportAfterSales, exportAfterSales } from '../exports/exportAfterSales';
import { exportAdjustments } from '../exports/exportAdjustments';
import { exportAudit } from '../exports/exportAudit';
import { exportEntries } from '../exports/exportEntries';
import { exportJournals } from '../exports/exportJournals';
import { exportMembers } from '../exports/exportMembers';
import { deskExportPayouts, exportMerchantPayouts } from '../exports/exportMerchantPayouts';
import { exportMessages } from '../exports/exportMessages';
import { exportOrderLines } from '../exports/exportOrderLines';
import { exportOrders } from '../exports/exportOrders';
import { deskExportProducts, exportProducts } from '../exports/exportProducts';
import { exportRewards } from '../exports/exportRewards';
import { deskExportStatements, exportStatements } from '../exports/exportStatements';
import { exportWithdrawals } from '../exports/exportWithdrawals';
import { exportApplications } from '../exports/exportApplications';
import { exportCoupons } from '../exports/exportCoupons';
import { exportDifferences } from '../exports/exportDifferences';
import { exportDividends } from '../exports/exportDividends';
import { exportGiftOrders } from '../exports/exportGiftOrders';
import { exportInvitees } from '../exports/exportInvitees';
import { exportMemberEntries } from '../exports/exportMemberEntries';
import { exportMerchants } from '../exports/exportMerchants';
import { exportMovements } from '../exports/exportMovements';
import { deskExportProposals, exportProposals } from '../exports/exportProposals';
import { exportQueues } from '../exports/exportQueues';
import { exportReconciliations } from '../exports/exportReconciliations';
import { deskExportReviews, exportReviews } from '../exports/exportReviews';
import { deskExportStaff, exportStaff } from '../exports/exportStaff';
import { deskExportStores, exportStores } from '../exports/exportStores';
import { exportTransfers } from '../exports/exportTransfers';
import { checkProducts, importProducts } from '../imports/importProducts';
import { reportDays } from '../reports/reportDays';
import { simulation } from '../simulations/runSimulation';
import type { LongJobRun } from './runningJob';

/** How each kind is done. */
export const LONG_JOB_RUNS: Readonly<Record<LongJobKindName, LongJobRun>> = {
  exportOrders,
  exportOrderLines,
  exportMembers,
  exportProducts,
  exportJournals,
  exportWithdrawals,
  exportAfterSales,
  exportRewards,
  exportEntries,
  exportStatements,
  exportMerchantPayouts,
  exportAdjustments,
  exportAudit,
  exportMessages,
  exportReviews,
  exportProposals,
  exportCoupons,
  exportGiftOrders,
  exportTransfers,
  exportDividends,
  exportReconciliations,
  exportDifferences,
  exportMovements,
  exportQueues,
  exportApplications,
  exportMerchants,
  exportStaff,
  exportStores,
  exportInvitees,
  exportMemberEntries,
  reportDays,
  checkProducts,
  importProducts,
  simulation,
  deskExportOrders,
  deskExportToSend,
  deskExportProducts,
  deskExportStatements,
  deskExportAfterSales,
  deskExportTakings,
  deskExportPayouts,
  deskExportReviews,
  deskExportProposals,
  deskExportStores,
  deskExportStaff,
  deskCheckProducts: checkProducts,
  deskImportProducts: importProducts,
};
