import { z } from 'zod';
import { discountSchema } from './coupons';
import { amountSchema } from './primitives';

/** What a store's cashier takes off the amount that is typed. */
export const cashierDiscountSchema = z
  .object({
    minFen: amountSchema.describe('From this amount on.'),
    repeats: z.boolean().describe('An amount off is taken once for each `minFen` in the amount.'),
    discount: discountSchema,
  })
  .refine(({ minFen, discount }) => discount.type !== 'amountOff' || discount.offFen < minFen, {
    message: 'takes off all of it',
    path: ['discount', 'offFen'],
  })
  .refine(({ repeats, discount }) => !repeats || discount.type === 'amountOff', {
    message: 'only an amount can be taken off again and again',
    path: ['repeats'],
  })
  .meta({ id: 'CashierDiscount' });

/** null: it takes nothing off. */
export const cashierDiscountFields = { cashierDiscount: cashierDiscountSchema.nullable() };
