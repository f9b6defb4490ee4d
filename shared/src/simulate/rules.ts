import { ZERO_FEN } from '../money/fen';
import { compareRatio, ZERO_RATIO, type Ratio } from '../money/ratio';
import { uplineDepth } from '../rebate/rewards/rewards';
import type { UplineMember } from '../rebate/settle/facts';
import { lineTerms, orderTerms } from '../rebate/settle/place';
import type { Gate, LineTerms, OrderTerms } from '../rebate/settle/terms';
import type { Spending } from '../replay/spending';
import type { PlatformSettings } from '../settings/platformSettings';
import { daysInMs, type Instant } from '../time/shanghai';
import type { Offer } from './offers';
import type { Person } from './trade';

/** One version of the settings, as orders are placed under it. */
export interface Rules {
  readonly settings: PlatformSettings;
  readonly terms: OrderTerms;
  /** How many people above the buyer get anything. */
  readonly depth: number;
  /** Terms of lines by offer and level, as far as they were asked for. */
  readonly known: (LineTerms | undefined)[];
  readonly levels: number;
}

const isSet = (ratio: Ratio): boolean => compareRatio(ratio, ZERO_RATIO) > 0;

function depthOf(terms: OrderTerms): number {
  const { acceleration, referral, team } = terms;
  const asked = [
    acceleration.directRatio,
    acceleration.indirectRatio,
    referral.directRatio,
    referral.indirectRatio,
  ];
  return asked.some(isSet) || Object.values(team.levelRatios).some(isSet) ? uplineDepth(terms) : 0;
}

/** @param levels how many levels there are */
export function openRules(settings: PlatformSettings, offers: readonly Offer[], levels: number): Rules {
  const terms = orderTerms(settings);
  const known = new Array<LineTerms | undefined>(offers.length * (levels + 1)).fill(undefined);
  return { settings, terms, depth: depthOf(terms), known, levels };
}

/** Do the terms depend on what the buyer spent before? */
export const hasSpendTiers = ({ place: { product, store } }: Offer): boolean =>
  [product?.rules, store?.rules.rebate, store?.rules.cashier].some(
    (rules) => (rules?.spendTiers?.length ?? 0) > 0,
  );

/** Rules of products and stores stay the same for the whole plan, so a gate that restricts nothing never will. */
const restricts = ({ windows, maxPerMember, maxPerMemberPerDay }: Gate): boolean =>
  windows.length > 0 || maxPerMember !== null || maxPerMemberPerDay !== null;

function newTerms(
  { settings }: Rules,
  offer: Offer,
  buyer: Person,
  spending: Spending | null,
  at: Instant,
): LineTerms {
  const asker = {
    level: buyer.level,
    spent: (days: number) => spending?.since(at - daysInMs(days)) ?? ZERO_FEN,
  };
  const line = { ...offer.place, paidFen: offer.fromFen };
  const terms = lineTerms(line, asker, settings);
  return { ...terms, gates: terms.gates.filter(restricts) };
}

/** The terms of a line that is placed now. Lines of the same offer and level share them, unless what was spent decides. */
export function termsOf(
  rules: Rules,
  offer: Offer,
  buyer: Person,
  spending: Spending | null,
  at: Instant,
): LineTerms {
  if (spending !== null && hasSpendTiers(offer)) return newTerms(rules, offer, buyer, spending, at);
  const place = offer.index * (rules.levels + 1) + buyer.levelNumber;
  const known = rules.known[place];
  if (known !== undefined) return known;
  const terms = newTerms(rules, offer, buyer, null, at);
  rules.known[place] = terms;
  return terms;
}

const NOBODY: readonly UplineMember[] = [];

/** Who is above a buyer, nearest first. */
export function uplineOf({ depth }: Rules, buyer: Person): readonly UplineMember[] {
  if (depth === 0 || buyer.inviter === null) return NOBODY;
  const upline: UplineMember[] = [];
  for (let above: Person | null = buyer.inviter; above !== null && upline.length < depth;) {
    upline.push({ member: above.member, level: above.level });
    above = above.inviter;
  }
  return upline;
}
