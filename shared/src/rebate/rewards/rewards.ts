import type { MemberId } from '../../ids/ids';
import type { Fen } from '../../money/fen';
import { compareRatio, floorShare, subtractRatio, ZERO_RATIO, type Ratio } from '../../money/ratio';
import { atLevel } from '../../settings/rules';
import type { LineRow, OrderRow, RewardKind } from '../settle/facts';
import { netPaid } from '../settle/lines';
import { commission } from './profit';

/** Who gets a reward, and at which ratio of its base. */
export interface Beneficiary {
  readonly member: MemberId;
  readonly ratio: Ratio;
}

interface RewardRule {
  /** What the ratio is taken of: net paid, or the platform's commission. */
  readonly base: (order: OrderRow, line: LineRow) => Fen;
  readonly beneficiaries: (order: OrderRow) => readonly Beneficiary[];
}

const ofNetPaid = (_order: OrderRow, line: LineRow): Fen => netPaid(line);

/** Most orders have nobody above them: for those nothing is made. */
const NOBODY: readonly Beneficiary[] = [];

const referral = (order: OrderRow, above: number, ratio: Ratio): readonly Beneficiary[] => {
  const inviter = order.upline[above];
  return inviter === undefined ? NOBODY : [{ member: inviter.member, ratio }];
};

/** Walking up from the inviter: whoever's level has a higher ratio than the highest so far gets the difference. */
function teamDifferential({ upline, terms }: OrderRow): readonly Beneficiary[] {
  if (upline.length === 0) return NOBODY;
  const { levelRatios, maxDepth } = terms.team;
  const beneficiaries: Beneficiary[] = [];
  let highest = ZERO_RATIO;
  for (const { member, level } of upline.slice(0, maxDepth)) {
    const ratio = atLevel(levelRatios, level);
    if (ratio === undefined || compareRatio(ratio, highest) <= 0) continue;
    beneficiaries.push({ member, ratio: subtractRatio(ratio, highest) });
    highest = ratio;
  }
  return beneficiaries;
}

/** SPEC section 9: the rewards that a line grants. The dividend is not a line's: see dividend.ts. */
export const REWARDS: Readonly<Record<RewardKind, RewardRule>> = {
  direct: { base: ofNetPaid, beneficiaries: (order) => referral(order, 0, order.terms.referral.directRatio) },
  indirect: {
    base: ofNetPaid,
    beneficiaries: (order) => referral(order, 1, order.terms.referral.indirectRatio),
  },
  team: { base: ofNetPaid, beneficiaries: teamDifferential },
  recruitment: {
    base: commission,
    beneficiaries: ({ kind, recruiter, terms }) =>
      kind === 'mall' || recruiter === null ? NOBODY : [{ member: recruiter, ratio: terms.recruitmentRatio }],
  },
};

export const REWARD_KINDS = Object.keys(REWARDS) as readonly RewardKind[];

/** What a reward is worth at the line's net paid of now. */
export const rewardAmount = (order: OrderRow, line: LineRow, kind: RewardKind, ratio: Ratio): Fen =>
  floorShare(REWARDS[kind].base(order, line), ratio);

/** How many people above the buyer the terms ask for. */
export function uplineDepth({ team }: { readonly team: { readonly maxDepth: number } }): number {
  return Math.max(2, team.maxDepth);
}
