import type { ModelStatic, Sequelize } from 'sequelize';
import {
  defineAfterSales,
  defineParcels,
  defineShippingUploads,
  type AfterSaleRow,
  type ParcelRow,
  type ShippingUploadRow,
} from './afterSale';
import {
  defineCategories,
  defineProducts,
  defineSkus,
  defineStores,
  type CategoryRow,
  type ProductRow,
  type SkuRow,
  type StoreRow,
} from './catalogue';
import {
  defineAddresses,
  defineCoupons,
  defineFreightTemplates,
  defineMemberCoupons,
  type AddressRow,
  type CouponRow,
  type FreightTemplateRow,
  type MemberCouponRow,
} from './checkout';
import { defineGiftOrders, defineGifts, type GiftOrderRow, type GiftRow } from './gifts';
import { defineLevels, type LevelRow } from './levels';
import { defineLongJobs, type LongJobRow } from './longJobs';
import { defineMembers, type MemberRow } from './members';
import {
  defineApplications,
  defineCashierCodes,
  defineMerchants,
  defineStaff,
  defineStaffInvitations,
  type ApplicationRow,
  type CashierCodeRow,
  type MerchantRow,
  type StaffInvitationRow,
  type StaffRow,
} from './merchants';
import {
  defineJobRuns,
  defineMessages,
  defineOutbox,
  type JobRunRow,
  type MessageRow,
  type OutboxRow,
} from './messages';
import {
  defineOperators,
  defineOperatorSessions,
  type OperatorRow,
  type OperatorSessionRow,
} from './operators';
import { defineOrderLines, defineOrders, type OrderLineRow, type OrderRow } from './orders';
import {
  defineNotifications,
  definePayments,
  defineRefunds,
  type NotificationRow,
  type PaymentRow,
  type RefundRow,
} from './payments';
import { defineProposals, type ProposalRow } from './proposals';
import { defineReviews, type ReviewRow } from './reviews';
import { defineSettingsVersions, type SettingsVersionRow } from './settings';
import { defineTermsVersions, type TermsVersionRow } from './terms';
import { defineTransfers, defineWithdrawals, type TransferRow, type WithdrawalRow } from './wallet';

/**
 * The tables that are read and written row by row. The line, the ledger and the tasks are not among them: they are written in
 * bulk (ledger.ts, settle/) and read by queueReads.ts and ledgerReads.ts.
 */
export interface Models {
  readonly members: ModelStatic<MemberRow>;
  readonly levels: ModelStatic<LevelRow>;
  readonly gifts: ModelStatic<GiftRow>;
  readonly giftOrders: ModelStatic<GiftOrderRow>;
  readonly termsVersions: ModelStatic<TermsVersionRow>;
  readonly categories: ModelStatic<CategoryRow>;
  readonly products: ModelStatic<ProductRow>;
  readonly skus: ModelStatic<SkuRow>;
  readonly proposals: ModelStatic<ProposalRow>;
  readonly reviews: ModelStatic<ReviewRow>;
  readonly stores: ModelStatic<StoreRow>;
  readonly merchants: ModelStatic<MerchantRow>;
  readonly staff: ModelStatic<StaffRow>;
  readonly staffInvitations: ModelStatic<StaffInvitationRow>;
  readonly applications: ModelStatic<ApplicationRow>;
  readonly cashierCodes: ModelStatic<CashierCodeRow>;
  readonly addresses: ModelStatic<AddressRow>;
  readonly freightTemplates: ModelStatic<FreightTemplateRow>;
  readonly coupons: ModelStatic<CouponRow>;
  readonly memberCoupons: ModelStatic<MemberCouponRow>;
  readonly settingsVersions: ModelStatic<SettingsVersionRow>;
  readonly orders: ModelStatic<OrderRow>;
  readonly orderLines: ModelStatic<OrderLineRow>;
  readonly payments: ModelStatic<PaymentRow>;
  readonly refunds: ModelStatic<RefundRow>;
  readonly parcels: ModelStatic<ParcelRow>;
  readonly shippingUploads: ModelStatic<ShippingUploadRow>;
  readonly afterSales: ModelStatic<AfterSaleRow>;
  readonly notifications: ModelStatic<NotificationRow>;
  readonly outbox: ModelStatic<OutboxRow>;
  readonly messages: ModelStatic<MessageRow>;
  readonly jobRuns: ModelStatic<JobRunRow>;
  readonly withdrawals: ModelStatic<WithdrawalRow>;
  readonly transfers: ModelStatic<TransferRow>;
  readonly longJobs: ModelStatic<LongJobRow>;
  readonly operators: ModelStatic<OperatorRow>;
  readonly operatorSessions: ModelStatic<OperatorSessionRow>;
}

/** The models of one open database; several may be open at the same time. */
export function defineModels(sequelize: Sequelize): Models {
  const models: Models = {
    members: defineMembers(sequelize),
    levels: defineLevels(sequelize),
    gifts: defineGifts(sequelize),
    giftOrders: defineGiftOrders(sequelize),
    termsVersions: defineTermsVersions(sequelize),
    categories: defineCategories(sequelize),
    products: defineProducts(sequelize),
    skus: defineSkus(sequelize),
    proposals: defineProposals(sequelize),
    reviews: defineReviews(sequelize),
    stores: defineStores(sequelize),
    merchants: defineMerchants(sequelize),
    staff: defineStaff(sequelize),
    staffInvitations: defineStaffInvitations(sequelize),
    applications: defineApplications(sequelize),
    cashierCodes: defineCashierCodes(sequelize),
    addresses: defineAddresses(sequelize),
    freightTemplates: defineFreightTemplates(sequelize),
    coupons: defineCoupons(sequelize),
    memberCoupons: defineMemberCoupons(sequelize),
    settingsVersions: defineSettingsVersions(sequelize),
    orders: defineOrders(sequelize),
    orderLines: defineOrderLines(sequelize),
    payments: definePayments(sequelize),
    refunds: defineRefunds(sequelize),
    parcels: defineParcels(sequelize),
    shippingUploads: defineShippingUploads(sequelize),
    afterSales: defineAfterSales(sequelize),
    notifications: defineNotifications(sequelize),
    outbox: defineOutbox(sequelize),
    messages: defineMessages(sequelize),
    jobRuns: defineJobRuns(sequelize),
    withdrawals: defineWithdrawals(sequelize),
    transfers: defineTransfers(sequelize),
    longJobs: defineLongJobs(sequelize),
    operators: defineOperators(sequelize),
    operatorSessions: defineOperatorSessions(sequelize),
  };
  // For `include`: an order with its lines and its payment.
  models.orders.hasMany(models.orderLines, { as: 'lines', foreignKey: 'orderId', sourceKey: 'id' });
  models.orders.hasOne(models.payments, { as: 'payment', foreignKey: 'orderId', sourceKey: 'id' });
  // A product with its SKUs.
  models.products.hasMany(models.skus, { as: 'skus', foreignKey: 'productId', sourceKey: 'id' });
  // What a member claimed, with its rule.
  models.memberCoupons.belongsTo(models.coupons, { as: 'coupon', foreignKey: 'couponId', targetKey: 'id' });
  return models;
}
