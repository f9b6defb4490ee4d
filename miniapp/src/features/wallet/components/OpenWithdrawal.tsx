import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Button } from '@/ui/Button';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { timeText } from '@/ui/time';
import type { Withdrawal } from '../api/queries';
import type { useWithdrawal } from '../hooks/useWithdrawal';
import './OpenWithdrawal.scss';

const CANCELLABLE: readonly string[] = ['reviewing', 'approved', 'sent', 'waitingConfirm'];

/** The server asks WeChat Pay for the transfer at once when the member wants to confirm it. */
const CONFIRMABLE: readonly string[] = ['approved', 'sent', 'waitingConfirm'];

const EXPLAINED: Partial<Record<Withdrawal['state'], string>> = {
  reviewing: '有人会看一下，通过后请回到这里确认收款。',
  approved: '点下面的按钮，在微信里确认后才会到账。',
  sent: '点下面的按钮，在微信里确认后才会到账。',
  waitingConfirm: '点下面的按钮，在微信里确认后才会到账。中途离开了也可以再回到这里确认。',
  cancelling: '正在确认没有转出，之后退回余额。',
};

interface Props {
  withdrawal: Withdrawal;
  /** The member has confirmed it in WeChat, and WeChat Pay has not told the server yet. */
  confirmed: boolean;
  actions: ReturnType<typeof useWithdrawal>;
}

/** The withdrawal that has not ended, and what the member can do with it. */
export function OpenWithdrawal({ withdrawal, confirmed, actions }: Props) {
  const { state, confirmBefore } = withdrawal;
  const busy = actions.confirming.busy || actions.cancelling.busy;
  const confirms = CONFIRMABLE.includes(state) && !confirmed;
  return (
    <Card className="open-withdrawal t-open-withdrawal">
      <Text className="muted t-withdrawal-state">
        {confirmed ? '已确认，等待到账' : withdrawal.stateText}
      </Text>
      <Amount fen={withdrawal.receivedFen} size="huge" tone="waiting" className="t-withdrawal-amount" />
      {withdrawal.feeFen > 0 && (
        <Line name="手续费">
          <Amount fen={withdrawal.feeFen} />
        </Line>
      )}
      {confirms && confirmBefore !== null && (
        <Line name="请在此之前确认">
          <Text className="t-confirm-before">{timeText(confirmBefore)}</Text>
        </Line>
      )}
      <Text className="muted">{confirmed ? '通常几秒内到账，这里会自动更新。' : EXPLAINED[state]}</Text>
      <View className="open-withdrawal__actions">
        {CANCELLABLE.includes(state) && !confirmed && (
          <Button
            className="t-cancel-withdrawal"
            text="取消提现"
            busy={actions.cancelling.busy}
            disabled={busy}
            onTap={() => actions.cancelling.run(withdrawal)}
          />
        )}
        {confirms && (
          <Button
            kind="main"
            className="t-confirm-withdrawal button--wide"
            text="确认收款"
            busy={actions.confirming.busy}
            disabled={busy}
            onTap={() => actions.confirming.run(withdrawal)}
          />
        )}
      </View>
    </Card>
  );
}
