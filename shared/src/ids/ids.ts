declare const idBrand: unique symbol;
type Id<Name extends string> = string & { readonly [idBrand]: Name };

/**
 * Ids are opaque strings in code and on the wire (in the database they are BIGINT or, for queues, the key itself).
 * A brand keeps a member's id from being taken for an order's.
 */
export type MemberId = Id<'Member'>;
export type ProductId = Id<'Product'>;
export type StoreId = Id<'Store'>;
export type OrderId = Id<'Order'>;
export type EntryId = Id<'Entry'>;
export type WithdrawalId = Id<'Withdrawal'>;
export type OperatorId = Id<'Operator'>;
export type AdjustmentId = Id<'Adjustment'>;
export type DividendId = Id<'Dividend'>;
export type LongJobId = Id<'LongJob'>;
export type GiftId = Id<'Gift'>;
export type GiftOrderId = Id<'GiftOrder'>;
/** What of a product is bought: every product has one at least. */
export type SkuId = Id<'Sku'>;
/** What a supplier would like to sell. */
export type ProposalId = Id<'Proposal'>;
/** What a buyer says of a line of an order. */
export type ReviewId = Id<'Review'>;
/** Who sells beside the shop itself: the merchant of an alliance store, or a supplier. */
export type MerchantId = Id<'Merchant'>;
/** Somebody who works at a merchant's desk. */
export type StaffId = Id<'Staff'>;
/** A member's way to a desk. */
export type StaffInvitationId = Id<'StaffInvitation'>;
/** A printed code that opens a store's cashier. */
export type CashierCodeId = Id<'CashierCode'>;

/** What a merchant's lines of one day came to. */
export type DayStatementId = Id<'DayStatement'>;
/** What is paid to a merchant or a supplier at a time. */
export type MerchantPayoutId = Id<'MerchantPayout'>;

export type AddressId = Id<'Address'>;
export type FreightTemplateId = Id<'FreightTemplate'>;
/** A coupon as a rule; what a member claimed of it is a `MemberCouponId`. */
export type CouponId = Id<'Coupon'>;
export type MemberCouponId = Id<'MemberCoupon'>;

/** The key of a queue: `mall`, `product:<id>`, `stores`, `store:<id>`, `cashiers`, `cashier:<id>` or `union`. SPEC section 4. */
export type QueueKey = Id<'QueueKey'>;

export const memberId = (id: string): MemberId => id as MemberId;
export const productId = (id: string): ProductId => id as ProductId;
export const storeId = (id: string): StoreId => id as StoreId;
export const orderId = (id: string): OrderId => id as OrderId;
export const entryId = (id: string): EntryId => id as EntryId;
export const giftId = (id: string): GiftId => id as GiftId;
export const skuId = (id: string): SkuId => id as SkuId;
export const merchantId = (id: string): MerchantId => id as MerchantId;
export const staffId = (id: string): StaffId => id as StaffId;
export const cashierCodeId = (id: string): CashierCodeId => id as CashierCodeId;
export const dayStatementId = (id: string): DayStatementId => id as DayStatementId;
export const merchantPayoutId = (id: string): MerchantPayoutId => id as MerchantPayoutId;
export const withdrawalId = (id: string): WithdrawalId => id as WithdrawalId;
export const adjustmentId = (id: string): AdjustmentId => id as AdjustmentId;
export const operatorId = (id: string): OperatorId => id as OperatorId;
export const proposalId = (id: string): ProposalId => id as ProposalId;
export const longJobId = (id: string): LongJobId => id as LongJobId;
export const queueKey = (key: string): QueueKey => key as QueueKey;
