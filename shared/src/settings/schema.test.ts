import { defaultSettings } from './platformSettings';
import { itemRulesSchema, placeRulesSchema, platformSettingsSchema, storeRulesSchema } from './schema';

const RANDOM_RETURN = { cashSlots: 1, pointsSlots: 2 };

describe('platform settings', () => {
  test.each([
    ['an unknown key', { enable: true }, ''],
    ['a ratio as a number', { extractionRatio: 0.1 }, 'extractionRatio'],
    ['a ratio with seven decimals', { entitlementRatio: '1.0000001' }, 'entitlementRatio'],
    ['an extraction of more than the whole', { extractionRatio: '1.000001' }, 'extractionRatio'],
    ['a word that is no choice', { payoutOrder: 'fifo' }, 'payoutOrder'],
    ['a lottery without prizes', { lottery: { type: 'fixed', prizes: [] } }, 'lottery.prizes'],
    [
      'a prize with half a weight',
      { lottery: { type: 'fixed', prizes: [{ ratio: '1', weight: 0.5 }] } },
      'lottery.prizes.0.weight',
    ],
    ['a range from more to less', { lottery: { type: 'range', min: '0.5', max: '0.4' } }, 'lottery.max'],
    [
      'a range that is not in hundredths',
      { lottery: { type: 'range', min: '0.005', max: '0.4' } },
      'lottery.min',
    ],
    ['a random return without a points ratio', { randomReturn: RANDOM_RETURN }, 'randomReturn'],
    [
      'a group without cash places',
      { randomReturn: { cashSlots: 0, pointsSlots: 1 } },
      'randomReturn.cashSlots',
    ],
    ['a cap in half fen', { union: { poolRatio: '0.6', dailyCapFen: 0.5 } }, 'union.dailyCapFen'],
    [
      'a reset on the eighth day of the week',
      { resetSchedule: { every: 'week', weekday: 8, at: '00:00' } },
      'resetSchedule.weekday',
    ],
  ])('refuse %s', (_, change, path) => {
    const parsed = platformSettingsSchema.safeParse({ ...defaultSettings(), ...change });
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toContain(path);
  });

  test('take a random return with a points ratio', () => {
    const settings = {
      ...defaultSettings(),
      randomReturn: RANDOM_RETURN,
      exchange: { points: { ratio: '0.5' } },
    };
    expect(platformSettingsSchema.parse(settings).randomReturn).toEqual(RANDOM_RETURN);
  });

  test('drop trailing zeros of ratios', () => {
    expect(
      platformSettingsSchema.parse({ ...defaultSettings(), extractionRatio: '0.650000' }).extractionRatio,
    ).toBe('0.65');
  });
});

describe("an item's rules", () => {
  test.each([
    ['a window over midnight', { rewardWindows: [{ from: '22:00', to: '02:00' }] }],
    ['a window without a length', { rewardWindows: [{ from: '10:00', to: '10:00' }] }],
    ['a window that begins at the end of the day', { rewardWindows: [{ from: '24:00', to: '24:00' }] }],
    [
      'a window with a day that is none',
      { rewardWindows: [{ from: '10:00', to: '11:00', fromDate: '2026-02-30' }] },
    ],
    [
      'a window whose days go backwards',
      { rewardWindows: [{ from: '10:00', to: '11:00', fromDate: '2026-02-02', toDate: '2026-02-01' }] },
    ],
    ['a limit below zero', { maxPerMember: -1 }],
    ['a tier of no days', { spendTiers: [{ days: 0, minFen: 1, ratio: '1' }] }],
    ['a random return, which only stores have', { randomReturn: null }],
  ])('refuse %s', (_, rules) => expect(itemRulesSchema.safeParse(rules).success).toBe(false));

  test('may be empty, and may end a window with the day', () => {
    expect(itemRulesSchema.parse({})).toEqual({});
    expect(itemRulesSchema.safeParse({ rewardWindows: [{ from: '22:00', to: '24:00' }] }).success).toBe(true);
  });
});

test("a store's random return is the platform's when absent, and none when null", () => {
  expect(placeRulesSchema.parse({})).not.toHaveProperty('randomReturn');
  expect(placeRulesSchema.parse({ randomReturn: null })).toEqual({ randomReturn: null });
});

test('a store without anything set takes no commission and has no recruiter', () => {
  expect(storeRulesSchema.parse({})).toEqual({
    commissionRatio: '0',
    recruiter: null,
    rebate: {},
    cashier: {},
  });
});
