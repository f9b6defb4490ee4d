import type { ResponseOf } from '@paifan/shared/contract/contract';
import { memberScene } from '@paifan/shared/members/scenes';
import type { PlatformSettings } from '@paifan/shared/settings/platformSettings';
import { REWARD_KIND_TEXT } from '@paifan/shared/texts/states';
import { dayText, shanghaiDay, shanghaiMinute } from '@paifan/shared/time/shanghai';
import type { MemberRow } from '../../db/models/members';
import type { DividendPart, OrderReward } from '../../usecases/growth/readRewards';
import { maskName } from './names';
import type { Shown } from './shown';
import { instant, instantOrNull } from './texts';

type RewardOfMember = ResponseOf<'GET /api/admin/members/:id/rewards'>['items'][number];
type GrantedReward = ResponseOf<'GET /api/admin/rewards'>['items'][number];
type RewardView = ResponseOf<'GET /api/me/rewards'>['items'][number];

const KINDS: Readonly<Record<RewardView['kind'], string>> = {
  ...REWARD_KIND_TEXT,
  dividend: '股东分红',
};

/** Why a reward is not there yet, or not any more. */
function reasonOf({ state, reduced, releasesAt }: OrderReward): RewardView['reason'] {
  if (state === 'cancelled') return 'refunded';
  if (state === 'frozen') return releasesAt === null ? 'orderNotCompleted' : 'freezing';
  return reduced ? 'partlyRefunded' : null;
}

function reasonText(reason: RewardView['reason'], releasesAt: Date | null): string | null {
  switch (reason) {
    case 'orderNotCompleted':
      return '订单完成后开始计算冻结期';
    case 'freezing':
      return releasesAt && `订单已完成，冻结至 ${momentText(releasesAt.getTime())}`;
    case 'partlyRefunded':
      return '订单部分退款，奖励已按退款后的实付金额调整';
    case 'refunded':
      return '订单已退款，奖励已取消';
    case null:
      return null;
  }
}

/** `2026-03-05 08:30`, in Shanghai. */
function momentText(at: number): string {
  const minute = shanghaiMinute(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${dayText(shanghaiDay(at))} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

export const presentReward = (reward: OrderReward, shown: Shown): RewardView => ({
  ...presentGranted(reward),
  buyer: shown.memberInfo ? maskName(reward.buyer) : null,
});

/** The same for operators, who see whose order it was. */
export const presentRewardOfMember = (reward: OrderReward): RewardOfMember => ({
  ...presentGranted(reward),
  orderNo: reward.orderNo,
  buyer: { id: reward.buyerId, nickname: reward.buyer },
});

/** The same in the list of everybody's, with who got it. */
export const presentGrantedReward = (reward: OrderReward): GrantedReward => ({
  ...presentRewardOfMember(reward),
  member: { id: reward.memberId, nickname: reward.member },
  line: reward.lineNo,
});

function presentGranted(reward: OrderReward): Omit<RewardView, 'buyer'> {
  const reason = reasonOf(reward);
  return {
    id: reward.id,
    kind: reward.kind,
    kindText: KINDS[reward.kind],
    amountFen: reward.amountFen,
    ratio: reward.ratio,
    state: reward.state,
    reduced: reward.reduced,
    reason,
    reasonText: reasonText(reason, reward.releasesAt),
    releasesAt: instantOrNull(reward.releasesAt),
    grantedAt: instant(reward.grantedAt),
    title: reward.title,
  };
}

export const presentDividend = ({ id, amountFen, at }: DividendPart): RewardView & { buyer: null } => ({
  ...{ id, amountFen, kind: 'dividend', kindText: KINDS.dividend, state: 'released' },
  ...{ ratio: null, reduced: false, reason: null, reasonText: null, title: null, buyer: null },
  releasesAt: null,
  grantedAt: instant(at),
});

export const presentDividendOfMember = (part: DividendPart): RewardOfMember => ({
  ...presentDividend(part),
  orderNo: null,
});

/** What the settings say of an invitation. */
type Invitation = Pick<PlatformSettings, 'inviteTitle' | 'inviteText'>;

export const presentPoster = (
  { nickname, avatar, inviteCode }: MemberRow,
  { inviteTitle, inviteText }: Invitation,
  validHours: number,
): ResponseOf<'GET /api/me/invite-poster'> => ({
  ...{ title: inviteTitle, text: inviteText, nickname, avatar, inviteCode, validHours },
  codePath: '/api/me/invite-code.png',
  sharePath: `/pages/home/index?scene=${encodeURIComponent(memberScene(inviteCode))}`,
});
