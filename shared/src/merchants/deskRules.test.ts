import { ratio } from '../money/ratio';
import { defaultSettings, type PlatformSettings } from '../settings/platformSettings';
import type { PlaceRules } from '../settings/rules';
import { deskRuleKeys, highestAtDesk, refusedRules } from './deskRules';

const settings = (changes: Partial<PlatformSettings> = {}): PlatformSettings => ({
  ...defaultSettings(),
  ...changes,
});

const change = (
  before: PlaceRules,
  after: PlaceRules,
  changes: Partial<PlatformSettings> = {},
): readonly string[] =>
  refusedRules(settings(changes), { rebate: before, cashier: {} }, { rebate: after, cashier: {} }).map(
    ({ place, key, why }) => `${place}.${key}: ${why}`,
  );

test.each<[string, PlaceRules, PlaceRules, Partial<PlatformSettings>, string[]]>([
  ['a lower extraction', {}, { extractionRatio: ratio('0.05') }, {}, []],
  ['an extraction that the margin guard judges', {}, { extractionRatio: ratio('0.9') }, {}, []],
  ['an entitlement as high as the platform’s', {}, { entitlementRatio: ratio('1') }, {}, []],
  ['a higher one', {}, { entitlementRatio: ratio('1.000001') }, {}, ['rebate.entitlementRatio: tooHigh']],
  ['a higher one for a level', {}, { levelRatios: { v1: ratio('2') } }, {}, ['rebate.levelRatios: tooHigh']],
  [
    'a level’s as high as the platform gives to a level',
    {},
    { levelRatios: { v1: ratio('2') } },
    { levelRatios: { v9: ratio('2') } },
    [],
  ],
  [
    'a higher tier',
    {},
    { spendTiers: [{ days: 30, minFen: 1, ratio: ratio('1.5') }] },
    {},
    ['rebate.spendTiers: tooHigh'],
  ],
  [
    'a higher prize',
    {},
    { lottery: { type: 'range', min: ratio('0.1'), max: ratio('1.01') } },
    {},
    ['rebate.lottery: tooHigh'],
  ],
  [
    'a random return, which the platform pays in points',
    {},
    { randomReturn: { cashSlots: 1, pointsSlots: 9 } },
    {},
    ['rebate.randomReturn: reserved'],
  ],
  [
    'a ratio in a line with other stores',
    {},
    { extractionRatio: ratio('0.05') },
    { storesShareQueue: true },
    ['rebate.extractionRatio: reserved'],
  ],
  [
    'the end of a ratio that operators set in such a line',
    { entitlementRatio: ratio('0.5') },
    {},
    { scheme: 'union' },
    ['rebate.entitlementRatio: reserved'],
  ],
  [
    'the cashiers’ line is another one',
    {},
    { extractionRatio: ratio('0.05') },
    { cashiersShareQueue: true },
    [],
  ],
  [
    'what only narrows',
    {},
    {
      enabled: false,
      maxPerMember: 0,
      maxPerMemberPerDay: 1,
      rewardWindows: [{ from: '09:00', to: '21:00' }],
    },
    { storesShareQueue: true },
    [],
  ],
  [
    'what operators set, as it is, whatever it is',
    { entitlementRatio: ratio('3'), randomReturn: null, levelRatios: { a: ratio('2'), b: ratio('3') } },
    { levelRatios: { b: ratio('3'), a: ratio('2') }, randomReturn: null, entitlementRatio: ratio('3') },
    { storesShareQueue: true },
    [],
  ],
  ['none in place of not set', {}, { randomReturn: null }, {}, ['rebate.randomReturn: reserved']],
])('a merchant sets %s', (_, before, after, changes, refused) => {
  expect(change(before, after, changes)).toEqual(refused);
});

test('the highest entitlement of a desk is the highest that the platform gives to anybody', () => {
  expect(highestAtDesk(settings())).toBe('1');
  const lottery = {
    type: 'fixed' as const,
    prizes: [
      { ratio: ratio('0.5'), weight: 1 },
      { ratio: ratio('2.5'), weight: 1 },
    ],
  };
  expect(highestAtDesk(settings({ levelRatios: { v1: ratio('1.2') }, lottery }))).toBe('2.5');
});

test('each place has its own line', () => {
  const shared = settings({ storesShareQueue: true });
  expect(deskRuleKeys(shared, 'rebate')).not.toContain('extractionRatio');
  expect(deskRuleKeys(shared, 'cashier')).toContain('extractionRatio');
});
