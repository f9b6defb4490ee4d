import { fen, type Fen } from '@paifan/shared/money/fen';
import { yuanText } from '@paifan/shared/money/text';
import type { Transferable } from '../../db/models/wallet';
import type { WalletAnnouncement } from './announcements';

const FAILURES: Readonly<Record<string, string>> = {
  OVERDUE_CLOSE: '超过 24 小时未确认收款',
  NAME_NOT_CORRECT: '姓名与微信实名不一致',
  REAL_NAME_CHECK_FAIL: '微信账户尚未实名',
  ACCOUNT_FROZEN: '微信账户被冻结',
  OPENID_INVALID: '微信账户异常',
  PAYEE_ACCOUNT_ABNORMAL: '微信账户异常',
  TRANSFER_QUOTA_EXCEED: '超过微信单笔收款额度',
  DAY_RECEIVED_QUOTA_EXCEED: '超过微信当日收款额度',
  MONTH_RECEIVED_QUOTA_EXCEED: '超过微信当月收款额度',
};

/** Why a withdrawal failed, as a member reads it. @param word of WeChat Pay's, if it gave one */
export const failureText = (word: string | null): string =>
  (word === null ? undefined : FAILURES[word]) ?? '微信支付未能完成转账';

const UNITS: Readonly<Record<Transferable, string>> = { points: '积分', love: '爱心值', voucher: '购物券' };

/** What was transferred, as a member reads it: `12.50 积分`. */
export const assetText = (balance: Transferable, amount: Fen): string =>
  `${yuanText(amount)} ${UNITS[balance]}`;

/** What members are told of their wallets. `amountFen` is null where it is not money. */
export function walletText(news: WalletAnnouncement): { title: string; body: string; amountFen: Fen | null } {
  if (news.kind === 'balanceAdjusted') {
    const size = fen(Math.abs(news.amount));
    const what = news.balance === 'cash' ? `余额 ¥${yuanText(size)}` : assetText(news.balance, size);
    return {
      title: '账户调整',
      body: `您的账户${news.amount > 0 ? '增加' : '减少'} ${what}。原因：${news.reason}`,
      amountFen: news.balance === 'cash' ? news.amount : null,
    };
  }
  if (news.kind === 'dividendPaid') {
    return {
      title: '分红到账',
      body: `「${news.name}」分红 ¥${yuanText(news.amountFen)} 已计入余额。`,
      amountFen: news.amountFen,
    };
  }
  if (news.kind === 'transferSent' || news.kind === 'transferReceived') {
    const what = assetText(news.balance, news.amount);
    return news.kind === 'transferSent'
      ? { title: '转赠成功', body: `您已转赠 ${what}。`, amountFen: null }
      : { title: '收到转赠', body: `您收到其他会员转赠的 ${what}。`, amountFen: null };
  }
  return { ...withdrawalText(news), amountFen: news.amountFen };
}

type WithdrawalNews = Exclude<
  WalletAnnouncement,
  { kind: 'transferSent' | 'transferReceived' | 'balanceAdjusted' | 'dividendPaid' }
>;

function withdrawalText(news: WithdrawalNews): { title: string; body: string } {
  const amount = `¥${yuanText(news.amountFen)}`;
  switch (news.kind) {
    case 'withdrawalRequested':
      return {
        title: '提现申请已提交',
        body: news.reviewed
          ? `您申请提现 ${amount}，审核通过后即可收款。`
          : `您申请提现 ${amount}，请在微信中确认收款。`,
      };
    case 'withdrawalApproved':
      return { title: '提现审核通过', body: `您申请的提现 ${amount} 已通过审核，请留意收款确认。` };
    case 'withdrawalRejected':
      return {
        title: '提现审核未通过',
        body: `您申请的提现 ${amount} 未通过审核，金额已退回余额。原因：${news.reason}`,
      };
    case 'withdrawalWaiting':
      return { title: '请确认收款', body: `提现 ${amount} 待您确认，请在 24 小时内打开小程序确认收款。` };
    case 'withdrawalPaid':
      return {
        title: '提现到账',
        body: `提现 ${amount} 已到账微信零钱，实收 ¥${yuanText(news.receivedFen)}。`,
      };
    case 'withdrawalFailed':
      return {
        title: '提现未成功',
        body: `提现 ${amount} 未成功：${failureText(news.failReason)}。金额已退回余额。`,
      };
    case 'withdrawalCancelled':
      return { title: '提现已取消', body: `提现 ${amount} 已取消，金额已退回余额。` };
  }
}
