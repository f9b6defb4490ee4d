import { z } from 'zod';
import type {
  AddressId,
  CouponId,
  AdjustmentId,
  CashierCodeId,
  DayStatementId,
  DividendId,
  EntryId,
  FreightTemplateId,
  GiftId,
  GiftOrderId,
  LongJobId,
  MemberCouponId,
  MemberId,
  MerchantId,
  MerchantPayoutId,
  OperatorId,
  OrderId,
  ProductId,
  ProposalId,
  QueueKey,
  ReviewId,
  SkuId,
  StaffId,
  StaffInvitationId,
  StoreId,
  WithdrawalId,
} from '../ids/ids';
import type { Fen } from '../money/fen';

// A brand exists for the compiler only, so the schema of the plain value serves for the branded one.
const branded = <T>(schema: z.ZodType, id: string, description: string): z.ZodType<T, T> =>
  schema.meta({ id, description }) as z.ZodType<T, T>;

/** An amount that may be below zero, such as a balance after a refund. */
export const fenSchema = branded<Fen>(z.int(), 'Fen', 'A whole number of fen (1 yuan = 100 fen).');
/** An amount from zero up. */
export const amountSchema = branded<Fen>(z.int().min(0), 'Amount', 'A whole number of fen, zero or more.');
/** An amount that can be paid. */
export const payableSchema = branded<Fen>(
  z.int().min(1).max(100_000_000),
  'PayableAmount',
  'A whole number of fen, from 1 to 100,000,000.',
);
/** Points, love and vouchers, in hundredths. SPEC section 2. */
export const hundredthsSchema = z.int().describe('Hundredths of a point, of love or of a voucher yuan.');

const numericId = z.string().regex(/^[1-9]\d{0,18}$/);
export const memberIdSchema = branded<MemberId>(numericId, 'MemberId', 'A member.');
export const productIdSchema = branded<ProductId>(numericId, 'ProductId', 'A product.');
export const skuIdSchema = branded<SkuId>(numericId, 'SkuId', 'A SKU: what of a product is bought.');
export const proposalIdSchema = branded<ProposalId>(numericId, 'ProposalId', "A supplier's proposal.");
export const reviewIdSchema = branded<ReviewId>(numericId, 'ReviewId', 'A review of an order line.');
export const merchantIdSchema = branded<MerchantId>(numericId, 'MerchantId', 'A merchant or supplier.');
export const staffIdSchema = branded<StaffId>(numericId, 'StaffId', "Somebody at a merchant's desk.");
export const staffInvitationIdSchema = branded<StaffInvitationId>(
  numericId,
  'StaffInvitationId',
  "A member's way to a desk.",
);
export const cashierCodeIdSchema = branded<CashierCodeId>(
  numericId,
  'CashierCodeId',
  "A printed code that opens a store's cashier.",
);
export const dayStatementIdSchema = branded<DayStatementId>(
  numericId,
  'DayStatementId',
  "What a merchant's lines of one day came to.",
);
export const merchantPayoutIdSchema = branded<MerchantPayoutId>(
  numericId,
  'MerchantPayoutId',
  'What is paid to a merchant or a supplier at a time.',
);
export const storeIdSchema = branded<StoreId>(numericId, 'StoreId', 'A store.');
export const orderIdSchema = branded<OrderId>(numericId, 'OrderId', 'An order.');
export const entryIdSchema = branded<EntryId>(numericId, 'EntryId', 'An entry of a queue.');
export const operatorIdSchema = branded<OperatorId>(numericId, 'OperatorId', 'An operator.');
export const giftIdSchema = branded<GiftId>(numericId, 'GiftId', 'A gift of the gift shop.');
export const giftOrderIdSchema = branded<GiftOrderId>(numericId, 'GiftOrderId', 'A gift that was redeemed.');
export const adjustmentIdSchema = branded<AdjustmentId>(
  numericId,
  'AdjustmentId',
  'A balance that is put right by hand.',
);
export const dividendIdSchema = branded<DividendId>(
  numericId,
  'DividendId',
  'An amount that is split among members by their levels.',
);
export const longJobIdSchema = branded<LongJobId>(numericId, 'LongJobId', 'An export or import.');
export const withdrawalIdSchema = branded<WithdrawalId>(numericId, 'WithdrawalId', 'A withdrawal.');
export const addressIdSchema = branded<AddressId>(numericId, 'AddressId', 'An address of a member.');
export const freightTemplateIdSchema = branded<FreightTemplateId>(
  numericId,
  'FreightTemplateId',
  'A freight template.',
);
export const couponIdSchema = branded<CouponId>(numericId, 'CouponId', 'A coupon, as a rule.');
export const memberCouponIdSchema = branded<MemberCouponId>(
  numericId,
  'MemberCouponId',
  'A coupon that a member claimed.',
);
export const queueKeySchema = branded<QueueKey>(
  z.string().max(64),
  'QueueKey',
  'A queue, see SPEC section 4.',
);

/** The number of an order, which is also WeChat's out_trade_no. */
export const orderNoSchema = z
  .string()
  .regex(/^[0-9A-Z]{6,32}$/)
  .meta({ id: 'OrderNo', description: 'The number of an order, also its out_trade_no at WeChat Pay.' });

/** A ratio as an exact decimal string: "0.65" is 65 %. */
export const ratioTextSchema = z
  .string()
  .regex(/^\d{1,6}(\.\d{1,6})?$/)
  .meta({ id: 'Ratio', description: 'An exact decimal string, at most 6 decimals: "0.65" is 65 %.' });

export const instantSchema = z.iso
  .datetime({ offset: true })
  .meta({ id: 'Instant', description: 'ISO 8601 with offset.' });
export const daySchema = z.iso.date().meta({ id: 'Day', description: 'A day in Asia/Shanghai, YYYY-MM-DD.' });

/** Where a picture of the shop stands: `/pictures/…`, or as an upload answered it. */
export const picturePathSchema = z
  .string()
  .regex(/^(\/[\w-][\w.-]*){1,10}$/)
  .max(200)
  .meta({ id: 'PicturePath', description: 'The path of a picture that was uploaded.' });

/** Every list is paged by cursor: pass `next` back as `cursor` until it is null. */
export const pageQuery = {
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20),
};
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable() });
