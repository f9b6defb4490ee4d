import { APPLICATION_STATE_TEXT } from '@paifan/shared/texts/states';
import { percentText } from '@paifan/shared/client/moneyText';
import type { Application } from './api/queries';

/** How the applicant reads the state of an application. */
export const stateText = ({ state }: Application): string =>
  state === 'negotiating' ? '待你确认' : APPLICATION_STATE_TEXT[state];

export const stateTone = ({ state }: Application): 'waiting' | 'plain' =>
  state === 'submitted' || state === 'negotiating' ? 'waiting' : 'plain';

/** What comes next, in a sentence. */
export function standingText({ state, accepted, kind }: Application): string {
  switch (state) {
    case 'submitted':
      return accepted ? '你接受了平台提议的抽成，等待平台通过。' : '已收到申请，审核后在这里和消息里告诉你。';
    case 'negotiating':
      return '平台提议了另一个抽成比例。接受后等待通过；也可以修改后重新提交。';
    case 'approved':
      return kind === 'store' ? '已经入驻，门店和收银码在工作台里。' : '已经入驻，订单和结算在工作台里。';
    case 'rejected':
      return '这次没有通过，可以按下面的说明修改后重新提交。';
    case 'withdrawn':
      return '申请已经撤回。';
  }
}

/**
 * What a member gets for bringing in a store, and when, in sentences.
 * @param ratio of the platform's commission
 * @param freezeDays how long a reward stays frozen after an order has completed
 */
export function recruitmentText(ratio: string, freezeDays: number): string[] {
  const nothingForJoining = '对方入驻本身没有奖励，也不向任何人收取费用。';
  if (percentText(ratio) === '0%') return ['现在没有设置招商奖励。', nothingForJoining];
  return [
    `对方用你的码申请并通过后，它的门店每完成一单，平台把自己那份抽成的 ${percentText(ratio)} 作为招商奖励给你。`,
    freezeDays === 0
      ? '奖励在顾客付款时记下并冻结，订单完成时转入现金余额；订单退款，奖励相应减少。'
      : `奖励在顾客付款时记下并冻结，订单完成后再过 ${freezeDays} 天转入现金余额；订单退款，奖励相应减少。`,
    nothingForJoining,
  ];
}
