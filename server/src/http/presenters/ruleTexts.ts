import { percentText, yuanText } from '@paifan/shared/money/text';
import { fen } from '@paifan/shared/money/fen';
import type { AskedRule, NotApplied } from '@paifan/shared/rebate/ratio/choose';
import type { JoinRefusal } from '@paifan/shared/rebate/join/gates';
import type { Gate } from '@paifan/shared/rebate/settle/terms';
import type { Lottery, RewardWindow } from '@paifan/shared/settings/rules';
import { sourceText } from '@paifan/shared/texts/ruleSources';

/*
 * The rules as members read them. Words follow SPEC section 1; nothing here promises anything.
 */

/** One rule that was asked, as the confirm page and the entry's history list it. */
export interface ExplainedRule {
  rule: string;
  text: string;
  applied: boolean;
}

/** Which rules were asked in which order, and why each applied or not. */
export const explain = (asked: readonly AskedRule[]): ExplainedRule[] =>
  asked.map(({ source, outcome }) => {
    const text = 'applied' in outcome ? appliedText(outcome.applied) : notAppliedText(outcome.notApplied);
    return { rule: sourceText(source), text, applied: 'applied' in outcome };
  });

/** Was a lottery among the rules that applied? */
export const hasLottery = (asked: readonly AskedRule[]): boolean =>
  asked.some(({ outcome }) => 'applied' in outcome && 'type' in outcome.applied);

type Applied = Extract<AskedRule['outcome'], { applied: unknown }>['applied'];

function appliedText(applied: Applied): string {
  if ('type' in applied) return `可抽奖一次，${lotteryText(applied)}；抽奖前按下一条默认权益计算`;
  if (applied.tier) {
    const { days, minFen } = applied.tier;
    return `近 ${days} 天累计消费满 ¥${yuanText(fen(minFen))}，适用 ${percentText(applied.ratio)}`;
  }
  return `适用 ${percentText(applied.ratio)}`;
}

const lotteryText = (lottery: Lottery): string =>
  lottery.type === 'range'
    ? `结果在 ${percentText(lottery.min)} 至 ${percentText(lottery.max)} 之间`
    : `奖项为 ${lottery.prizes.map(({ ratio }) => percentText(ratio)).join('、')}`;

function notAppliedText(reason: NotApplied): string {
  switch (reason.why) {
    case 'notSet':
      return '未设置';
    case 'noLevel':
      return '还没有会员等级';
    case 'levelNotThere':
      return `未对等级「${reason.level}」设置`;
    case 'tierNotReached': {
      const { days, minFen } = reason.tier;
      return `近 ${days} 天累计消费 ¥${yuanText(reason.spentFen)}，未满 ¥${yuanText(fen(minFen))}`;
    }
  }
}

function windowText({ from, to, fromDate, toDate }: RewardWindow): string {
  const days =
    fromDate && toDate
      ? `${fromDate} 至 ${toDate}`
      : fromDate
        ? `${fromDate} 起每天`
        : toDate
          ? `${toDate} 前（含当日）每天`
          : '每天';
  return `${days} ${from}–${to}`;
}

/** What is judged only when the order is paid: within which time and which limits it stands in line. */
export const conditions = (gates: readonly Gate[]): string[] =>
  gates.flatMap(({ windows, maxPerMember, maxPerMemberPerDay }) => [
    ...(windows.length > 0 ? [`须在${windows.map(windowText).join('、')} 内完成支付`] : []),
    ...(maxPerMember === null ? [] : [`每位会员最多 ${maxPerMember} 份权益，以支付时为准`]),
    ...(maxPerMemberPerDay === null ? [] : [`每位会员每天最多 ${maxPerMemberPerDay} 份权益，以支付时为准`]),
  ]);

const REFUSALS: Readonly<Record<JoinRefusal, string>> = {
  rebateOff: '该商品或门店未参与',
  queueClosed: '该队列已结束，不再排队',
  deducted: '使用了积分或爱心值抵扣的订单不排队',
  outsideWindow: '支付时间不在规定时段内',
  maxPerMember: '已达到每位会员的权益份数上限',
  maxPerMemberPerDay: '已达到每位会员当天的权益份数上限',
  nothingEntitled: '权益金额为零',
};

/** Why a settled line stands in no line. */
export const refusalText = (reason: JoinRefusal): string => REFUSALS[reason];
