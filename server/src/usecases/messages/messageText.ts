import type { OrderId } from '@paifan/shared/ids/ids';
import { yuanText } from '@paifan/shared/money/text';
import type { RewardKind } from '@paifan/shared/rebate/settle/facts';
import type { Announcement } from '../../settle/announcements';
import { afterPaymentText } from '../afterSale/messages';
import { proposalText } from '../catalogue/texts';
import type { News } from './announce';
import { memberText } from '../members/texts';
import { merchantText } from '../merchants/texts';
import { payableText } from '../payables/texts';
import { momentText, queueText } from '../queues/texts';
import { assetText, walletText } from '../wallet/texts';
import type { MessageText, Wording } from './wording';

/** Everything that members are told. */
export type AnyAnnouncement = Announcement | News;

const REWARDS: Readonly<Record<RewardKind, string>> = {
  direct: '直推奖励',
  indirect: '间推奖励',
  team: '团队级差奖励',
  recruitment: '招商奖励',
};

/** @param wording as the settings are when it is delivered */
export function messageText(news: AnyAnnouncement, wording: Wording): MessageText {
  const about = { entryId: 'entryId' in news ? news.entryId : null, orderId: ownOrder(news) };
  switch (news.kind) {
    case 'joined':
      return {
        ...about,
        title: `已加入${wording.feature}`,
        body: `${wording.tellsNumber ? `序号 ${news.position}，` : ''}权益 ¥${yuanText(news.entitledFen)}。权益由后续订单按顺序奖励，以实际到账为准。`,
        amountFen: news.entitledFen,
      };
    case 'rewarded':
      return {
        ...about,
        title: '权益到账',
        body: `您的排队权益到账 ¥${yuanText(news.amountFen)}，已计入余额，点开可查看来自哪一笔订单。`,
        amountFen: news.amountFen,
      };
    case 'done':
      return {
        ...about,
        title: '一份权益已全部到账',
        body: wording.tellsTotal
          ? `这份排队权益共到账 ¥${yuanText(news.rewardedFen)}。`
          : '这份排队权益已全部到账。',
        amountFen: wording.tellsTotal ? news.rewardedFen : null,
      };
    case 'rewardGranted':
      return {
        ...about,
        title: `获得${REWARDS[news.rewardKind]}`,
        body: `${REWARDS[news.rewardKind]} ¥${yuanText(news.amountFen)} 已记入冻结余额，订单完成并过冻结期后转入可用余额。`,
        amountFen: news.amountFen,
      };
    case 'rewardReleased':
      return {
        ...about,
        title: `${REWARDS[news.rewardKind]}已到账`,
        body: `${REWARDS[news.rewardKind]} ¥${yuanText(news.amountFen)} 已转入可用余额。`,
        amountFen: news.amountFen,
      };
    case 'rewardReduced':
      return {
        ...about,
        title: `${REWARDS[news.rewardKind]}有调整`,
        body: `这笔奖励所依据的订单有退款，${REWARDS[news.rewardKind]}按剩余实付金额重新计算为 ¥${yuanText(news.amountFen)}，差额已从余额中扣减。`,
        amountFen: news.amountFen,
      };
    case 'queueMerged':
      return {
        ...about,
        title: '队列已合并',
        body: `您的 ${news.entries} 份排队权益随队列合并，按加入时间先后排在新队列中，权益金额不变${wording.tellsNumber ? '，序号已更新' : ''}。`,
        amountFen: null,
      };
    case 'queueClosing':
      return {
        ...about,
        title: '队列即将结束',
        body: `您有 ${news.entries} 份排队权益所在的队列${news.at ? `将于 ${momentText(news.at)} ` : '即将'}结束：奖金池按规则发放后，未到账部分将清零。`,
        amountFen: null,
      };
    case 'queueClosed':
      return {
        ...about,
        title: '队列已结束',
        body: `队列已结束，奖金池已按规则发放，您有 ${news.entries} 份权益的未到账部分已清零。`,
        amountFen: null,
      };
    case 'drawAvailable':
    case 'drawn':
    case 'exchanged':
    case 'resetComing':
    case 'resetCancelled':
    case 'closingCancelled':
    case 'cleared':
      return { ...about, ...queueText(news, wording.exchange) };
    case 'orderPaid':
      return {
        ...about,
        title: '支付成功',
        body: `订单 ${news.orderNo} 已支付 ¥${yuanText(news.amountFen)}。`,
        amountFen: news.amountFen,
      };
    case 'orderClosed':
      return {
        ...about,
        title: '订单已关闭',
        body: `订单 ${news.orderNo} 超过支付时间，已关闭。`,
        amountFen: null,
      };
    case 'paymentReturned':
      return {
        ...about,
        title: '已原路退款',
        body: `订单 ${news.orderNo} 关闭后收到的付款 ¥${yuanText(news.amountFen)} 已原路退回。`,
        amountFen: news.amountFen,
      };
    case 'purchasePoints':
      return {
        ...about,
        title: '积分到账',
        body: `订单 ${news.orderNo} 已完成，赠送 ${assetText('points', news.amount)}。`,
        amountFen: null,
      };
    case 'parcelSent':
    case 'orderConfirmed':
    case 'afterSale':
      return { ...about, ...afterPaymentText(news) };
    case 'withdrawalRequested':
    case 'withdrawalApproved':
    case 'withdrawalRejected':
    case 'withdrawalWaiting':
    case 'withdrawalPaid':
    case 'withdrawalFailed':
    case 'withdrawalCancelled':
    case 'balanceAdjusted':
    case 'dividendPaid':
    case 'transferSent':
    case 'transferReceived':
      return { ...about, ...walletText(news) };
    case 'levelRaised':
    case 'giftRedeemed':
    case 'giftShipped':
    case 'giftCancelled':
      return { ...about, ...memberText(news) };
    case 'applicationOffered':
    case 'applicationApproved':
    case 'applicationRejected':
      return { ...about, ...merchantText(news) };
    case 'proposalApproved':
    case 'proposalRejected':
      return { ...about, ...proposalText(news) };
    case 'merchantPaid':
    case 'payoutAccountChanged':
      return { ...about, ...payableText(news) };
  }
}

// What rewards a member is somebody else's order, which only its own buyer can open.
const ownOrder = (news: AnyAnnouncement): OrderId | null =>
  news.kind === 'joined' || 'orderNo' in news ? news.orderId : null;
