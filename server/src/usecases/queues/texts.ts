import type { Fen } from '@paifan/shared/money/fen';
import { percentText, yuanText } from '@paifan/shared/money/text';
import type { Announcement } from '../../settle/announcements';

/** What members are told of draws, exchanges, and lines that are cleared. */
export type QueueNews = Extract<
  Announcement,
  {
    kind:
      | 'drawAvailable'
      | 'drawn'
      | 'exchanged'
      | 'resetComing'
      | 'resetCancelled'
      | 'closingCancelled'
      | 'cleared';
  }
>;

const UNITS = { points: '积分', love: '爱心值', loveFrozen: '爱心值（冻结）', voucher: '购物券' } as const;

const SHANGHAI = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** A time as a member reads it: `3月2日 00:00`. */
export const momentText = (at: string): string => SHANGHAI.format(new Date(at)).replace(/(日)\s*/, '$1 ');

/** @param exchangeName setting 8: what members call an exchange */
export function queueText(
  news: QueueNews,
  exchangeName: string,
): { title: string; body: string; amountFen: Fen | null } {
  switch (news.kind) {
    case 'drawAvailable':
      return {
        title: '您有一次抽奖机会',
        body: '这份排队权益可抽奖一次，抽中的比例将替换原比例，可能更高也可能更低。权益到账前有效。',
        amountFen: null,
      };
    case 'drawn':
      return {
        title: '抽奖结果',
        body:
          news.entitledFen === 0
            ? '抽奖结果的权益为 0，这份排队权益已结束。'
            : `抽奖结果：权益比例为 ${percentText(news.ratio)}，权益 ¥${yuanText(news.entitledFen)}。权益由后续订单按顺序奖励，以实际到账为准。`,
        amountFen: news.entitledFen,
      };
    case 'exchanged':
      return {
        title: `${exchangeName}成功`,
        body: `这份排队权益的待奖励部分已${exchangeName}为 ${yuanText(news.amount)} ${UNITS[news.balance]}，不再排队。`,
        amountFen: null,
      };
    case 'resetComing':
      return {
        title: '队列即将清零',
        body: `您有 ${news.entries} 份排队权益所在的队列将于 ${momentText(news.at)} 清零，届时未到账部分将不再奖励。`,
        amountFen: null,
      };
    case 'resetCancelled':
      return {
        title: '队列清零已取消',
        body: `原定 ${momentText(news.at)} 的队列清零已取消，您的排队权益继续排队。`,
        amountFen: null,
      };
    case 'closingCancelled':
      return {
        title: '队列照常进行',
        body: `原定 ${momentText(news.at)} 的队列结束已取消，您的排队权益继续排队。`,
        amountFen: null,
      };
    case 'cleared':
      return {
        title: '队列已清零',
        body: `您有 ${news.entries} 份排队权益的未到账部分已清零，已到账的部分不受影响。`,
        amountFen: null,
      };
  }
}
