import type { ProposalAnnouncement } from './announcements';

/** What owners of suppliers read about what they proposed. */
export function proposalText(news: ProposalAnnouncement): { title: string; body: string; amountFen: null } {
  const of = `「${news.name}」提交的商品「${news.title}」`;
  switch (news.kind) {
    case 'proposalApproved':
      return { title: '商品申请已通过', body: `${of}已通过审核，内容已更新到商城。`, amountFen: null };
    case 'proposalRejected':
      return {
        title: '商品申请未通过',
        body: `${of}未通过审核。原因：${news.reason}。修改后可以再次提交。`,
        amountFen: null,
      };
  }
}
