import { fen } from '../../money/fen';
import { ratio } from '../../money/ratio';
import type { OrderKind } from '../../orders/states';
import type { Lottery, RatioRules } from '../../settings/rules';
import { CHAINS, sourceOf } from './chains';
import { chooseRatio, type AskedRule, type Asker, type RulesByOwner } from './choose';

const LOTTERY: Lottery = { type: 'range', min: ratio('0.1'), max: ratio('0.9') };

/** What an owner of rules has to set so that a rule of a kind applies, with the given ratio. */
const set = (kind: string, value: string): RatioRules => {
  if (kind === 'level') return { levelRatios: { gold: ratio(value) } };
  if (kind === 'spend') return { spendTiers: [{ days: 30, minFen: 1, ratio: ratio(value) }] };
  return kind === 'lottery' ? { lottery: LOTTERY } : { entitlementRatio: ratio(value) };
};

const GOLD: Asker = { level: 'gold', spent: () => fen(100) };
const NOBODY: Asker = { level: null, spent: () => fen(0) };

describe.each<OrderKind>(['mall', 'cashier', 'store'])('the chain of a %s order', (kind) => {
  const chain = CHAINS[kind];

  test.each(chain.map((row, index) => [sourceOf(row), index] as const))(
    '%s decides when all before it are not set',
    (source, index) => {
      const rules: Record<string, RatioRules> = { platform: { entitlementRatio: ratio('1') } };
      for (const [owner, ruleKind] of chain.slice(index))
        rules[owner] = { ...rules[owner], ...set(ruleKind, '0.5') };
      const asked: AskedRule[] = [];
      expect(chooseRatio(kind, rules, GOLD, asked).source).toBe(source);
      expect(asked.slice(0, index).every(({ outcome }) => 'notApplied' in outcome)).toBe(true);
      expect(asked[index]?.outcome).toHaveProperty('applied');
    },
  );
});

const decide = (rules: RulesByOwner, asker = GOLD) =>
  chooseRatio('mall', { ...rules, platform: { entitlementRatio: ratio('1'), ...rules.platform } }, asker);

describe('a rule', () => {
  test('of levels applies only to a buyer with a level that has a ratio there, which may be 0', () => {
    const platform = { levelRatios: { gold: ratio('0') } };
    expect(decide({ platform })).toMatchObject({ source: 'platform.level', entitlementRatio: '0' });
    expect(decide({ platform }, { ...GOLD, level: 'silver' }).source).toBe('platform.fixed');
    expect(decide({ platform }, { ...GOLD, level: 'toString' }).source).toBe('platform.fixed');
    expect(decide({ platform }, NOBODY).source).toBe('platform.fixed');
  });

  test('of spending takes the largest ratio among the tiers that are reached', () => {
    const spent = (days: number) => fen(days >= 30 ? 5000 : 1000);
    const spendTiers = [
      { days: 30, minFen: 5000, ratio: ratio('1.1') },
      { days: 7, minFen: 1000, ratio: ratio('1.3') },
      { days: 30, minFen: 5001, ratio: ratio('9') },
      { days: 7, minFen: 1000, ratio: ratio('1.2') },
    ];
    expect(decide({ product: { spendTiers } }, { level: null, spent })).toMatchObject({
      source: 'product.spend',
      entitlementRatio: '1.3',
    });
  });

  test('of a lottery starts with the next fixed ratio of the same chain and gives the right to a draw', () => {
    expect(decide({ product: { entitlementRatio: ratio('0.8') }, platform: { lottery: LOTTERY } })).toEqual({
      source: 'platform.lottery',
      entitlementRatio: '0.8',
      lottery: LOTTERY,
    });
    expect(decide({ product: { lottery: LOTTERY } })).toMatchObject({
      source: 'product.lottery',
      entitlementRatio: '1',
    });
  });
});

test('the explanation says of each rule that was asked why it did not apply', () => {
  const asked: AskedRule[] = [];
  const tier = { days: 7, minFen: 1000, ratio: ratio('2') };
  const rules = {
    product: {
      levelRatios: { gold: ratio('1') },
      spendTiers: [{ days: 30, minFen: 9000, ratio: ratio('3') }, tier],
    },
    platform: { levelRatios: { gold: ratio('1') }, entitlementRatio: ratio('1') },
  };
  chooseRatio('mall', rules, { level: 'silver', spent: () => fen(400) }, asked);
  expect(asked).toEqual([
    { source: 'product.level', outcome: { notApplied: { why: 'levelNotThere', level: 'silver' } } },
    { source: 'platform.level', outcome: { notApplied: { why: 'levelNotThere', level: 'silver' } } },
    { source: 'product.spend', outcome: { notApplied: { why: 'tierNotReached', tier, spentFen: 400 } } },
    { source: 'product.lottery', outcome: { notApplied: { why: 'notSet' } } },
    { source: 'platform.lottery', outcome: { notApplied: { why: 'notSet' } } },
    { source: 'product.fixed', outcome: { notApplied: { why: 'notSet' } } },
    { source: 'platform.fixed', outcome: { applied: { ratio: '1' } } },
  ]);
});
