import { Text } from '@tarojs/components';
import { Card } from '@/ui/Card';
import { Icon } from '@/ui/Icon';
import type { Checked } from '../checkProof';
import './DrawResult.scss';

/** What the check of a proof came to, in one sentence. */
export function ProofResult({ checked }: { checked: Checked }) {
  const { events, seals, wrong } = checked;
  if (events === 0)
    return (
      <Card className="draw-result t-proof-none">
        <Text className="draw-result__wait">还没有可以核对的记录</Text>
        <Text className="muted">这条队列开始存证之前加入的，不在链里</Text>
      </Card>
    );
  if (wrong.length > 0)
    return (
      <Card className="draw-result t-proof-wrong">
        <Icon name="close" size="large" />
        <Text className="draw-result__wait">第 {wrong.join('、')} 环核对不上</Text>
        <Text className="muted">请把原始记录发给客服，或交给你信任的人核对</Text>
      </Card>
    );
  return (
    <Card className="draw-result t-proof-ok">
      <Icon name="check" size="large" />
      <Text className="draw-result__wait">核对通过：没有人插队</Text>
      <Text className="muted">
        已在你的手机上重新计算 {events} 环、{seals} 个封存指纹
      </Text>
    </Card>
  );
}
