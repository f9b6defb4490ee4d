import { z } from 'zod';
import { productId, storeId } from '../ids/ids';
import { fen } from '../money/fen';
import { ONE_RATIO, ZERO_RATIO } from '../money/ratio';
import {
  amountSchema,
  itemRulesSchema,
  levelSchema,
  ratioSchema,
  SETTING_FIELDS,
  shareSchema,
  storeFields,
} from '../settings/schema';

/*
 * A plan of months of trade: who buys what, how it grows, what is returned, and the settings it is played under. The form is
 * explained in docs/SIMULATION.md. Unknown keys are refused everywhere.
 */

const MOST_DAYS = 3660;

const idSchema = z.string().min(1);
const fenSchema = amountSchema.transform(fen);
/** Up to 40 million yuan: amounts are picked at random below 2³². */
const priceSchema = z.int().min(0).max(4_000_000_000).transform(fen);
const countSchema = z.int().min(0).max(10_000_000);
const fromOneSchema = z.int().min(1).max(10_000_000);
const delaySchema = z.int().min(0).max(MOST_DAYS);

/** How often something is chosen, compared with the others beside it. */
const weightSchema = z.int().min(0).max(10_000);

const productFields = {
  id: idSchema.transform(productId),
  priceFen: priceSchema,
  weight: weightSchema.default(1),
  rebate: itemRulesSchema.default({}),
};
const mallProductSchema = z.strictObject({ ...productFields, costFen: fenSchema.default(fen(0)) });
const storeProductSchema = z.strictObject(productFields);

const cashierOrdersSchema = z
  .strictObject({ weight: weightSchema.default(1), fromFen: priceSchema, toFen: priceSchema })
  .refine(({ fromFen, toFen }) => fromFen <= toFen, {
    message: 'must not be below fromFen',
    path: ['toFen'],
  });

const storeSchema = z.strictObject({
  id: idSchema.transform(storeId),
  ...storeFields,
  products: z.array(storeProductSchema).default([]),
  cashierOrders: cashierOrdersSchema.optional(),
});

const daysRange = { fromDays: delaySchema, toDays: delaySchema };
const inOrder = { message: 'must not be below fromDays', path: ['toDays'] };
const isInOrder = ({ fromDays, toDays }: { fromDays: number; toDays: number }): boolean => fromDays <= toDays;

const buyersSchema = z.strictObject({
  newPerDay: countSchema,
  returningPerDay: countSchema.default(0),
  /** What the buyers of a day are multiplied by for the next. */
  dailyFactor: ratioSchema.default(ONE_RATIO),
  /** Of the new buyers: who was invited by an earlier one. */
  invitedShare: shareSchema.default(ZERO_RATIO),
  /** Of the new buyers: who has which level; the others have none. */
  levels: z.array(z.strictObject({ level: levelSchema, share: shareSchema })).default([]),
});

const settingsSchema = z.strictObject(SETTING_FIELDS).partial();

export const planSchema = z.strictObject({
  name: z.string().min(1),
  why: z.string().optional(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .default(1),
  startDate: z.iso.date().default('2026-01-01'),
  days: z.int().min(1).max(MOST_DAYS),
  settings: settingsSchema.prefault({}),
  /** New settings from the beginning of a day on, counted from 1. They never touch placed orders. */
  changes: z.array(z.strictObject({ day: fromOneSchema, settings: settingsSchema })).default([]),
  products: z.array(mallProductSchema).default([]),
  stores: z.array(storeSchema).default([]),
  buyers: buyersSchema,
  /** How many lines an order has; an order at a cashier has one. */
  baskets: z
    .array(z.strictObject({ lines: z.int().min(1).max(50), weight: weightSchema }))
    .min(1)
    .default([{ lines: 1, weight: 1 }]),
  /** Orders that are partly paid with points or love, and the share that these pay. */
  deductions: z
    .strictObject({ share: shareSchema, ofPrice: shareSchema })
    .default({ share: ZERO_RATIO, ofPrice: ZERO_RATIO }),
  completion: z.strictObject(daysRange).refine(isInOrder, inOrder).default({ fromDays: 3, toDays: 7 }),
  refunds: z
    .strictObject({
      share: shareSchema,
      /** Of the refunds: those of a part of one line; the others are of the whole order. */
      partShare: shareSchema.default(ZERO_RATIO),
      fromDays: delaySchema.min(1),
      toDays: delaySchema,
    })
    .refine(isInOrder, inOrder)
    .default({ share: ZERO_RATIO, partShare: ZERO_RATIO, fromDays: 1, toDays: 1 }),
  /** Of the entries with the right to a draw: whose members draw as soon as they have paid. */
  drawShare: shareSchema.default(ONE_RATIO),
  /** Warn where nine of ten members wait longer than this, by day of joining. */
  warnAboveDays: z.int().min(0).optional(),
});

export type Plan = z.output<typeof planSchema>;
/** A plan as it is written down: what is left out has its default. */
export type WrittenPlan = z.input<typeof planSchema>;
export type PlanStore = Plan['stores'][number];
export type PlanSettings = Plan['settings'];
