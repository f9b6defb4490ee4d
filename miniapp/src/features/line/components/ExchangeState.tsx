import { Text } from '@tarojs/components';
import { hundredthsText } from '@paifan/shared/client/moneyText';
import { Card } from '@/ui/Card';
import { Line } from '@/ui/Line';
import { timeText } from '@/ui/time';
import type { ExchangePreview } from '../api/desk';
import { ASSET_TEXT } from '../words';

const STATE_TEXT = { pending: '处理中，通常一两秒', applied: '已完成', refused: '没有成功' } as const;

/** What came of the last exchange of this entry. */
export function ExchangeState({ exchange }: { exchange: NonNullable<ExchangePreview['latest']> }) {
  return (
    <Card className="t-exchange-state">
      <Line name="状态">
        <Text className="t-exchange-state-text">{STATE_TEXT[exchange.state]}</Text>
      </Line>
      {exchange.amount !== null && (
        <Line name="得到">
          <Text className="t-exchange-amount">
            {hundredthsText(exchange.amount)} {ASSET_TEXT[exchange.asset]}
          </Text>
        </Line>
      )}
      {exchange.refusal !== null && (
        <Line name="原因">
          <Text>{exchange.refusal}</Text>
        </Line>
      )}
      <Line name="时间">
        <Text>{timeText(exchange.askedAt)}</Text>
      </Line>
    </Card>
  );
}
