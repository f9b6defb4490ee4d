import type { Fen } from '../../money/fen';
import { compareRatio, type Ratio } from '../../money/ratio';
import type { OrderKind } from '../../orders/states';
import { atLevel, type Level, type Lottery, type RatioRules, type SpendTier } from '../../settings/rules';
import { CHAINS, sourceOf, type RuleKind, type RuleOwner, type RuleSource } from './chains';

/** What a rule looks at. */
export interface Asker {
  readonly level: Level | null;
  /** What the buyer spent in the last `days` × 24 h, in fen, as spend tiers count it. */
  readonly spent: (days: number) => Fen;
}

/** Why a rule did not apply. */
export type NotApplied =
  | { readonly why: 'notSet' }
  | { readonly why: 'noLevel' }
  | { readonly why: 'levelNotThere'; readonly level: Level }
  | { readonly why: 'tierNotReached'; readonly tier: SpendTier; readonly spentFen: Fen };

interface Applied {
  readonly ratio: Ratio;
  /** The tier that was reached. */
  readonly tier?: SpendTier;
}

type Verdict = { readonly applied: Applied } | { readonly notApplied: NotApplied };

const notApplied = (reason: NotApplied): Verdict => ({ notApplied: reason });

/** The nearest of the tiers that are not reached: the one that asks for the least more. */
function nearestTier(tiers: readonly SpendTier[], spent: (days: number) => Fen): Verdict {
  let nearest: { tier: SpendTier; spentFen: Fen } | undefined;
  for (const tier of tiers) {
    const spentFen = spent(tier.days);
    if (nearest === undefined || tier.minFen - spentFen < nearest.tier.minFen - nearest.spentFen) {
      nearest = { tier, spentFen };
    }
  }
  return notApplied(nearest === undefined ? { why: 'notSet' } : { why: 'tierNotReached', ...nearest });
}

/** SPEC section 5: does a rule of this kind apply, and with which ratio? A lottery is asked apart: it has no ratio yet. */
const RULES: Readonly<Record<Exclude<RuleKind, 'lottery'>, (rules: RatioRules, asker: Asker) => Verdict>> = {
  level: ({ levelRatios }, { level }) => {
    if (levelRatios === undefined || Object.keys(levelRatios).length === 0)
      return notApplied({ why: 'notSet' });
    if (level === null) return notApplied({ why: 'noLevel' });
    const ratio = atLevel(levelRatios, level);
    return ratio === undefined ? notApplied({ why: 'levelNotThere', level }) : { applied: { ratio } };
  },
  spend: ({ spendTiers = [] }, { spent }) => {
    let best: SpendTier | undefined;
    for (const tier of spendTiers) {
      if (spent(tier.days) < tier.minFen) continue;
      if (best === undefined || compareRatio(tier.ratio, best.ratio) > 0) best = tier;
    }
    return best === undefined
      ? nearestTier(spendTiers, spent)
      : { applied: { ratio: best.ratio, tier: best } };
  },
  fixed: ({ entitlementRatio }) =>
    entitlementRatio === undefined ? notApplied({ why: 'notSet' }) : { applied: { ratio: entitlementRatio } },
};

/** A rule that was asked, in the order of the chain, and what came of it. */
export interface AskedRule {
  readonly source: RuleSource;
  readonly outcome: { readonly applied: Applied | Lottery } | { readonly notApplied: NotApplied };
}

export interface ChosenRatio {
  readonly entitlementRatio: Ratio;
  readonly source: RuleSource;
  readonly lottery: Lottery | null;
}

export type RulesByOwner = Readonly<Partial<Record<RuleOwner, RatioRules>>>;

/**
 * Goes down the chain of the order's kind; the first rule that applies decides. A lottery starts with the next fixed ratio
 * of the same chain. `asked`, if given, is filled with what was asked and why it did not apply. SPEC section 5.
 * @throws Error when no rule applies: the platform's fixed ratio is always set.
 */
export function chooseRatio(
  kind: OrderKind,
  rules: RulesByOwner,
  asker: Asker,
  asked?: AskedRule[],
): ChosenRatio {
  let drawing: { readonly source: RuleSource; readonly lottery: Lottery } | null = null;
  for (const row of CHAINS[kind]) {
    const [owner, ruleKind] = row;
    if (drawing !== null && ruleKind !== 'fixed') continue;
    const source = sourceOf(row);
    const own = rules[owner] ?? {};
    if (ruleKind === 'lottery') {
      if (own.lottery !== undefined && own.lottery !== null) drawing = { source, lottery: own.lottery };
      asked?.push({
        source,
        outcome: drawing === null ? notApplied({ why: 'notSet' }) : { applied: drawing.lottery },
      });
      continue;
    }
    const verdict = RULES[ruleKind](own, asker);
    asked?.push({ source, outcome: verdict });
    if ('notApplied' in verdict) continue;
    const { ratio } = verdict.applied;
    return { entitlementRatio: ratio, source: drawing?.source ?? source, lottery: drawing?.lottery ?? null };
  }
  throw new Error(`no rule of the ${kind} chain gives a ratio`);
}
