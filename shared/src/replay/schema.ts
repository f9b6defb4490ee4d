import { z } from 'zod';
import { entryId, memberId, orderId, productId, queueKey, storeId } from '../ids/ids';
import { fen } from '../money/fen';
import { defaultSettings, type PlatformSettings } from '../settings/platformSettings';
import {
  amountSchema,
  itemRulesSchema,
  levelSchema,
  ratioSchema,
  SETTING_FIELDS,
  storeFields,
} from '../settings/schema';

/*
 * A history of a shop: settings, products, stores, members, and events in order of time. The form that scenarios have; see
 * shared/scenarios/README.md. Unknown keys are refused everywhere.
 */

const idSchema = z.string().min(1);
const productIdSchema = idSchema.transform(productId);
const storeIdSchema = idSchema.transform(storeId);
const memberIdSchema = idSchema.transform(memberId);
const orderIdSchema = idSchema.transform(orderId);
const entryIdSchema = idSchema.transform(entryId);
const queueKeySchema = idSchema.transform(queueKey);
const fenSchema = amountSchema.transform(fen);

const MOMENTS = [z.iso.datetime({ offset: true }), z.iso.datetime({ offset: true, precision: -1 })];

/** A moment as ISO 8601 with its offset, as an instant; the seconds may be left out. */
const atSchema = z
  .string()
  .refine(
    (text) => MOMENTS.some((moment) => moment.safeParse(text).success),
    'must be ISO 8601 with an offset',
  )
  .transform((text) => Date.parse(text));

/** The settings that a history may set; the others do not change what comes of it. */
const HISTORY_SETTINGS = [
  'enabled',
  'scheme',
  'deductedOrdersJoin',
  'settleOn',
  'payoutOrder',
  'unclaimed',
  'capAtProfit',
  'payOwnOrder',
  'extractionRatio',
  'entitlementRatio',
  'levelRatios',
  'lottery',
  'exchange',
  'mallSharesQueue',
  'storesShareQueue',
  'cashiersShareQueue',
  'randomReturn',
  'payoutsPaused',
  'union',
  'acceleration',
  'referral',
  'team',
  'recruitment',
  'dividend',
] as const satisfies readonly (keyof typeof SETTING_FIELDS)[];

const pickFields = <Key extends keyof typeof SETTING_FIELDS>(keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, SETTING_FIELDS[key]])) as Pick<typeof SETTING_FIELDS, Key>;

const settingsSchema = z
  .strictObject(pickFields(HISTORY_SETTINGS))
  .partial()
  .transform((given): PlatformSettings => ({ ...defaultSettings(), ...given }));

const productSchema = z.strictObject({ id: productIdSchema, rebate: itemRulesSchema.default({}) });
const storeSchema = z.strictObject({ id: storeIdSchema, ...storeFields });
const memberSchema = z.strictObject({
  id: memberIdSchema,
  level: levelSchema.nullable().default(null),
  inviter: memberIdSchema.nullable().default(null),
});

const amountsOfLine = {
  paidFen: fenSchema,
  costFen: fenSchema.default(fen(0)),
  slot: z.enum(['cash', 'points']).default('cash'),
};
const productLines = z.array(z.strictObject({ product: productIdSchema, ...amountsOfLine })).min(1);
const cashierLines = z.array(z.strictObject({ ...amountsOfLine })).length(1);
const orderFields = {
  at: atSchema,
  type: z.literal('order'),
  id: orderIdSchema,
  member: memberIdSchema,
  deductedFen: fenSchema.default(fen(0)),
};

const orderSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...orderFields, kind: z.literal('mall'), lines: productLines }),
  z.strictObject({ ...orderFields, kind: z.literal('store'), store: storeIdSchema, lines: productLines }),
  z.strictObject({ ...orderFields, kind: z.literal('cashier'), store: storeIdSchema, lines: cashierLines }),
]);

const event = <Type extends string, Fields extends z.ZodRawShape>(type: Type, fields: Fields) =>
  z.strictObject({ at: atSchema, type: z.literal(type), ...fields });

const eventSchema = z.discriminatedUnion('type', [
  orderSchema,
  event('pay', { order: orderIdSchema }),
  event('complete', { order: orderIdSchema }),
  event('refund', { order: orderIdSchema, line: z.int().min(0), amountFen: fenSchema }),
  event('draw', { entry: entryIdSchema, outcome: ratioSchema }),
  event('exchange', { entry: entryIdSchema, asset: z.enum(['points', 'love', 'voucher']) }),
  event('reset', { queue: queueKeySchema.optional(), joinedUntil: atSchema.optional() }),
  event('pause', { queue: queueKeySchema.optional() }),
  event('resume', { queue: queueKeySchema.optional() }),
  event('unionPayout', {}),
  event('dividend', { amountFen: fenSchema }),
  event('setLevel', { member: memberIdSchema, level: levelSchema.nullable() }),
]);

export const historySchema = z.strictObject({
  name: z.string().optional(),
  why: z.string().optional(),
  settings: settingsSchema.prefault({}),
  products: z.array(productSchema).default([]),
  stores: z.array(storeSchema).default([]),
  members: z.array(memberSchema).default([]),
  events: z.array(eventSchema),
});

export type History = z.output<typeof historySchema>;
export type HistoryEvent = History['events'][number];
export type OrderEvent = Extract<HistoryEvent, { type: 'order' }>;
export type HistoryMember = History['members'][number];
export type HistoryStore = History['stores'][number];
export type HistoryProduct = History['products'][number];
