import { ratio } from '../money/ratio';
import { confirmationsNeeded, type Confirmation } from './confirmations';
import { defaultSettings, type PlatformSettings } from './platformSettings';
import { checkSettings } from './publishable';

const changed = (changes: Partial<PlatformSettings>): PlatformSettings => ({
  ...defaultSettings(),
  ...changes,
});
const referral = (directRatio: string, indirectRatio: string): PlatformSettings['referral'] => ({
  directRatio: ratio(directRatio),
  indirectRatio: ratio(indirectRatio),
  freezeDays: 0,
});

describe('what needs a confirmation', () => {
  test.each<[what: string, changes: Partial<PlatformSettings>, needed: Confirmation[]]>([
    ['settings as delivered', {}, []],
    ['a direct reward', { referral: referral('0.05', '0') }, []],
    ['direct acceleration', { acceleration: { directRatio: ratio('0.1'), indirectRatio: ratio('0') } }, []],
    ['an indirect reward', { referral: referral('0', '0.000001') }, ['indirect']],
    [
      'indirect acceleration',
      { acceleration: { directRatio: ratio('0'), indirectRatio: ratio('0.1') } },
      ['indirectAcceleration'],
    ],
    ['levels of a team without a ratio', { team: { levelRatios: { a: ratio('0') }, maxDepth: 2 } }, []],
    ['a team', { team: { levelRatios: { a: ratio('0'), b: ratio('0.01') }, maxDepth: 2 } }, ['team']],
    ['dividends', { dividend: { weights: { a: 0, b: 1 } } }, ['dividend']],
    [
      'several',
      { referral: referral('0', '0.01'), dividend: { weights: { a: 1 } } },
      ['indirect', 'dividend'],
    ],
  ])('%s', (_, changes, needed) => expect(confirmationsNeeded(changed(changes))).toEqual(needed));
});

describe('what keeps settings from being published', () => {
  test('nothing, as delivered', () => {
    expect(checkSettings(defaultSettings())).toEqual({ settings: defaultSettings(), problems: [] });
  });

  test.each<[what: string, given: unknown, paths: string[]]>([
    ['nothing given', null, ['settings']],
    ['a setting that does not exist', { ...defaultSettings(), bonus: 1 }, ['settings']],
    ['a share above one', changed({ referral: referral('1.1', '0') }), ['referral.directRatio']],
    ['a team of three levels', changed({ team: { levelRatios: {}, maxDepth: 3 } }), ['team.maxDepth']],
    ['a promise for a name', changed({ featureName: '全返' }), ['featureName']],
    [
      'promises in both names',
      changed({ featureName: '稳赚', exchangeName: '零 风险' }),
      ['featureName', 'exchangeName'],
    ],
  ])('%s', (_, given, paths) => {
    const { settings, problems } = checkSettings(given);
    expect(settings).toBeNull();
    expect(problems.map(({ path }) => path)).toEqual(paths);
  });
});
