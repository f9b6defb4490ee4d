import { z } from 'zod';
import { memberId } from '../ids/ids';
import { compareRatio, isHundredths, ONE_RATIO, ratio, ZERO_RATIO, type Ratio } from '../money/ratio';
import { minuteOfClock } from '../time/shanghai';
import { defaultSettings, type PlatformSettings, type SettingKey } from './platformSettings';
import type { ItemRules, Lottery, PlaceRules, RewardWindow, StoreRules } from './rules';

/*
 * Settings and rules as they come from outside: parsed once, then trusted. Every object refuses unknown keys. Kept apart from
 * the table of settings, so that clients can use that without this.
 */

const DEFAULTS = defaultSettings();

/** A ratio from 0 to 1000 as a decimal string with at most 6 decimals. SPEC section 2. */
export const ratioSchema = z.string().transform((text, context): Ratio => {
  try {
    return ratio(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : 'not a ratio' });
    return z.NEVER;
  }
});

/** A ratio that is a part of a whole: at most 1. */
export const shareSchema = ratioSchema.refine(
  (value) => compareRatio(value, ONE_RATIO) <= 0,
  'a share is at most 1',
);

/** An amount of zero or more: a whole number of fen, or of hundredths of points, love or vouchers. */
export const amountSchema = z.int().min(0);
const countSchema = z.int().min(0);
const fromOneSchema = z.int().min(1);

/** A member level's name. */
export const levelSchema = z.string().min(1);
export const levelRatiosSchema = z.record(levelSchema, ratioSchema);

const hundredthsSchema = ratioSchema.refine(isHundredths, 'must be a multiple of 0.01');

export const lotterySchema: z.ZodType<Lottery> = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('fixed'),
    prizes: z.array(z.strictObject({ ratio: ratioSchema, weight: fromOneSchema })).min(1),
  }),
  z
    .strictObject({ type: z.literal('range'), min: hundredthsSchema, max: hundredthsSchema })
    .refine(({ min, max }) => compareRatio(min, max) <= 0, { message: 'max is below min', path: ['max'] }),
]);

const clockSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be HH:mm');
const clockOrEndSchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be HH:mm, up to 24:00');
const dateSchema = z.iso.date();

const windowSchema: z.ZodType<RewardWindow> = z
  .strictObject({
    from: clockSchema,
    to: clockOrEndSchema,
    fromDate: dateSchema.optional(),
    toDate: dateSchema.optional(),
  })
  .refine(({ from, to }) => minuteOfClock(from) < minuteOfClock(to), {
    message: 'must be after from; a window over midnight is two windows',
    path: ['to'],
  })
  .refine(({ fromDate, toDate }) => fromDate === undefined || toDate === undefined || fromDate <= toDate, {
    message: 'must not be before fromDate',
    path: ['toDate'],
  });

const spendTierSchema = z.strictObject({ days: fromOneSchema, minFen: amountSchema, ratio: ratioSchema });
const randomReturnSchema = z.strictObject({ cashSlots: fromOneSchema, pointsSlots: fromOneSchema });

const itemFields = {
  enabled: z.boolean().optional(),
  extractionRatio: shareSchema.optional(),
  entitlementRatio: ratioSchema.optional(),
  levelRatios: levelRatiosSchema.optional(),
  spendTiers: z.array(spendTierSchema).optional(),
  lottery: lotterySchema.nullable().optional(),
  rewardWindows: z.array(windowSchema).optional(),
  maxPerMember: countSchema.optional(),
  maxPerMemberPerDay: countSchema.optional(),
};

/** A product's own rules. SPEC section 10. */
export const itemRulesSchema: z.ZodType<ItemRules> = z.strictObject(itemFields);

/** The rules of a store's online sales or of its cashier. */
export const placeRulesSchema: z.ZodType<PlaceRules> = z.strictObject({
  ...itemFields,
  randomReturn: randomReturnSchema.nullable().optional(),
});

/** A store, as the rules know it. */
export const storeFields = {
  commissionRatio: shareSchema.default(ZERO_RATIO),
  recruiter: z.string().min(1).transform(memberId).nullable().default(null),
  rebate: placeRulesSchema.default({}),
  cashier: placeRulesSchema.default({}),
};
export const storeRulesSchema: z.ZodType<StoreRules> = z.strictObject(storeFields);

const deductionSchema = z.strictObject({ valueRatio: ratioSchema, maxRatio: shareSchema }).nullable();

const resetScheduleSchema = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day'), at: clockSchema }),
  z.strictObject({ every: z.literal('week'), weekday: z.int().min(1).max(7), at: clockSchema }),
  z.strictObject({ every: z.literal('month'), day: z.int().min(1).max(31), at: clockSchema }),
  z.strictObject({ every: z.literal('once'), date: dateSchema, at: clockSchema }),
]);

/** From this amount on WeChat Pay makes no transfer without the real name. */
const WECHAT_ASKS_NAME_FEN = 200_000;

const transferLimitsSchema = z
  .strictObject({ min: fromOneSchema, max: fromOneSchema, daily: amountSchema })
  .refine(({ min, max }) => min <= max, { message: 'max is below min', path: ['max'] });

type Fields = { readonly [Key in SettingKey]: z.ZodType<PlatformSettings[Key]> };

/** One schema a setting; inside a setting of several parts, what is left out has its default. */
export const SETTING_FIELDS = {
  enabled: z.boolean(),
  newProductsEnabled: z.boolean(),
  deductedOrdersJoin: z.boolean(),
  settleOn: z.enum(['paid', 'completed']),
  payoutOrder: z.enum(['strict', 'completedFirst']),
  featureName: z.string().min(1).max(20),
  exchangeName: z.string().min(1).max(20),
  extractionRatio: shareSchema,
  entitlementRatio: ratioSchema,
  levelRatios: levelRatiosSchema,
  lottery: lotterySchema.nullable(),
  exchange: z.strictObject({
    points: z.strictObject({ ratio: ratioSchema }).optional(),
    love: z
      .strictObject({ ratio: ratioSchema, credit: z.enum(['available', 'frozen']).optional() })
      .optional(),
    voucher: z.strictObject({ ratio: ratioSchema }).optional(),
  }),
  mallSharesQueue: z.boolean(),
  storesShareQueue: z.boolean(),
  cashiersShareQueue: z.boolean(),
  randomReturn: randomReturnSchema.nullable(),
  resetSchedule: resetScheduleSchema.nullable(),
  payoutsPaused: z.boolean(),
  showProgress: z.boolean(),
  showRewardedTotal: z.boolean(),
  showPending: z.boolean(),
  showMember: z.boolean(),
  showPendingAmounts: z.boolean(),
  unclaimed: z.enum(['return', 'carry']),
  capAtProfit: z.boolean(),
  payOwnOrder: z.boolean(),
  scheme: z.enum(['perOrder', 'union']),
  union: z.strictObject({
    poolRatio: shareSchema.default(DEFAULTS.union.poolRatio),
    dailyCapFen: amountSchema.nullable().default(null),
  }),
  unionPayoutAt: clockSchema,
  acceleration: z.strictObject({
    directRatio: shareSchema.default(ZERO_RATIO),
    indirectRatio: shareSchema.default(ZERO_RATIO),
  }),
  referral: z.strictObject({
    directRatio: shareSchema.default(ZERO_RATIO),
    indirectRatio: shareSchema.default(ZERO_RATIO),
    freezeDays: countSchema.default(0),
  }),
  team: z.strictObject({
    levelRatios: z.record(levelSchema, shareSchema).default({}),
    maxDepth: countSchema.default(DEFAULTS.team.maxDepth),
  }),
  recruitment: z.strictObject({ ratio: shareSchema.default(ZERO_RATIO) }),
  dividend: z.strictObject({ weights: z.record(levelSchema, countSchema).default({}) }),
  brake: z.strictObject({ floor: ratioSchema, factor: shareSchema }).nullable(),
  paymentFeeRatio: shareSchema,
  pointsPerYuan: ratioSchema,
  deductions: z.strictObject({ points: deductionSchema.default(null), love: deductionSchema.default(null) }),
  loveReleaseRatio: shareSchema,
  inviteTitle: z.string().min(1).max(20),
  inviteText: z.string().min(1).max(60),
  inviteValidHours: countSchema,
  resetNoticeHours: countSchema,
  autoConfirmDays: fromOneSchema,
  unpaidMinutes: fromOneSchema,
  withdrawal: z.strictObject({
    minFen: amountSchema,
    dailyFen: amountSchema,
    dailyCount: countSchema.default(DEFAULTS.withdrawal.dailyCount),
    feeRatio: shareSchema,
    reviewAboveFen: amountSchema,
    realNameFromFen: amountSchema.max(WECHAT_ASKS_NAME_FEN).default(DEFAULTS.withdrawal.realNameFromFen),
  }),
  transfer: z
    .strictObject({
      points: transferLimitsSchema.optional(),
      love: transferLimitsSchema.optional(),
      voucher: transferLimitsSchema.optional(),
    })
    .nullable(),
} satisfies Fields;

/** The settings that must fit each other. */
type Contradictable = Pick<PlatformSettings, 'randomReturn' | 'exchange'>;

/** What in the settings contradicts itself: the key and why. SPEC section 6: a random return needs a points ratio. */
export function contradictions({
  randomReturn,
  exchange,
}: Contradictable): { key: SettingKey; message: string }[] {
  return randomReturn !== null && exchange.points === undefined
    ? [{ key: 'randomReturn', message: 'a random return needs a points ratio in exchange' }]
    : [];
}

/** A whole version of the platform's settings. */
export const platformSettingsSchema: z.ZodType<PlatformSettings> = z
  .strictObject(SETTING_FIELDS)
  .superRefine((settings, context) => {
    for (const { key, message } of contradictions(settings)) {
      context.addIssue({ code: 'custom', path: [key], message });
    }
  });
