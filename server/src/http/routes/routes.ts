import type { ShopContext } from '../../usecases/context';
import type { Handlers } from '../handlers';
import type { Tokens } from '../tokens';
import { addressHandlers } from './addresses';
import { cartHandlers } from './cart';
import { adminCouponHandlers, couponHandlers } from './coupons';
import { adminFreightHandlers } from './freight';
import { adminHandlers } from './admin';
import { adminAfterSaleHandlers } from './adminAfterSales';
import { adminFinanceHandlers } from './adminFinance';
import { adminOrderHandlers } from './adminOrders';
import { adminSystemHandlers } from './adminSystem';
import { adminWithdrawalHandlers } from './adminWithdrawals';
import { adminCatalogueHandlers } from './adminCatalogue';
import { adminGiftHandlers } from './adminGifts';
import { adminLongJobHandlers } from './adminLongJobs';
import { simulationHandlers } from './simulations';
import { adminMemberHandlers } from './adminMembers';
import { adminMessageHandlers } from './adminMessages';
import { adminQueueHandlers } from './adminQueues';
import { adminReportHandlers } from './adminReports';
import { adminRuleHandlers } from './adminRules';
import { adminSettingsHandlers } from './adminSettings';
import { afterSaleHandlers } from './afterSale';
import { drawHandlers } from './draws';
import { deskProductHandlers } from './deskProducts';
import { favouriteHandlers } from './favourites';
import { giftHandlers } from './gifts';
import { adminMerchantHandlers, adminStoreHandlers } from './adminMerchants';
import { adminPayableHandlers } from './adminPayables';
import { applicationHandlers } from './applications';
import { deskHandlers, deskStaffHandlers } from './desk';
import { deskAfterSaleHandlers } from './deskAfterSales';
import { deskLongJobHandlers } from './deskLongJobs';
import { deskOrderHandlers } from './deskOrders';
import { deskStoreHandlers } from './deskStore';
import { deskStatementHandlers } from './deskStatements';
import { deskTakingsHandlers } from './deskTakings';
import { storeHandlers } from './stores';
import { growthHandlers } from './growth';
import { memberHandlers } from './members';
import { messageTemplateHandlers } from './messageTemplates';
import { orderHandlers } from './orders';
import { proofHandlers } from './proof';
import { queueHandlers } from './queue';
import { reviewHandlers } from './reviews';
import { sessionHandlers } from './session';
import { shopHandlers } from './shop';
import { termsHandlers } from './terms';
import { uploadHandlers } from './uploads';
import { walletHandlers } from './wallet';

/** The handler of every route of the contract. */
export const createHandlers = (shop: ShopContext, tokens: Tokens): Handlers => ({
  ...sessionHandlers(shop, tokens),
  ...shopHandlers(shop),
  ...favouriteHandlers(shop),
  ...reviewHandlers(shop),
  ...orderHandlers(shop),
  ...addressHandlers(shop),
  ...cartHandlers(shop),
  ...couponHandlers(shop),
  ...adminCouponHandlers(shop),
  ...adminFreightHandlers(shop),
  ...afterSaleHandlers(shop),
  ...queueHandlers(shop),
  ...proofHandlers(shop),
  ...drawHandlers(shop),
  ...adminQueueHandlers(shop),
  ...adminReportHandlers(shop),
  ...adminRuleHandlers(shop),
  ...adminHandlers(shop),
  ...adminCatalogueHandlers(shop),
  ...deskProductHandlers(shop),
  ...adminSettingsHandlers(shop),
  ...adminAfterSaleHandlers(shop),
  ...adminFinanceHandlers(shop),
  ...adminOrderHandlers(shop),
  ...adminSystemHandlers(shop),
  ...adminWithdrawalHandlers(shop),
  ...walletHandlers(shop),
  ...uploadHandlers(shop),
  ...adminLongJobHandlers(shop),
  ...simulationHandlers(shop),
  ...memberHandlers(shop),
  ...deskHandlers(shop),
  ...deskStaffHandlers(shop),
  ...deskStoreHandlers(shop),
  ...deskAfterSaleHandlers(shop),
  ...deskLongJobHandlers(shop),
  ...deskOrderHandlers(shop),
  ...deskTakingsHandlers(shop),
  ...deskStatementHandlers(shop),
  ...adminPayableHandlers(shop),
  ...storeHandlers(shop),
  ...applicationHandlers(shop),
  ...adminMerchantHandlers(shop),
  ...adminStoreHandlers(shop),
  ...adminMemberHandlers(shop),
  ...termsHandlers(shop),
  ...growthHandlers(shop),
  ...messageTemplateHandlers(shop),
  ...adminMessageHandlers(shop),
  ...giftHandlers(shop),
  ...adminGiftHandlers(shop),
});
