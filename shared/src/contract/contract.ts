import type { z } from 'zod';
import { addressRoutes } from './addresses';
import { cartRoutes } from './cart';
import { adminCouponRoutes, couponRoutes } from './coupons';
import { adminFreightRoutes } from './freight';
import { afterSaleRoutes } from './afterSale';
import { adminRoutes } from './admin';
import { adminAfterSaleRoutes } from './adminAfterSales';
import { adminFinanceRoutes } from './adminFinance';
import { adminOrderRoutes } from './adminOrders';
import { adminSystemRoutes } from './adminSystem';
import { adminWithdrawalRoutes } from './adminWithdrawals';
import { adminCatalogueRoutes } from './adminCatalogue';
import { adminGiftRoutes } from './adminGifts';
import { adminListExportRoutes } from './adminListExports';
import { adminLongJobRoutes } from './adminLongJobs';
import { simulationRoutes } from './simulations';
import { adminMemberRoutes } from './adminMembers';
import { adminMessageRoutes } from './adminMessages';
import { adminQueueRoutes } from './adminQueues';
import { adminReportRoutes } from './adminReports';
import { adminRuleRoutes } from './adminRules';
import { adminSettingsRoutes } from './adminSettings';
import { adminMerchantRoutes } from './adminMerchants';
import { adminPayableRoutes } from './adminPayables';
import { adminStoreRoutes } from './adminStores';
import { applicationRoutes } from './applications';
import { deskRoutes } from './desk';
import { deskStaffRoutes } from './deskStaff';
import { deskAfterSaleRoutes } from './deskAfterSales';
import { deskLongJobRoutes } from './deskLongJobs';
import { deskOrderRoutes } from './deskOrders';
import { deskStoreRoutes } from './deskStore';
import { deskStatementRoutes } from './deskStatements';
import { deskTakingsRoutes } from './deskTakings';
import { storeRoutes } from './stores';
import { drawRoutes } from './draws';
import { deskProductRoutes } from './deskProducts';
import { favouriteRoutes } from './favourites';
import { giftRoutes } from './gifts';
import { growthRoutes } from './growth';
import { memberRoutes } from './members';
import { messageTemplateRoutes } from './messageTemplates';
import { orderRoutes } from './orders';
import { proofRoutes } from './proof';
import { queueRoutes } from './queue';
import { reviewRoutes } from './reviews';
import type { Route } from './route';
import { sessionRoutes } from './session';
import { shopRoutes } from './shop';
import { termsRoutes } from './terms';
import { uploadRoutes } from './uploads';
import { walletRoutes } from './wallet';

/** Every route of the API. Clients import the types only, so that no schema code reaches the mini-program. */
export const contract = {
  ...sessionRoutes,
  ...shopRoutes,
  ...favouriteRoutes,
  ...reviewRoutes,
  ...orderRoutes,
  ...addressRoutes,
  ...cartRoutes,
  ...couponRoutes,
  ...adminCouponRoutes,
  ...adminFreightRoutes,
  ...queueRoutes,
  ...proofRoutes,
  ...drawRoutes,
  ...adminQueueRoutes,
  ...adminReportRoutes,
  ...adminRuleRoutes,
  ...adminRoutes,
  ...adminCatalogueRoutes,
  ...deskProductRoutes,
  ...adminSettingsRoutes,
  ...adminAfterSaleRoutes,
  ...adminFinanceRoutes,
  ...adminOrderRoutes,
  ...adminSystemRoutes,
  ...adminWithdrawalRoutes,
  ...afterSaleRoutes,
  ...walletRoutes,
  ...uploadRoutes,
  ...adminLongJobRoutes,
  ...adminListExportRoutes,
  ...simulationRoutes,
  ...memberRoutes,
  ...adminMemberRoutes,
  ...termsRoutes,
  ...growthRoutes,
  ...messageTemplateRoutes,
  ...adminMessageRoutes,
  ...giftRoutes,
  ...adminGiftRoutes,
  ...deskRoutes,
  ...deskStaffRoutes,
  ...deskStoreRoutes,
  ...deskAfterSaleRoutes,
  ...deskLongJobRoutes,
  ...deskOrderRoutes,
  ...deskTakingsRoutes,
  ...deskStatementRoutes,
  ...adminPayableRoutes,
  ...storeRoutes,
  ...applicationRoutes,
  ...adminMerchantRoutes,
  ...adminStoreRoutes,
};

export type Contract = typeof contract;
export type RouteKey = keyof Contract;

/** Of several routes: of each. */
type Part<K extends RouteKey, Name extends keyof Route> = K extends unknown
  ? Contract[K] extends { [N in Name]: infer S }
    ? S
    : never
  : never;
type Out<S> = S extends z.ZodType ? z.output<S> : undefined;
type In<S> = S extends z.ZodType ? z.input<S> : undefined;

/** What a handler receives, parsed. */
export type ParamsOf<K extends RouteKey> = Out<Part<K, 'params'>>;
export type QueryOf<K extends RouteKey> = Out<Part<K, 'query'>>;
export type BodyOf<K extends RouteKey> = Out<Part<K, 'body'>>;
/** What a client sends. */
export type QueryInputOf<K extends RouteKey> = In<Part<K, 'query'>>;
export type BodyInputOf<K extends RouteKey> = In<Part<K, 'body'>>;
/** What each event of an event stream says. */
export type EventOf<K extends RouteKey> = Out<Part<K, 'event'>>;
/** What a route answers: JSON, `Uint8Array` for a picture, a file or a stream, `undefined` for 204. */
export type ResponseOf<K extends RouteKey> =
  Part<K, 'response'> extends 'image/png' | 'file' | 'event-stream'
    ? Uint8Array
    : Part<K, 'response'> extends 'empty'
      ? undefined
      : Out<Part<K, 'response'>>;
