import { CARRIERS } from '@paifan/shared/orders/carriers';
import { assetText } from '../wallet/texts';
import type { MemberAnnouncement } from './announcements';

/** What members are told of themselves and their gifts. */
export function memberText(news: MemberAnnouncement): { title: string; body: string; amountFen: null } {
  return { ...textOf(news), amountFen: null };
}

function textOf(news: MemberAnnouncement): { title: string; body: string } {
  switch (news.kind) {
    case 'levelRaised':
      return { title: '会员等级提升', body: `您的会员等级已提升为「${news.name}」。` };
    case 'giftRedeemed':
      return {
        title: '礼品兑换成功',
        body: `您已用 ${assetText(news.balance, news.amount)} 兑换「${news.title}」，我们会尽快寄出。`,
      };
    case 'giftShipped':
      return {
        title: '礼品已寄出',
        body:
          news.carrier === null || news.number === null
            ? `您兑换的「${news.title}」已送出。`
            : `您兑换的「${news.title}」已由${CARRIERS[news.carrier]}寄出，单号 ${news.number}。`,
      };
    case 'giftCancelled':
      return {
        title: '礼品订单已取消',
        body: `您兑换的「${news.title}」已取消，所用余额已退回。${news.reason === null ? '' : `原因：${news.reason}`}`,
      };
  }
}
