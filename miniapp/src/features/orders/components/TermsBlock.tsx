import { Text, View } from '@tarojs/components';
import { Amount } from '@/ui/Amount';
import { Disclosure } from '@/ui/Disclosure';
import { Line } from '@/ui/Line';
import { percentText } from '@paifan/shared/client/moneyText';
import type { Terms } from '../api/queries';
import { Explanation } from './Explanation';
import './TermsBlock.scss';

/** What a line of an order may receive, by which rule, under which conditions, and why. */
export function TermsBlock({ terms, featureName }: { terms: Terms; featureName: string }) {
  if (!terms.rebateOn)
    return <View className="terms muted t-no-rebate">{terms.notice ?? `这一件不参与${featureName}`}</View>;
  return (
    <View className="terms t-terms">
      <Line name="可得权益">
        <Amount fen={terms.entitledFen} size="title" tone="price" className="t-entitled" />
      </Line>
      <Line name="权益比例">
        <Text className="t-ratio">{percentText(terms.entitlementRatio)}</Text>
      </Line>
      {terms.sourceText !== null && (
        <Line name="比例来自">
          <Text className="t-rule">{terms.sourceText}</Text>
        </Line>
      )}
      <Line name="本单分给前面的人">
        <Text>{percentText(terms.extractionRatio)}</Text>
      </Line>
      {terms.queueName !== null && (
        <Line name="排入">
          <Text>{terms.queueName}</Text>
        </Line>
      )}
      {terms.lottery && (
        <Text className="terms__extra">付款后这一单另有一次抽奖，抽中的比例会替换上面的比例</Text>
      )}
      {terms.notice !== null && <Text className="terms__extra t-notice">{terms.notice}</Text>}
      {terms.conditions.map((condition) => (
        <Text key={condition} className="terms__extra t-condition">
          {condition}
        </Text>
      ))}
      {terms.explanation.length > 0 && (
        <Disclosure title="为什么是这个比例" className="t-why">
          <Explanation steps={terms.explanation} />
        </Disclosure>
      )}
    </View>
  );
}
