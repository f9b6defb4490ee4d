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
/** What of a product is bought: every product has one at least. */
export type SkuId = Id<'Sku'>;
/** Who sells beside the shop itself: the merchant of an alliance store, or a supplier. */
export type MerchantId = Id<'Merchant'>;
/** Somebody who works at a merchant's desk. */
export type StaffId = Id<'Staff'>;

/** The key of a queue: `mall`, `product:<id>`, `stores`, `store:<id>`, `cashiers`, `cashier:<id>` or `union`. SPEC section 4. */
export type QueueKey = Id<'QueueKey'>;

export const memberId = (id: string): MemberId => id as MemberId;
export const productId = (id: string): ProductId => id as ProductId;
export const storeId = (id: string): StoreId => id as StoreId;
export const orderId = (id: string): OrderId => id as OrderId;
export const entryId = (id: string): EntryId => id as EntryId;
export const skuId = (id: string): SkuId => id as SkuId;
export const merchantId = (id: string): MerchantId => id as MerchantId;
export const staffId = (id: string): StaffId => id as StaffId;
export const operatorId = (id: string): OperatorId => id as OperatorId;
export const queueKey = (key: string): QueueKey => key as QueueKey;
