import { PAYOUT_METHODS } from '@paifan/shared/merchants/payablePayouts';
import type { Fen } from '@paifan/shared/money/fen';
import { yuanText } from '@paifan/shared/money/text';
import type { PayableAnnouncement } from './announcements';

/** What owners of merchants read about their payouts. */
export function payableText(news: PayableAnnouncement): {
  title: string;
  body: string;
  amountFen: Fen | null;
} {
  const account = `${PAYOUT_METHODS[news.method].label}，尾号 ${news.hint}`;
  switch (news.kind) {
    case 'merchantPaid':
      return {
        title: '货款已打款',
        body: `「${news.name}」的结算单 ${news.payoutNo} 已打款 ¥${yuanText(news.amountFen)}（${account}），以实际到账为准。`,
        amountFen: news.amountFen,
      };
    case 'payoutAccountChanged':
      return {
        title: '结算账户已修改',
        body: `「${news.name}」的结算账户已改为：${account}。如非本人操作，请立即联系平台。`,
        amountFen: null,
      };
  }
}
