import { z } from 'zod';
import { amountSchema, fenSchema } from './primitives';

const hundredths = amountSchema.describe('Hundredths.');

/** What a member wants to use beside WeChat. Nothing is lowered in silence: what cannot be used is refused. */
export const useSchema = z
  .object({
    points: hundredths.optional(),
    love: hundredths.optional(),
    voucher: hundredths.optional().describe('Hundredths; each is worth a fen. Pays no freight.'),
    cashFen: amountSchema.optional().describe('From the cash balance.'),
  })
  .meta({ id: 'Use', description: 'What to pay with beside WeChat. Absent: nothing.' });

/** What a line, or an order, is paid with beside money. */
export const usedParts = {
  pointsUsed: hundredths,
  loveUsed: hundredths,
  deductedFen: amountSchema.describe('What the points and love used take off.'),
  voucherUsed: amountSchema.describe('Hundredths; each takes off a fen.'),
};

/** What an order is paid with. */
export const paidWithSchema = z
  .object({
    ...usedParts,
    cashFen: amountSchema.describe('Of the total, from the cash balance.'),
    wechatFen: amountSchema.describe(
      'Of the total, with WeChat. 0: the order is paid as soon as it is placed.',
    ),
  })
  .meta({ id: 'PaidWith' });

const spendableSchema = z
  .object({
    balance: fenSchema.describe('What the member has. May be below zero.'),
    most: amountSchema.describe('That can be used for this basket, the others being used as asked.'),
    mostFen: amountSchema.describe('What that is worth.'),
  })
  .meta({ id: 'Spendable' });

/** What a member could pay a basket with: hundredths, and fen of cash. */
export const spendablesSchema = z
  .object({
    points: spendableSchema,
    love: spendableSchema,
    voucher: spendableSchema,
    cash: spendableSchema,
  })
  .meta({ id: 'Spendables' });

/** What comes back with a refund. */
export const backSchema = z
  .object({
    wechatFen: amountSchema.describe('To where it was paid from with WeChat.'),
    cashFen: amountSchema.describe('To the cash balance.'),
    points: hundredths,
    love: hundredths,
    voucher: hundredths,
  })
  .meta({ id: 'Back' });
