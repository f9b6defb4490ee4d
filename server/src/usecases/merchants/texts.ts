import { percentText } from '@paifan/shared/money/text';
import type { MerchantAnnouncement } from './announcements';

/** What applicants are told of their application. */
export function merchantText(news: MerchantAnnouncement): { title: string; body: string; amountFen: null } {
  return { ...textOf(news), amountFen: null };
}

function textOf(news: MerchantAnnouncement): { title: string; body: string } {
  switch (news.kind) {
    case 'applicationOffered':
      return {
        title: '入驻申请待您确认',
        body: `「${news.name}」的抽成比例建议为 ${percentText(news.commissionRatio)}，请在入驻申请中查看并确认。`,
      };
    case 'applicationApproved':
      return { title: '入驻申请已通过', body: `「${news.name}」已入驻，您可以进入商家工作台。` };
    case 'applicationRejected':
      return {
        title: '入驻申请未通过',
        body: `「${news.name}」的入驻申请未通过。原因：${news.reason}。修改后可以再次提交。`,
      };
  }
}
