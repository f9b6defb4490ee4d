import { z } from 'zod';
import type {
  AdjustmentId,
  CashierCodeId,
  DayStatementId,
  DividendId,
  EntryId,
  MemberId,
  MerchantId,
  MerchantPayoutId,
  OperatorId,
  OrderId,
  ProductId,
  QueueKey,
  SkuId,
  StaffId,
  StoreId,
  WithdrawalId,
} from '@paifan/shared/ids/ids';
import type { Fen } from '@paifan/shared/money/fen';
import type { Ratio } from '@paifan/shared/money/ratio';

/*
 * What the columns of a raw SELECT are, to build the schema of its row from. The values come as typeCast.ts makes them; a
 * brand exists for the compiler only, so the schema of the plain value serves for the branded one.
 */

const branded = <T>(schema: z.ZodType): z.ZodType<T> => schema as z.ZodType<T>;
const digits = z.string().regex(/^\d+$/);

export const idColumn = digits;
export const memberIdColumn = branded<MemberId>(digits);
export const productIdColumn = branded<ProductId>(digits);
export const storeIdColumn = branded<StoreId>(digits);
export const orderIdColumn = branded<OrderId>(digits);
export const entryIdColumn = branded<EntryId>(digits);
export const operatorIdColumn = branded<OperatorId>(digits);
export const skuIdColumn = branded<SkuId>(digits);
export const merchantIdColumn = branded<MerchantId>(digits);
export const staffIdColumn = branded<StaffId>(digits);
export const cashierCodeIdColumn = branded<CashierCodeId>(digits);
export const dayStatementIdColumn = branded<DayStatementId>(digits);
export const merchantPayoutIdColumn = branded<MerchantPayoutId>(digits);
export const withdrawalIdColumn = branded<WithdrawalId>(digits);
export const adjustmentIdColumn = branded<AdjustmentId>(digits);
export const dividendIdColumn = branded<DividendId>(digits);
export const queueKeyColumn = branded<QueueKey>(z.string().min(1));
export const fenColumn = branded<Fen>(z.int());
export const countColumn = z.int().min(0);
export const ratioColumn = branded<Ratio>(z.string().regex(/^\d+(\.\d{1,6})?$/));
export const timeColumn = z.date();
export const dayColumn = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** A BOOLEAN is told from other small integers by its display width, which a UNION loses. */
export const flagColumn = z.union([z.boolean(), z.int().min(0).max(1)]).transform(Boolean);
